import { addDays, monthOf, yearOf } from '../../domain/date.ts';
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
  const { per, metrics, period } = desk.question;
  if (per !== '月' && per !== '季')
    return desk.eachCollected(total => meanAnswer(total, divisorOf(desk, total.metric), { per: per ?? '', scope: desk.scope }));
  const whole = monthsOf(desk, metrics[0] ?? '').filter(month => isWholeMonth(desk, month.period));
  const months = per === '月' ? whole : whole.slice(0, whole.length - (whole.length % 3));
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last || (per === '季' && monthOf(first.period.to) % 3 !== 1)) return { text: noWholeMonth, totals: [] };
  const over = desk.asking({ period: { from: first.period.from < period.from ? period.from : first.period.from, to: last.period.to } });
  const count = per === '月' ? months.length : months.length / 3;
  return over.eachCollected(total => averageAnswer(total, { count, per }, over.scope));
}

/** What of the same ledger is counted in this unit: 场 for 参训人数. */
function divisorOf(desk: Desk, metric: string): Total | null {
  const { per } = desk.question;
  const ledger = definitionOf(desk.context.bureau, metric)?.ledger;
  const other = ledger?.metrics.find(
    ({ name, units, kind }) =>
      name !== metric && (kind === 'increment' || kind === 'level') && units.some(unit => unit === per || (per === '人' && unit === '名')),
  );
  return other ? desk.total(other.name) : null;
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
