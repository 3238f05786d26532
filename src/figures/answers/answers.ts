import type { QuestionForm } from '../../domain/question.ts';
import { byDepartmentAnswer } from '../../wording/figures.ts';
import { notInLedgers, notYet } from '../../wording/not-counted.ts';
import { moved, pair } from './compared-answer.ts';
import type { Answered, Desk } from './desk.ts';
import { list, reported } from './entries-answer.ts';
import { byMonth, charts } from './months-answer.ts';
import { consistency, open, outstanding, overview } from './state-answer.ts';
import { explained, totals } from './total-answer.ts';

/** Every 问法 and what makes its answer. */
const answers: Readonly<Record<QuestionForm, (desk: Desk) => Answered>> = {
  total: totals,
  compare: totals,
  explain: explained,
  detail: list,
  list,
  'by-department': desk => desk.eachCollected(total => byDepartmentAnswer(total, desk.scope)),
  'by-month': byMonth,
  chart: charts,
  overview,
  outstanding,
  open,
  consistency,
  reported,
  moved,
  future: ({ question, context }) => ({ text: notYet(question.metrics, question.period, context.today), totals: [] }),
  unclear: () => ({ text: notInLedgers, totals: [] }),
};

/** The answer in the form that was asked for; two periods side by side whatever the form. */
export function answer(desk: Desk): Answered {
  const { form, earlier, metrics } = desk.question;
  if (form !== 'moved' && earlier && metrics.length > 0) return pair(desk, earlier);
  return answers[form](desk);
}
