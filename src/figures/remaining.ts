import { counts, type Entry } from '../domain/entry.ts';
import type { Ledger, MetricDefinition } from '../domain/ledger.ts';
import type { Total } from '../domain/total.ts';
import { valueIn } from '../language/convert-unit.ts';
import { addUp } from './add-up.ts';
import { entriesWith } from './entries-with.ts';
import { totalOf } from './total.ts';
import type { TotalRequest } from './total-request.ts';

/** 未办结 — what a ledger says is still open: a difference of counted figures, and levels that somebody stated. */
export interface Remaining {
  ledger: Ledger;
  differences: { whole: Total; done: Total; value: number; unit: string }[];
  levels: Total[];
  /** What was done meanwhile, to stand beside the levels (本月清偿3笔). */
  done: Total[];
}

const doneWords = /解决|答复|办结|办复|整改|结案|审结|化解|清偿|闭环/;
const openWords = /未|待|正在|在办|剩|限期|拟|逾期|欠/;

/** What is left of each ledger, by whole minus done and by the latest stated levels; ledgers without either are left out. */
export function remainingOf(
  entries: readonly Entry[],
  request: Omit<TotalRequest, 'metric'>,
  ledgers: readonly Ledger[] = request.bureau.ledgers,
): Remaining[] {
  return ledgers.flatMap(ledger => {
    const total = (metric: string): Total => totalOf(entries, { ...request, metric });
    const differences = ledger.metrics.flatMap(metric => difference(metric, total)).filter(({ whole }) => !isClosed(entries, whole));
    const settled = new Set(differences.filter(({ value }) => value === 0).map(({ whole }) => whole.metric));
    const levels = ledger.metrics
      .filter(metric => isOpenLevel(metric) && !settled.has(metric.partOf ?? ''))
      .map(metric => total(metric.name))
      .filter(level => level.quantity !== null);
    const done = ledger.metrics
      .filter(metric => doneWords.test(metric.name) && metric.kind === 'increment' && metric.partOf === null)
      .map(metric => total(metric.name))
      .filter(each => each.quantity !== null);
    return differences.length + levels.length > 0 ? [{ ledger, differences, levels, done }] : [];
  });
}

function isOpenLevel(metric: MetricDefinition): boolean {
  return metric.kind === 'level' && openWords.test(metric.name);
}

/** Only where both speak for the same day; a part of a whole that is not yet told is no remainder. */
function difference(metric: MetricDefinition, total: (metric: string) => Total): Remaining['differences'] {
  if (metric.partOf === null || metric.kind === 'level' || metric.kind === 'rate' || !doneWords.test(metric.name) || openWords.test(metric.name))
    return [];
  const whole = total(metric.partOf);
  const done = total(metric.name);
  if (!whole.quantity || !done.quantity) return [];
  const [top, bottom] = [whole.quantity.value, valueIn(done.quantity, whole.quantity.unit)];
  if (top === null || bottom === null || top < bottom || whole.asOf === null || done.asOf === null || done.asOf < whole.asOf) return [];
  const negative = { quantity: { value: -bottom, unit: whole.quantity.unit, approximate: null, raw: '' } };
  const left = addUp([{ quantity: whole.quantity }, negative], whole.quantity.unit);
  return [{ whole, done, value: left.value ?? 0, unit: whole.quantity.unit }];
}

const closed = /已|完成|合格|办结|闭环|公布|缴|结束|销号/;

/** Matters whose state somebody wrote and nobody has closed since; snapshots and plans are no matters. */
export function openEntries(entries: readonly Entry[], settledLedgers: readonly string[]): Entry[] {
  return entries.filter(
    entry =>
      counts(entry) &&
      entry.progress !== null &&
      !closed.test(entry.progress) &&
      entry.section !== 'PLAN' &&
      !settledLedgers.includes(entry.ledger ?? '') &&
      !entry.metrics.some(metric => metric.kind === 'cumulative'),
  );
}

/** A whole that only matters made up which have been closed since (复查合格) leaves nothing. */
export function isClosed(entries: readonly Entry[], whole: Total): boolean {
  const ids = new Set(whole.entries);
  const made = entriesWith(entries, whole.metric).filter(entry => ids.has(entry.id));
  return (
    made.length > 0 &&
    made.every(entry => entry.progress !== null && closed.test(entry.progress) && entry.metrics.every(metric => metric.kind !== 'cumulative'))
  );
}
