import type { App } from '../app/app.ts';
import { dateOf } from '../domain/date.ts';
import { searchHitLine } from '../wording/corpus.ts';
import type { Command } from './command.ts';
import { readJsonLines, textOf } from './jsonl.ts';
import { textOption, wrongUsage } from './usage.ts';

type SearchHit = Awaited<ReturnType<App['corpus']['searchByMeaning']>>[number];

/** Somebody waits at the screen. */
const PATIENCE_MS = 10_000;

export const search: Command = {
  name: 'search',
  summary: '在文件库里检索条文',
  usage: 'search <问题>　或　search --queries 问题.jsonl --k 100',
  options: { queries: { type: 'string' }, k: { type: 'string' } },
  inOwner: true,
  async run(invocation) {
    const queries = textOption(invocation, 'queries');
    const text = invocation.arguments.join(' ');
    const limit = Number(textOption(invocation, 'k') ?? (queries ? 100 : 10));
    if ((!queries && !text) || !Number.isInteger(limit) || limit < 1) throw wrongUsage(search);
    const app = await invocation.program.app();
    const options = { bureau: { ...app.bureau }, asOf: dateOf(app.clock.now()), limit };
    const find = (words: string): Promise<SearchHit[]> =>
      app.corpus.searchByMeaning(words, { ...options, asker: 'command-line', deadline: app.clock.now() + PATIENCE_MS });
    const hitsOf = async (words: string): Promise<object[]> =>
      (await find(words)).map(({ document, article, text: quote, score }) => ({
        document,
        article,
        text: quote,
        score: Math.round(score * 1e4) / 1e4,
      }));
    if (queries) {
      for (const query of await readJsonLines(queries, invocation.folder)) {
        invocation.out(JSON.stringify({ id: query.value['id'], hits: await hitsOf(textOf(query)) }));
      }
      return 0;
    }
    if (invocation.json) for (const hit of await hitsOf(text)) invocation.out(JSON.stringify(hit));
    else for (const [index, hit] of (await find(text)).entries()) invocation.out(searchHitLine(hit, index + 1));
    return 0;
  },
};
