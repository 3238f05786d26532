import { addDays, type LocalDate, yearOf } from '../domain/date.ts';
import { dayPeriod, type Period, yearPeriod } from '../domain/period.ts';
import { countedMonth, countedMonthOf, countedWeekOf, type Reporting } from '../domain/reporting-period.ts';

function monthAround(date: LocalDate, calendar: Reporting): Period {
  const { year, month } = countedMonthOf(date, calendar);
  return countedMonth(year, month, calendar);
}

/** The days that a short question asks about (上周、本月、今年); this week when it does not say. */
export function askedPeriod(text: string, today: LocalDate, calendar: Reporting): Period {
  if (text.includes('上周')) return countedWeekOf(addDays(today, -7), calendar);
  if (text.includes('上月') || text.includes('上个月')) return monthAround(addDays(monthAround(today, calendar).from, -1), calendar);
  if (text.includes('月')) return monthAround(today, calendar);
  if (text.includes('今年')) return yearPeriod(yearOf(today));
  return text.includes('今天') ? dayPeriod(today) : countedWeekOf(today, calendar);
}
