import { addDays, monthOf, yearOf } from '../../domain/date.ts';
import type { MetricDefinition } from '../../domain/ledger.ts';
import { intersection, type Period, quarterOf, quarterPeriod, samePeriod } from '../../domain/period.ts';
import { countedMonth, countedMonthOf } from '../../domain/reporting-period.ts';
import type { Total } from '../../domain/total.ts';
import { averageAnswer, byQuarterAnswer, extremesLine, meanAnswer, noWholeMonth } from '../../wording/by-time.ts';
import { byMonthAnswer, type ChartAnswer, departmentChart, monthChart } from '../../wording/figures.ts';
import { definitionOf } from '../metric-definition.ts';
import type { Answered, Desk } from './desk.ts';

/** 按月. */
export function byMonth(desk: Desk): Answered {
  return desk.eachCollected(total => byMonthAnswer(total, monthsOf(desk, total.metric), desk.scope));
}

/** 按季 — a quarter without a figure of its own is said to have none, not 0. */
export function byQuarter(desk: Desk): Answered {
  const { from, to } = desk.question.period;
  return desk.eachCollected(total => {
    const quarters: Total[] = [];
    for (let day = from; day <= to; ) {
      const quarter = quarterPeriod(yearOf(day), quarterOf(day));
      quarters.push(desk.total(total.metric, intersection(quarter, desk.question.period) ?? quarter));
      day = addDays(quarter.to, 1);
    }
    return byQuarterAnswer(total, quarters, desk.scope);
  });
}

/** 哪个月最多 — by month, then which stand out; the running month is no lowest one. */
export function extremes(desk: Desk): Answered {
  return desk.eachCollected(total => {
    const months = monthsOf(desk, total.metric);
    return [byMonthAnswer(total, months, desk.scope), extremesLine(months, desk.scope)].join('\n');
  });
}

/** 平均每月, 平均每季 — over whole ones only, so that the running one takes nothing off; 平均每场 by the number of 场. */
export function average(desk: Desk): Answered {
  const { per } = desk.question;
  if (per !== '月' && per !== '季') return meanOf(desk);
  const told = spansOf(desk).map(span => overWhole(span, per));
  return { text: told.map(({ text }) => text).join('\n\n'), totals: told.flatMap(({ totals }) => totals) };
}

/** Each of the days that were named. */
function spansOf(desk: Desk): Desk[] {
  const { earlier } = desk.question;
  return earlier ? [desk.asking({ period: earlier, earlier: null }), desk.asking({ earlier: null })] : [desk];
}

function overWhole(desk: Desk, per: '月' | '季'): Answered {
  const { metrics, period } = desk.question;
  const whole = monthsOf(desk, metrics[0] ?? '').filter(month => isWholeMonth(desk, month.period));
  const months = per === '月' ? whole : whole.slice(0, whole.length - (whole.length % 3));
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last || (per === '季' && monthOf(first.period.to) % 3 !== 1)) return { text: noWholeMonth, totals: [] };
  const over = desk.asking({ period: { from: first.period.from < period.from ? period.from : first.period.from, to: last.period.to } });
  const count = per === '月' ? months.length : months.length / 3;
  return over.eachCollected(total => averageAnswer(total, { count, per }, over.scope));
}

/** 平均每场 — one quotient for each of the days that were named (一季度三季度各说下). */
function meanOf(desk: Desk): Answered {
  const { per, metrics } = desk.question;
  const told = spansOf(desk).flatMap(span =>
    metrics.slice(0, 1).map(metric => {
      const { total, divisor } = sharedOut(span, metric);
      return { total, text: total.quantity ? meanAnswer(total, divisor, { per: per ?? '', scope: span.scope }) : span.nothing(total) };
    }),
  );
  return { text: told.map(({ text }) => text).join('\n\n'), totals: told.map(({ total }) => total) };
}

/** 平均每场, 平均一个项目投资多少 — what is shared out, and among what of the same ledger. */
function sharedOut(desk: Desk, metric: string): { total: Total; divisor: Total | null } {
  const per = desk.question.per ?? '';
  const defined = definitionOf(desk.context.bureau, metric);
  const own = defined?.ledger.metrics.filter(({ kind }) => kind === 'increment' || kind === 'level') ?? [];
  const isPer = ({ units }: MetricDefinition): boolean => units.some(unit => unit === per || (per === '人' && unit === '名'));
  const others = own.filter(({ name }) => name !== metric);
  // 平均一个备案项目投资多少: what was named is what it is shared out among.
  const asked = defined && isPer(defined.definition) ? others.find(other => isAsked(other, desk.context.rest ?? '')) : undefined;
  if (asked) return { total: desk.total(asked.name), divisor: desk.total(metric) };
  if (defined && isPer(defined.definition)) return { total: desk.total(metric), divisor: null };
  const among = others.find(other => isPer(other) && other.partOf === null);
  return { total: desk.total(metric), divisor: among ? desk.total(among.name) : null };
}

/** 投资多少 names 备案项目总投资. */
function isAsked({ name, aliases, units }: MetricDefinition, rest: string): boolean {
  const said = /([\p{Script=Han}]{2})(?:额|金额|资金)?(?:多少|几)/u.exec(rest.replace(/平均|了|每?一?[个家户场]/g, ''))?.[1];
  return said !== undefined && [name, ...aliases].some(form => form.includes(said)) && units.length > 0;
}

function isWholeMonth({ context }: Desk, { from, to }: Period): boolean {
  const { calendar } = context.bureau;
  const { year, month } = countedMonthOf(to, calendar);
  return samePeriod({ from, to }, countedMonth(year, month, calendar)) && to < context.today;
}

/** 图. */
export function charts(desk: Desk): Answered {
  const drawn: ChartAnswer[] = [];
  const said = desk.eachCollected(total => {
    const answer = chart(desk, total);
    drawn.push(answer);
    return answer.text;
  });
  return { ...said, charts: drawn.map(each => each.chart) };
}

/** By month; a single month has only its 科室 to be told apart by. */
function chart(desk: Desk, total: Total): ChartAnswer {
  const { from, to } = desk.question.period;
  const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
  return isOneMonth ? departmentChart(total, desk.scope) : monthChart(total, monthsOf(desk, total.metric), desk.scope);
}

/** The months of the period, as the bureau counts them. */
function monthsOf(desk: Desk, metric: string): Total[] {
  const { period } = desk.question;
  const { calendar } = desk.context.bureau;
  const months: Total[] = [];
  for (let day = period.from; day <= period.to; ) {
    const counted = countedMonthOf(day, calendar);
    const month = countedMonth(counted.year, counted.month, calendar);
    months.push(desk.total(metric, intersection(month, period) ?? month));
    day = addDays(month.to, 1);
  }
  return months;
}
