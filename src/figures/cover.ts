import { addDays, daysBetween } from '../domain/date.ts';
import { contains, overlaps, type Period, samePeriod } from '../domain/period.ts';
import type { ReportLine, SettledLine } from '../domain/total.ts';
import { compare, compareIds, settled, sortedByDay } from './report-line.ts';

/** From this many days on a figure is a total of its days, and two of them for the same days state the same thing. */
const TOTAL_DAYS = 20;

/**
 * Decides for the increments and cumulative figures of ONE 科室 which are added.
 * The widest are taken first; what lies inside them is covered by them, what sticks out of them in part is a conflict and never added.
 * The outcome depends on what was said about which days, not on the order in which it arrived.
 */
export function settleFlow(lines: readonly ReportLine[]): SettledLine[] {
  const all: SettledLine[] = [];
  const counted = new Counted();
  for (const line of widestFirst(lines)) {
    const { verdict, by } = judge(line, counted);
    const judged = settled(line, verdict, by);
    all.push(judged);
    if (verdict === 'counted') counted.add(judged);
  }
  return all;
}

/** Spans by their length, then single days: cumulative figures before stated ones before those of an event, each in order of time. */
function widestFirst(lines: readonly ReportLine[]): ReportLine[] {
  const spans: { line: ReportLine; days: number }[] = [];
  const single: [ReportLine[], ReportLine[], ReportLine[]] = [[], [], []];
  for (const line of lines) {
    const days = width(line);
    if (days > 0) spans.push({ line, days });
    else single[rank(line)].push(line);
  }
  spans.sort((a, b) => b.days - a.days || inOrder(a.line, b.line));
  return [...spans.map(({ line }) => line), ...single.flatMap(list => sortedByDay(list, inOrder))];
}

/** What has been counted so far, so that ten thousand single days are not each compared with all others. */
class Counted {
  readonly #byInterval = new Map<string, SettledLine[]>();
  /** Only what spans several days, or is cumulative, can cover anything else. */
  readonly covering: SettledLine[] = [];

  add(line: SettledLine): void {
    this.sameDays(line).push(line);
    if (!line.isEvent && (line.kind === 'cumulative' || line.interval.from !== line.interval.to)) this.covering.push(line);
  }

  sameDays({ interval }: ReportLine): SettledLine[] {
    const key = interval.from === interval.to ? interval.from : `${interval.from}/${interval.to}`;
    const known = this.#byInterval.get(key);
    if (known) return known;
    const fresh: SettledLine[] = [];
    this.#byInterval.set(key, fresh);
    return fresh;
  }
}

/** Of two that span equally many days. */
function inOrder(a: ReportLine, b: ReportLine): number {
  return (
    rank(a) - rank(b) ||
    compare(a.interval.from, b.interval.from) ||
    Number(a.isSuspectedDuplicate) - Number(b.isSuspectedDuplicate) ||
    compareIds(b, a)
  );
}

function width({ interval }: ReportLine): number {
  return interval.from === interval.to ? 0 : daysBetween(interval.from, interval.to);
}

/** For the same days: a cumulative figure, then a stated one, then one that belongs to an event. */
function rank(line: ReportLine): 0 | 1 | 2 {
  return line.kind === 'cumulative' ? 0 : line.isEvent ? 2 : 1;
}

type Judgement = Pick<SettledLine, 'verdict' | 'by'>;

function judge(line: ReportLine, counted: Counted): Judgement {
  if (line.isAwaiting) return { verdict: 'awaiting', by: null };
  if (line.isUnsettled) return { verdict: 'unconfirmed', by: null };
  const sameDays = counted.sameDays(line);
  const twin = sameDays.find(other => isTwin(line, other));
  if (twin) return { verdict: 'duplicate', by: twin.number };
  const restated = sameDays.find(other => restates(line, other));
  if (restated) return { verdict: restated.quantity.value === line.quantity.value ? 'covered' : 'superseded', by: restated.number };
  const wider = counted.covering.filter(other => covers(other, line) && overlaps(other.interval, line.interval));
  const [first] = wider;
  if (!first) return { verdict: 'counted', by: null };
  return { verdict: isInside(line.interval, wider) && !isTooLarge(line, wider) ? 'covered' : 'conflict', by: first.number };
}

/** A total covers what happened in its days; an event, and one of several visits on the same days, covers nothing. */
function covers(other: ReportLine, line: ReportLine): boolean {
  if (other.isEvent) return false;
  return !samePeriod(other.interval, line.interval) || (rank(other) < rank(line) && (other.kind === 'cumulative' || isTotal(other)));
}

function isTotal(line: ReportLine): boolean {
  return width(line) + 1 >= TOTAL_DAYS;
}

/** A part that is larger than the figure that should contain it shows that it is not contained. */
function isTooLarge(line: ReportLine, covering: readonly ReportLine[]): boolean {
  return covering.every(other => (line.quantity.value ?? 0) > (other.quantity.value ?? 0) && line.quantity.unit === other.quantity.unit);
}

/** Same days, same value, and somebody or something doubts that they are two. */
function isTwin(a: ReportLine, b: ReportLine): boolean {
  return (
    (a.isSuspectedDuplicate || b.isSuspectedDuplicate) &&
    samePeriod(a.interval, b.interval) &&
    a.quantity.value === b.quantity.value &&
    a.messageId !== b.messageId
  );
}

/** Two totals for exactly the same days from two messages: the later statement is meant, and the other is said. */
function restates(a: ReportLine, b: ReportLine): boolean {
  if (!samePeriod(a.interval, b.interval) || a.messageId === b.messageId || a.isEvent || b.isEvent) return false;
  return a.kind === b.kind && (a.kind === 'cumulative' || isTotal(a));
}

/** Whether every day of the period lies in one of these. */
function isInside(period: Period, covering: readonly ReportLine[]): boolean {
  if (covering.some(other => contains(other.interval, period))) return true;
  let day = period.from;
  for (const { interval } of [...covering].sort((a, b) => compare(a.interval.from, b.interval.from))) {
    if (interval.from <= day && interval.to >= day) day = addDays(interval.to, 1);
  }
  return day > period.to;
}
