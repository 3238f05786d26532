import { dateOf, isDate, type LocalDate } from '../domain/date.ts';
import type { Command, Invocation } from './command.ts';
import { type JsonLine, readJsonLines, textOf, wrongLine } from './jsonl.ts';
import { textOption, wrongUsage } from './usage.ts';

export const ask: Command = {
  name: 'ask',
  summary: '问法规、政策或旧报告，给出条文原话和效力',
  usage: 'ask <问题> [--as-of 2026-11-20]　或　ask --questions 问题.jsonl',
  options: { questions: { type: 'string' }, 'as-of': { type: 'string' } },
  inOwner: true,
  async run(invocation) {
    const questions = textOption(invocation, 'questions');
    const text = invocation.arguments.join(' ');
    if (!questions && !text) throw wrongUsage(ask);
    if (!questions) return answerOne(invocation, text);
    for (const question of await readJsonLines(questions, invocation.folder)) {
      const found = await answer(invocation, textOf(question), dayOf(question));
      invocation.out(JSON.stringify({ id: question.value['id'], ...found }));
    }
    return 0;
  },
};

/** The `asOf` of a line; undefined when it says none. A day that is none would silently answer for today. */
function dayOf(line: JsonLine): LocalDate | undefined {
  const { asOf } = line.value;
  if (asOf === undefined || asOf === null) return undefined;
  const day = String(asOf).replace(/T.*$/, '');
  if (!isDate(day)) throw wrongLine(line, '的 asOf 应为真实存在的日期，如 2026-11-20');
  return day;
}

async function answerOne(invocation: Invocation, text: string): Promise<number> {
  const asOf = textOption(invocation, 'as-of');
  if (asOf !== undefined && !isDate(asOf)) throw wrongUsage(ask);
  const found = await answer(invocation, text, asOf);
  invocation.out(invocation.json ? JSON.stringify(found) : found.answer);
  return 0;
}

async function answer(
  { program }: Invocation,
  text: string,
  asOf: LocalDate | undefined,
): Promise<{ answered: boolean; answer: string; citations: object[] }> {
  const app = await program.app();
  const found = app.corpus.ask(text, { bureau: app.bureau, asOf: asOf ?? dateOf(app.clock.now()) });
  const citations = found.citations.map(({ document, article, quote, validity, checkedTo }) => ({ document, article, quote, validity, checkedTo }));
  return { answered: found.answered, answer: found.text, citations };
}
