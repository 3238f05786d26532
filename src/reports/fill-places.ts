import { dayOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import type { ReportKind } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import { periodName } from './draft-id.ts';

/** What the places of an outline's texts are filled with. */
export interface Places {
  bureauName: string;
  kind: ReportKind;
  period: Period;
  asOf: LocalDate;
}

/** 2026年11月20日, without leading zeros. */
export function longDate(date: LocalDate): string {
  return `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`;
}

/** Fills {局名} {年} {期次} {截至}; an unknown place stays as it is, so that its author sees it. */
export function fillPlaces(text: string, places: Places): string {
  const values: Record<string, string> = {
    局名: places.bureauName,
    年: String(yearOf(places.period.to)),
    期次: periodName(places.kind, places.period),
    截至: longDate(places.asOf),
  };
  return text.replace(/\{([^{}]+)\}/g, (place, name: string) => values[name] ?? place);
}
