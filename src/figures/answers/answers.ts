import type { QuestionForm } from '../../domain/question.ts';
import { byDepartmentAnswer } from '../../wording/figures.ts';
import { mergedLine } from '../../wording/merger.ts';
import { notInLedgers, notYet, undated } from '../../wording/not-counted.ts';
import { difference, share, sideBySide, target } from './beside-answer.ts';
import { moved, pair } from './compared-answer.ts';
import type { Answered, Desk } from './desk.ts';
import { approximate, kinds, list, reported } from './entries-answer.ts';
import { highlights } from './highlights-answer.ts';
import { included } from './included-answer.ts';
import { average, byMonth, byQuarter, charts, extremes } from './months-answer.ts';
import { occasion } from './occasion-answer.ts';
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
  'by-quarter': byQuarter,
  extremes,
  average,
  share,
  target,
  unclear: () => ({ text: notInLedgers, totals: [] }),
  approximate,
  occasion,
  included,
  difference,
  highlights,
  kinds,
  undated: () => ({ text: undated, totals: [] }),
};

/** One figure for each 科室 is all that these say; any other answer is given for one 科室 after the other. */
const oneFigure: ReadonlySet<QuestionForm> = new Set(['total', 'compare', 'by-department', 'extremes', 'share', 'target', 'average']);
const noPlace: ReadonlySet<QuestionForm> = new Set(['included', 'undated', 'unclear', 'future', 'moved', 'explain']);

/** Forms that say of two periods what they have to say of them. */
const ownPair: ReadonlySet<QuestionForm> = new Set(['moved', 'share', 'average']);

/** Forms that say nothing without a metric. */
const needsMetric: ReadonlySet<QuestionForm> = new Set([
  'total',
  'compare',
  'by-department',
  'by-month',
  'by-quarter',
  'chart',
  'extremes',
  'average',
  'share',
  'target',
  'occasion',
  'difference',
]);

/** The answer in the form that was asked for; two periods or several 科室 side by side whatever the form. */
export function answer(desk: Desk): Answered {
  const told = answered(desk);
  const { department, among } = desk.question;
  const asked = desk.context.bureau.departments.filter(({ name }) => name === department || among.includes(name));
  const mergers = asked.flatMap(({ name, merged }) => (merged && merged.until < desk.context.today ? [mergedLine(name, merged)] : []));
  return mergers.length === 0 ? told : { ...told, text: [told.text, ...mergers].join('\n') };
}

function answered(desk: Desk): Answered {
  const { form, among } = desk.question;
  if (among.length === 0 || noPlace.has(form)) return ofOne(desk);
  return oneFigure.has(form) && desk.question.metrics.length > 0 ? sideBySide(desk) : oneByOne(desk);
}

function oneByOne(desk: Desk): Answered {
  const order = desk.context.bureau.departments.map(({ name }) => name).filter(name => desk.question.among.includes(name));
  const views = order.map(department => desk.asking({ department, among: [] }));
  const told = views.map(ofOne);
  const beside = views.map((view, index) => ({ question: view.question, totals: told[index]?.totals ?? [] }));
  return { text: told.map(({ text }) => text).join('\n\n'), totals: [], charts: told.flatMap(({ charts = [] }) => charts), beside };
}

function ofOne(desk: Desk): Answered {
  const { form, earlier, metrics } = desk.question;
  if (metrics.length === 0 && needsMetric.has(form)) return answers.unclear(desk);
  if (!ownPair.has(form) && earlier && metrics.length > 0) return pair(desk, earlier);
  return answers[form](desk);
}
