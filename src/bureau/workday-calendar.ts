import { createRequire } from 'node:module';
import chineseDays from 'chinese-days';
import { addDays, type LocalDate, makeDate, weekdayOf, yearOf } from '../domain/date.ts';
import type { WorkdayCalendar } from '../domain/workday.ts';

/** 单位补充的节假日安排 — days off and worked Saturdays and Sundays of one year, as the State Council's notice gives them. */
export interface HolidayYear {
  year: number;
  /** True once the notice is published and all of it is entered. */
  official: boolean;
  off: LocalDate[];
  worked: LocalDate[];
}

// The package's own isWorkday() answers for years it knows nothing about, so its data is read and the rule is ours.
// https://github.com/vsme/chinese-days, data of 2004–2026 in version 1.5.7.
const published: { holidays: Record<LocalDate, string>; workdays: Record<LocalDate, string> } = createRequire(import.meta.url)(
  'chinese-days/dist/chinese-days.json',
);
const publishedYears = new Set(Object.keys(published.holidays).map(yearOf));

function lunarDay(year: number, month: number, day: number): LocalDate {
  return chineseDays.getSolarDateFromLunar(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`).date;
}

/** 法定假日 of a year whose notice is not known: 全国年节及纪念日放假办法 as in force since 2025, without any 调休. */
function statutoryHolidays(year: number): LocalDate[] {
  const newYear = lunarDay(year, 1, 1);
  const eve = addDays(newYear, -1);
  const fixed = [makeDate(year, 1, 1), makeDate(year, 5, 1), makeDate(year, 5, 2), ...[1, 2, 3].map(day => makeDate(year, 10, day))];
  const lunar = [eve, newYear, lunarDay(year, 1, 2), lunarDay(year, 1, 3), lunarDay(year, 5, 5), lunarDay(year, 8, 15)];
  const clearBright = chineseDays.getSolarTermDate(year, 4, 'pure_brightness');
  return [...fixed, ...lunar, clearBright].filter(day => day !== undefined);
}

/**
 * 工作日历 — the published arrangements with a bureau's additions, which win. In a year that neither covers, weekdays
 * are worked except the statutory holidays themselves, and `covers` is false.
 */
export function createWorkdayCalendar(extra: readonly HolidayYear[] = []): WorkdayCalendar {
  const off = new Set(extra.flatMap(year => year.off));
  const worked = new Set(extra.flatMap(year => year.worked));
  const officialYears = new Set(extra.filter(year => year.official).map(year => year.year));
  const assumed = new Map<number, ReadonlySet<LocalDate>>();
  const isAssumedHoliday = (date: LocalDate): boolean => {
    const year = yearOf(date);
    const holidays = assumed.get(year) ?? new Set(statutoryHolidays(year));
    assumed.set(year, holidays);
    return holidays.has(date);
  };
  const covers = (year: number): boolean => publishedYears.has(year) || officialYears.has(year);
  return {
    covers,
    isWorkday(date) {
      if (off.has(date)) return false;
      if (worked.has(date) || date in published.workdays) return true;
      if (date in published.holidays) return false;
      return weekdayOf(date) < 6 && (covers(yearOf(date)) || !isAssumedHoliday(date));
    },
  };
}
