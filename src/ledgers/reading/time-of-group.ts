import type { LocalDate } from '../../domain/date.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { contains, dayPeriod, type Period } from '../../domain/period.ts';
import type { DateMention } from '../../language/date-mention.ts';
import type { Clause } from './clauses.ts';
import { hasFigures } from './merge-groups.ts';
import type { TimedClause } from './timed-clause.ts';

/** 时间 — the days of a group, and the words that said so. */
export interface Time {
  period: Period;
  mention: DateMention | null;
}

/** 事组 — clauses about one piece of work, before its figures are read. */
export interface Group {
  ledger: Ledger | null;
  department: string;
  clauses: TimedClause[];
  time: Time;
  isListed: boolean;
  isOwnLine: boolean;
  isShortcoming: boolean;
  isPlan: boolean;
}

/** A running total is told by its words and by a period that begins with the year. */
function isCumulative(clause: Clause, mention: DateMention | null): boolean {
  const beginsWithYear = mention === null || mention.period.from.endsWith('-01-01');
  if (!beginsWithYear) return false;
  if (mention?.cumulative === true) return true;
  const says = /累计|总计|年初以来/.test(clause.text);
  return says && (mention === null || mention.grain !== 'day');
}

/** The days that a mention names; without one today, or the year so far for a running total. */
export function timeOf(mention: DateMention | null, cumulative: boolean, today: LocalDate): Time {
  if (mention !== null) return { period: mention.period, mention };
  return { period: cumulative ? { from: `${today.slice(0, 4)}-01-01`, to: today } : dayPeriod(today), mention: null };
}

/** 今年…共6件，4月2日分下去的: the day of the later words only dates what was counted before. */
export function chooseMention(own: DateMention, before: DateMention | null, clause: Clause, current: Group | null): DateMention {
  const keepsCutOff = before?.cumulative === true && own.grain === 'year' && current !== null;
  const inSameClause = clause.dates.find(date => date !== own && !date.isDeadline && date.cumulative && date.grain === 'to-date');
  return keepsCutOff && before !== null ? before : (inSameClause ?? own);
}

/** `running`: the clause before was a running total of the same days, and its 累计 holds on. */
export function timeClause(clause: Clause, mention: DateMention | null, running: boolean, today: LocalDate): TimedClause {
  const cumulative = running || isCumulative(clause, mention) || (mention === null && /累计|年初以来/.test(clause.text));
  return { clause, period: timeOf(mention, cumulative, today).period, cumulative };
}

/** True for days that have not begun. */
export function isAhead(mention: DateMention | null, today: LocalDate): boolean {
  return mention !== null && mention.period.from > today;
}

/** What is done of a year's plan runs from the first of January; what is done of next week's is done by today. */
export function doneClause(clause: Clause, planned: Clause, mention: DateMention | null, today: LocalDate): TimedClause {
  const timed = timeClause(clause, isAhead(mention, today) ? null : mention, /全年|年度|今年|本年|年内/.test(planned.text), today);
  return { ...timed, planned };
}

/** Gives a group the days of a clause that joins it, where that clause says more about when than was known. */
export function adoptTime(group: Group, timed: TimedClause, mention: DateMention | null, today: LocalDate): void {
  // 走访企业5家，今年累计105家: the total has its own days, and lends them to nobody.
  const isOwnTotal = timed.cumulative && timed.clause.quantities.length > 0 && hasFigures(group, timed);
  const first = group.time.mention === null && !isOwnTotal;
  const wider = timed.cumulative && contains(timed.period, group.time.period);
  const dated = timed.clause.quantities.length === 0 && mention?.grain === 'day' && group.time.mention?.grain !== 'day';
  if (first || wider || dated) group.time = timeOf(mention, timed.cumulative, today);
  if (first) for (const other of group.clauses) if (!other.cumulative) other.period = timed.period;
  if (dated && mention !== null) for (const other of group.clauses) other.period = mention.period;
}

/** A single day holds for its own line of a list only; a week or a month for all. */
export function wideOnly(mention: DateMention | null): DateMention | null {
  return mention !== null && mention.grain !== 'day' ? mention : null;
}

/** The days that a clause itself names as when it happened. */
export function ownMention(clause: Clause): DateMention | undefined {
  const [first, ...more] = clause.dates.filter(date => !date.isDeadline);
  // 今天通报的：一季度查出9件: when it was told, and when it happened.
  const isTold = first?.grain === 'day' && /^(?:的)?(?:通报|发布|公布|统计|汇总|印发|接到通报)/.test(clause.text.slice(first.end));
  return (isTold ? more.find(({ grain }) => grain !== 'day') : undefined) ?? first;
}
