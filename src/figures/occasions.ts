import { daysBetween } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import { compare } from './report-line.ts';

/** 一次 — one occasion that a record tells of; of a record of several (两场) the record stands for each. */
export type Occasion = Entry;

/** What lasts longer is a sum of many. */
const LONGEST_DAYS = 7;

/** The occasions of one kind of work, first to last by the day on which they began; running totals and the sums of months are none. */
export function occasionsOf(entries: readonly Entry[], metric: string): Occasion[] {
  const told = entries.filter(
    entry => counts(entry) && isShort(entry) && entry.metrics.some(({ name, kind }) => name === metric && kind === 'increment'),
  );
  return [...told]
    .sort((a, b) => compare(a.period.from, b.period.from) || compare(a.period.to, b.period.to) || a.submittedAt - b.submittedAt)
    .flatMap(entry => new Array<Occasion>(timesOf(entry, metric)).fill(entry));
}

function isShort({ period }: Entry): boolean {
  return daysBetween(period.from, period.to) < LONGEST_DAYS;
}

/** 2场 are two occasions; 11家 of one visit are one. */
function timesOf({ metrics }: Entry, metric: string): number {
  const { value, unit } = metrics.find(({ name }) => name === metric) ?? { value: null, unit: '' };
  return value !== null && value > 0 && Number.isInteger(value) && /[次场回期批班]$/.test(unit) && !/人次|家次|户次/.test(unit) ? value : 1;
}

/** The nth of them, from the last where it is negative; undefined where there are fewer. */
export function nthOf(occasions: readonly Occasion[], nth: number): Occasion | undefined {
  return occasions.at(nth < 0 ? nth : nth - 1);
}
