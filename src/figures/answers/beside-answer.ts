import { contains } from '../../domain/period.ts';
import type { Question } from '../../domain/question.ts';
import { differenceLine, shareAnswer, sideBySideAnswer, targetAnswer } from '../../wording/beside.ts';
import { changeBetween } from '../change-between.ts';
import { definitionOf, partsOf } from '../metric-definition.ts';
import { overTheYear } from '../read-period.ts';
import { wordsBeyond } from '../words-beyond.ts';
import { pair } from './compared-answer.ts';
import type { Answered, Desk } from './desk.ts';
import { narrower, partNamed, partSaid } from './narrower-answer.ts';
import { comparison, totals } from './total-answer.ts';

/** 企服科和中小中心各多少 — in the bureau's fixed order, never by size. */
export function sideBySide(desk: Desk): Answered {
  const { among, metrics } = desk.question;
  const order = desk.context.bureau.departments.map(({ name }) => name).filter(name => among.includes(name));
  const views = order.map(department => desk.asking({ department, among: [], form: 'total' }));
  const text = metrics.map(metric =>
    sideBySideAnswer(
      metric,
      views.map(view => ({ department: view.question.department ?? '', total: view.total(metric) })),
      desk.scope,
    ),
  );
  const beside = views.map(view => ({ question: view.question, totals: metrics.map(metric => view.total(metric)) }));
  return { text: text.join('\n\n'), totals: [], beside };
}

/** 一季度占全年多少, 企服科占全局多少 — the part, the whole and the percentage. */
export function share(desk: Desk): Answered {
  const { department, period, earlier, metrics } = desk.question;
  const [one, other, ...more] = metrics;
  // 三季度占前三季度多少; of two that lie apart neither is part of the other.
  if (earlier)
    return contains(earlier, period) ? shareOfWhole(desk, desk.asking({ period: earlier, earlier: null, form: 'total' })) : pair(desk, earlier);
  // 法律专业的占持证的多少: one figure in another.
  if (one !== undefined && other !== undefined && more.length === 0) return shareOf(desk, one, other);
  const isWholeYear = period.from === overTheYear(period, desk.context.today).from && period.to === overTheYear(period, desk.context.today).to;
  // Neither days nor a 科室: a part of its own whole, or the whole of its parts; else there is nothing that it could be a part of.
  if (department === null && isWholeYear) return one === undefined ? target(desk) : shareByName(desk, one);
  const whole =
    department === null
      ? desk.asking({ period: overTheYear(period, desk.context.today), form: 'total' })
      : desk.asking({ department: null, form: 'total' });
  return shareOfWhole(desk, whole);
}

function shareOfWhole(desk: Desk, whole: Desk): Answered {
  const told = desk.each(part => shareAnswer({ part, whole: whole.total(part.metric) }, { part: desk.scope, whole: whole.scope }));
  return { ...told, beside: [besideOf(whole)] };
}

/** 代表建议占多少 is of 建议提案; 建议提案占多少 can only be asked of its parts. */
function shareByName(desk: Desk, metric: string): Answered {
  const { bureau, rest = '' } = desk.context;
  const defined = definitionOf(bureau, metric);
  const words = defined ? wordsBeyond(rest, [defined]) : [];
  // 给人社的占转办的多少: the part is what was said beyond, and nothing else may stand for it.
  const part = partSaid(desk, metric, rest) ?? (words.length > 0 ? partNamed(desk.counted(), metric, words) : undefined);
  if (part !== undefined) return shareOf(desk, part, metric);
  if (words.length > 0) return narrower(desk, rest, totals(desk));
  const whole = defined?.definition.partOf ?? null;
  if (whole !== null) return shareOf(desk, metric, whole);
  const parts = partsOf(bureau, metric).filter(({ name }) => desk.total(name).quantity);
  if (parts.length === 0) return target(desk);
  const told = parts.map(({ name }) => shareOf(desk, name, metric));
  return { text: told.map(({ text }) => text).join('\n\n'), totals: told.flatMap(({ totals }) => totals.slice(0, 1)) };
}

function besideOf(desk: Desk): { question: Question; totals: Answered['totals'] } {
  return { question: desk.question, totals: desk.question.metrics.map(metric => desk.total(metric)) };
}

function shareOf(desk: Desk, one: string, other: string): Answered {
  const [part, whole] = [desk.total(one), desk.total(other)];
  return { text: shareAnswer({ part, whole }, { part: desk.scope, whole: desk.scope }), totals: [part, whole] };
}

/** 政协提案比代表建议多几件 — both, and what lies between them. */
export function difference(desk: Desk): Answered {
  const said = totals(desk);
  const [one, other, ...more] = said.totals;
  if (!one || !other || more.length > 0) return said;
  const change = changeBetween(other, one, definitionOf(desk.context.bureau, one.metric)?.definition.units ?? []);
  return { ...said, text: `${said.text}\n${differenceLine(one, other, change)}` };
}

/** 超过200家了吗, 离目标差多少 — held against the figure that the asker says, or last year's; the ledgers know no targets. */
export function target(desk: Desk): Answered {
  const said = totals(desk);
  const [total] = said.totals;
  if (!total?.quantity) return said;
  const lastYear = desk.question.against === 'last-year' ? comparison(desk, total) : null;
  const held = lastYear ? lastYear.before.value : inUnitOf(total.quantity.unit, desk);
  return { ...said, text: `${said.text}\n${targetAnswer(total, held, lastYear !== null)}` };
}

/** Higher than any target that is said without its 万 or 亿. */
const SPELLED_OUT = 1_000_000;

/** 超50亿了吗, of what is counted in 亿元: 50. */
function inUnitOf(unit: string, { question: { target: said }, context: { rest = '' } }: Desk): number | null {
  const size = unit === '亿元' ? 100_000_000 : unit === '万元' ? 10_000 : 1;
  if (said === null || size === 1) return said;
  return /\d\s?[万亿]/.test(rest) || said >= SPELLED_OUT ? said / size : said;
}
