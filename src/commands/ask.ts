import { dateOf, isDate } from '../domain/date.ts';
import type { Command, Invocation } from './command.ts';
import { readJsonLines } from './jsonl.ts';
import { textOption, wrongUsage } from './usage.ts';

export const ask: Command = {
  name: 'ask',
  summary: '问法规、政策或旧报告，给出条文原话和效力',
  usage: 'ask <问题>　或　ask --questions 问题.jsonl',
  options: { questions: { type: 'string' }, 'as-of': { type: 'string' } },
  inOwner: true,
  async run(invocation) {
    const questions = textOption(invocation, 'questions');
    const text = invocation.arguments.join(' ');
    if (!questions && !text) throw wrongUsage(ask);
    if (!questions) return answerOne(invocation, text);
    for (const question of await readJsonLines(questions, invocation.folder)) {
      const asOf = typeof question['asOf'] === 'string' ? question['asOf'].slice(0, 10) : undefined;
      invocation.out(JSON.stringify({ id: question['id'], ...(await answer(invocation, String(question['text'] ?? ''), asOf)) }));
    }
    return 0;
  },
};

async function answerOne(invocation: Invocation, text: string): Promise<number> {
  const found = await answer(invocation, text, textOption(invocation, 'as-of'));
  invocation.out(invocation.json ? JSON.stringify(found) : found.answer);
  return 0;
}

async function answer(
  { program }: Invocation,
  text: string,
  asOf: string | undefined,
): Promise<{ answered: boolean; answer: string; citations: object[] }> {
  const app = await program.app();
  const day = asOf && isDate(asOf) ? asOf : dateOf(app.clock.now());
  const found = app.corpus.ask(text, { bureau: app.bureau, asOf: day });
  const citations = found.citations.map(({ document, article, quote, validity, checkedTo }) => ({ document, article, quote, validity, checkedTo }));
  return { answered: found.answered, answer: found.text, citations };
}
