import { addDays, type LocalDate, yearOf } from '../domain/date.ts';
import { dayPeriod, halfPeriod, type Period, quarterPeriod, yearPeriod } from '../domain/period.ts';
import { countedMonth, countedMonthOf, countedWeekOf, type Reporting } from '../domain/reporting-period.ts';

function monthAround(date: LocalDate, calendar: Reporting): Period {
  const { year, month } = countedMonthOf(date, calendar);
  return countedMonth(year, month, calendar);
}

/** The latest 10月, 三季度 or 上半年 that has begun. */
function namedPeriod(text: string, today: LocalDate, calendar: Reporting): Period | null {
  const month = Number(/(?<!\d)(1[0-2]|[1-9])月/.exec(text)?.[1] ?? 0);
  const quarter = '一二三四'.indexOf(/([一二三四])季度/.exec(text)?.[1] ?? '?') + 1;
  const inYear = (year: number): Period | null => {
    if (month > 0) return countedMonth(year, month, calendar);
    if (quarter > 0) return quarterPeriod(year, quarter);
    return text.includes('上半年') ? halfPeriod(year, 1) : null;
  };
  const thisYear = inYear(yearOf(today));
  return thisYear && thisYear.from > today ? inYear(yearOf(today) - 1) : thisYear;
}

/** The days that a short question asks about (上周、本月、10月、今年); this week when it does not say. */
export function askedPeriod(text: string, today: LocalDate, calendar: Reporting): Period {
  const named = namedPeriod(text, today, calendar);
  if (named) return named;
  if (text.includes('上周')) return countedWeekOf(addDays(today, -7), calendar);
  if (text.includes('上月') || text.includes('上个月')) return monthAround(addDays(monthAround(today, calendar).from, -1), calendar);
  if (text.includes('月')) return monthAround(today, calendar);
  if (text.includes('今年')) return yearPeriod(yearOf(today));
  return text.includes('今天') ? dayPeriod(today) : countedWeekOf(today, calendar);
}
