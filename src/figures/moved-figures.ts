import type { LocalDate } from '../domain/date.ts';
import { type Entry, stands } from '../domain/entry.ts';
import type { Total } from '../domain/total.ts';
import { type Change, changeBetween } from './change-between.ts';
import { definitionOf } from './metric-definition.ts';
import { totalOf } from './total.ts';
import type { TotalRequest } from './total-request.ts';

/** 变动的数 — one figure at the earlier and the later 截至, with the numbers of the entries that only the later one holds. */
export interface MovedFigure {
  before: Total;
  after: Total;
  change: Change | null;
  added: string[];
}

/** 截至变动 — what moved, and how many figures did not. */
export interface Moved {
  figures: MovedFigure[];
  unmoved: number;
}

type MovedRequest = Omit<TotalRequest, 'metric' | 'period'> & { from: LocalDate; to: LocalDate; metrics: readonly string[] };

/** Every figure of the year that differs between two 截至, in the order of the bureau's files and then as reported; of some metrics, or of all. */
export function movedFigures(entries: readonly Entry[], { from, to, metrics, ...request }: MovedRequest): Moved {
  const start = `${to.slice(0, 4)}-01-01`;
  const until = (metric: string, asOf: LocalDate): Total => totalOf(entries, { ...request, metric, period: { from: start, to: asOf }, today: asOf });
  const names = metrics.length > 0 ? [...metrics] : metricsSince(entries, { start, to, request });
  const pairs = names
    .map(metric => ({ before: until(metric, from), after: until(metric, to) }))
    .filter(({ before, after }) => before.quantity || after.quantity);
  const figures = pairs.filter(({ before, after }) => isMoved(before, after));
  return {
    figures: figures.map(({ before, after }) => ({
      before,
      after,
      change: changeBetween(before, after, definitionOf(request.bureau, after.metric)?.definition.units ?? []),
      added: after.lines.filter(line => line.verdict === 'counted' && !before.entries.includes(line.entryId)).map(({ number }) => number),
    })),
    unmoved: pairs.length - figures.length,
  };
}

function isMoved({ quantity: a }: Total, { quantity: b }: Total): boolean {
  return a?.value !== b?.value || a?.unit !== b?.unit || a?.approximate !== b?.approximate;
}

function metricsSince(
  entries: readonly Entry[],
  { start, to, request }: { start: LocalDate; to: LocalDate; request: Pick<TotalRequest, 'bureau'> },
): string[] {
  const used = new Set<string>();
  for (const entry of entries)
    if (stands(entry) && entry.period.to >= start && entry.period.from <= to) for (const { name } of entry.metrics) used.add(name);
  const defined = request.bureau.ledgers.flatMap(ledger => ledger.metrics.map(({ name }) => name)).filter(name => used.has(name));
  return [...new Set([...defined, ...used])];
}
