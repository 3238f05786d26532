import type { Bureau } from '../../src/bureau/bureau.ts';
import type { Entry, MetricReading } from '../../src/domain/entry.ts';

/**
 * A second reckoning of report figures, written from what a civil servant would do with pencil and paper: it shares no arithmetic with the product.
 * For each 科室 the last running total of the year stands for everything up to its day, what came later is added, a wider report of the same days
 * stands for the narrower ones inside it.
 */
export interface Rederived {
  value: number;
  isApproximate: boolean;
}

interface Line {
  entry: Entry;
  reading: MetricReading;
  value: number;
  from: string;
  to: string;
}

export interface Span {
  from: string;
  to: string;
}

const tenThousands: Record<string, number> = { 元: 0.0001, 万元: 1, 亿元: 10000 };

function inUnit(value: number, from: string, to: string): number {
  const a = tenThousands[from];
  const b = tenThousands[to];
  return a === undefined || b === undefined ? value : Math.round((value * a * 1e6) / b) / 1e6;
}

function linesOf(entries: readonly Entry[], metric: string, unit: string): Line[] {
  return entries
    .filter(entry => entry.status === 'submitted')
    .flatMap(entry =>
      entry.metrics
        .filter(reading => reading.name === metric && reading.value !== null)
        .map(reading => ({
          entry,
          reading,
          value: inUnit(reading.value ?? 0, reading.unit, unit),
          from: reading.period?.from ?? entry.period.from,
          to: reading.period?.to ?? entry.period.to,
        })),
    );
}

/** The last running total of each 科室 that ends inside the span, and of those before it that end where the span begins. */
function sumOfDepartment(lines: readonly Line[], span: Span): { sum: number; used: Line[] } {
  const running = lines.filter(line => line.reading.kind === 'cumulative').sort((a, b) => (a.to < b.to ? -1 : 1));
  const yearStart = `${span.from.slice(0, 4)}-01-01`;
  // A half-year is often closed some days early; the last running total of the week before the span is its starting point.
  const weekBefore = new Date(Date.parse(span.from) - 8 * 86_400_000).toISOString().slice(0, 10);
  const last = running.filter(line => line.to <= span.to && line.to >= span.from).at(-1);
  const before = span.from === yearStart ? undefined : running.filter(line => line.to < span.from && line.to >= weekBefore).at(-1);
  const base = last && (span.from === yearStart || before) ? last : undefined;
  const after = base?.to ?? '';
  const increments = lines.filter(line => line.reading.kind === 'increment' && line.from > after && line.from >= span.from && line.to <= span.to);
  const covers = (wide: Line, narrow: Line): boolean =>
    wide !== narrow &&
    wide.from <= narrow.from &&
    narrow.to <= wide.to &&
    (wide.from < narrow.from || narrow.to < wide.to) &&
    !(wide.from === wide.to);
  const kept = increments.filter(line => !increments.some(other => covers(other, line)));
  const used = [...(base ? [base] : []), ...kept];
  const sum = used.reduce((total, line) => total + line.value, 0) - (base && before ? before.value : 0);
  return { sum: Math.round(sum * 1e6) / 1e6, used };
}

function counted(entries: readonly Entry[], metric: string, span: Span, unit: string): Rederived | null {
  const lines = linesOf(entries, metric, unit);
  const departments = [...new Set(lines.map(line => line.entry.department))];
  const parts = departments.map(department =>
    sumOfDepartment(
      lines.filter(line => line.entry.department === department),
      span,
    ),
  );
  const used = parts.flatMap(part => part.used);
  if (used.length === 0) return null;
  const value = parts.reduce((total, part) => total + part.sum, 0);
  return { value: Math.round(value * 1e6) / 1e6, isApproximate: used.some(line => line.reading.approximate !== null) };
}

/** What stands at the end, or what somebody stated last: levels and rates are never added. */
function latest(entries: readonly Entry[], metric: string, span: Span, unit: string): Rederived | null {
  const [last] = linesOf(entries, metric, unit)
    .filter(line => line.to <= span.to && line.to >= span.from)
    .sort((a, b) => (a.to > b.to ? -1 : a.to < b.to ? 1 : b.entry.submittedAt - a.entry.submittedAt));
  return last ? { value: last.value, isApproximate: last.reading.approximate !== null } : null;
}

/** The figure of a metric over a span, by hand. Null: nothing in the entries says it. */
export function rederive(
  entries: readonly Entry[],
  { metric, span, unit }: { metric: string; span: Span; unit: string },
  bureau: Bureau,
): Rederived | null {
  const defined = bureau.ledgers.flatMap(ledger => ledger.metrics).find(one => one.name === metric);
  const isRead = (kind: MetricReading['kind']): boolean =>
    entries.some(entry => entry.metrics.some(reading => reading.name === metric && reading.kind === kind));
  if (defined?.rate) {
    const upper = counted(entries, defined.rate.numerator, span, '');
    const lower = counted(entries, defined.rate.denominator, span, '');
    if (upper && lower && lower.value > 0)
      return { value: Math.round((upper.value / lower.value) * 1000) / 10, isApproximate: upper.isApproximate || lower.isApproximate };
  }
  if (defined?.kind === 'rate' || defined?.kind === 'level' || (!defined && (isRead('rate') || isRead('level'))))
    return latest(entries, metric, span, unit);
  return counted(entries, metric, span, unit);
}
