import type { MetricReading } from '../../domain/entry.ts';
import type { TimedClause } from './timed-clause.ts';

interface Place {
  timed: TimedClause;
  /** Of the quantity in its clause. */
  index: number;
  /** What was read of the message before. */
  before: readonly MetricReading[];
}

/** 本周走访企业8家，累计走访268家: told again with 累计 and without days of its own, the same thing since January. */
export function asRunningTotal(reading: MetricReading, { timed, index, before }: Place): MetricReading {
  const { value, kind, name } = reading;
  const told = before.findLast(each => each.name === name && each.kind === 'increment');
  if (kind !== 'increment' || value === null || !told || (told.value ?? Number.POSITIVE_INFINITY) > value) return reading;
  if (!says(timed, index) && !goesOn(timed, index, before.at(-1))) return reading;
  const { to } = timed.period;
  return { ...reading, kind: 'cumulative', period: { from: `${to.slice(0, 4)}-01-01`, to } };
}

/** The words between the figure before it and this one. */
function wordsBefore({ clause }: TimedClause, index: number): { text: string; hasDay: boolean } {
  const from = clause.quantities[index - 1]?.end ?? 0;
  const to = clause.quantities[index]?.start ?? from;
  return { text: clause.text.slice(from, to), hasDay: clause.dates.some(({ start }) => start >= from && start < to) };
}

function says(timed: TimedClause, index: number): boolean {
  const { text, hasDay } = wordsBefore(timed, index);
  return /累计|总计/.test(text) && !hasDay;
}

/** 累计走访268家、收集问题60条: one 累计 holds for the list. */
function goesOn(timed: TimedClause, index: number, last: MetricReading | undefined): boolean {
  return last?.kind === 'cumulative' && last.period?.from.endsWith('-01-01') === true && !wordsBefore(timed, index).hasDay;
}
