import { addDays, addMonths, type LocalDate } from '../../domain/date.ts';
import type { WorkdayCalendar } from '../../domain/workday.ts';
import { readDates } from '../../language/dates.ts';
import { parseNumeral } from '../../language/numerals.ts';

/** The last day that a message states: 10月30日前整改, 有效期至2028年12月31日, 有效期5年; null when it states none. */
export function statedDueIn(text: string, { today, calendar }: { today: LocalDate; calendar: WorkdayCalendar }): LocalDate | null {
  const years = /有效期[为是：:]?\s*(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*(?:年|个年度)/.exec(text)?.[1];
  if (years !== undefined) return addDays(addMonths(today, (parseNumeral(years) ?? 0) * 12), -1);
  const dates = readDates(text, { today, calendar });
  const until = /(?:有效期|到期|期限)(?:至|到|为)?/.exec(text);
  const stated = dates.find(date => date.isDeadline) ?? (until ? dates.find(date => date.start >= until.index) : undefined);
  return stated?.period.to ?? null;
}
