import { addDays } from '../../domain/date.ts';
import { intersection } from '../../domain/period.ts';
import { countedMonth, countedMonthOf } from '../../domain/reporting-period.ts';
import type { Total } from '../../domain/total.ts';
import { byMonthAnswer, type ChartAnswer, departmentChart, monthChart } from '../../wording/figures.ts';
import type { Answered, Desk } from './desk.ts';

/** 按月. */
export function byMonth(desk: Desk): Answered {
  return desk.eachCollected(total => byMonthAnswer(total, monthsOf(desk, total.metric), desk.scope));
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
