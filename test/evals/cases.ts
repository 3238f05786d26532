import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { loadPrompts } from '../../src/bureau/load-prompts.ts';
import type { EvaluationCase, LawCase, MessageCase } from '../../src/domain/evaluation-case.ts';
import type { Answer } from '../../src/knowledge/answer.ts';
import { composeAnswer } from '../../src/knowledge/composing/compose-answer.ts';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Models } from '../../src/models/models.ts';
import { comparableTitle } from '../../training/statute-questions.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';
import { chatModel, deadline, line, messageColumns } from './models.ts';

/** Both columns of one line. */
export interface CaseScore {
  name: string;
  without: string;
  withModel: string;
}

export function readCases(path: string): EvaluationCase[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(text => text.trim() !== '')
    .map(text => JSON.parse(text) as EvaluationCase);
}

function cites({ citations }: Pick<Answer, 'citations'>, labels: readonly string[]): boolean {
  const wanted = labels.map(comparableTitle);
  return citations.some(({ document, article }) =>
    wanted.includes(comparableTitle(`${document}${/第.*?条(?:之.)?/.exec(article ?? '')?.[0] ?? ''}`)),
  );
}

/** How many accepted questions still cite what was accepted, and how many rejected ones no longer cite what was rejected. */
export async function scoreLawCases(
  cases: readonly LawCase[],
  corpus: Corpus,
  { models, bureau }: { models: Models; bureau: Bureau },
): Promise<CaseScore[]> {
  const options = { bureau, asOf: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) };
  const asked = await Promise.all(
    cases.map(async one => {
      const plain = corpus.ask(one.text, options);
      const asking = { models, corpus, options, bureau, question: one.text, asker: 'eval', deadline: deadline(models.chat) };
      return { one, plain, worded: await composeAnswer(plain, asking) };
    }),
  );
  const of = (name: string, all: typeof asked, isRight: (answer: Answer, one: LawCase) => boolean): CaseScore[] => {
    const share = (which: 'plain' | 'worded'): string => `${all.filter(each => isRight(each[which], each.one)).length}/${all.length}`;
    return all.length === 0 ? [] : [{ name, without: share('plain'), withModel: share('worded') }];
  };
  return [
    ...of(
      '采纳的仍引到',
      asked.filter(({ one }) => one.articles),
      (answer, { articles = [] }) => cites(answer, articles),
    ),
    ...of(
      '不采纳的不再引',
      asked.filter(({ one }) => one.not),
      (answer, { not = [] }) => !cites(answer, not),
    ),
  ];
}

/** `npm run eval -- cases 测评题.jsonl [文件夹…]`: what `xiaofa answers --cases` exported, without and with a model; the folders hold the documents to answer from. */
export async function run([file, ...folders]: readonly string[]): Promise<void> {
  if (file === undefined || !existsSync(file))
    return console.log('用法：npm run eval -- cases 测评题.jsonl [文件夹…]，测评题由 xiaofa answers --cases 导出。');
  const cases = readCases(file);
  const data = join(projectRoot, 'data');
  const laws = join(projectRoot, '..', 'shared', 'corpus', 'laws');
  const bureau = await loadBureau(data);
  const models: Models = { chat: chatModel(), prompts: await loadPrompts(data) };
  line(`模型：${models.chat.name}`, '不用模型', '用模型');
  const law = cases.filter((one): one is LawCase => one.kind === 'law');
  if (law.length > 0) {
    const corpus = await openCorpus({ blobs: memoryBlobs() });
    const given = folders.length > 0 ? folders : [join(data, 'corpus'), ...(existsSync(laws) ? [laws] : [])];
    await corpus.ingestPaths(given, { bureau: 'shared' });
    for (const { name, without, withModel } of await scoreLawCases(law, corpus, { models, bureau })) line(name, without, withModel);
  }
  const messages = cases.filter((one): one is MessageCase => one.kind === 'message');
  if (messages.length > 0) await messageColumns('更正过的填报', { cases: messages, people: {} }, { models, bureau });
}
