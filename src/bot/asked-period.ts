import { addDays, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { dayPeriod, monthPeriod, type Period, weekOf, yearPeriod } from '../domain/period.ts';

function monthAround(date: LocalDate): Period {
  return monthPeriod(yearOf(date), monthOf(date));
}

/** The days that a short question asks about (上周、本月、今年); this week when it does not say. */
export function askedPeriod(text: string, today: LocalDate): Period {
  if (text.includes('上周')) return weekOf(addDays(today, -7));
  if (text.includes('上月') || text.includes('上个月')) return monthAround(addDays(monthAround(today).from, -1));
  if (text.includes('月')) return monthAround(today);
  if (text.includes('今年')) return yearPeriod(yearOf(today));
  return text.includes('今天') ? dayPeriod(today) : weekOf(today);
}
