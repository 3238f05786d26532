import type { EntryContent, MetricReading } from '../../domain/entry.ts';
import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { type QuantityMention, readQuantities } from '../../language/quantities.ts';

/** 模型读法 — one piece of work as a model read it from a message; nothing of it is believed that the message does not say. */
export interface ProposedEntry {
  summary: string;
  ledger: string | null;
  date: string | null;
  metrics: { name: string; quote: string; value: number | null; unit: string; kind: string }[];
}

/** The figure of the message that a model means: of the same value and unit, where its quote stands. Undefined when the message does not say it. */
export function saidQuantity({ quote, value, unit }: ProposedEntry['metrics'][number], message: string): Quantity | undefined {
  const from = quote === '' ? -1 : message.indexOf(quote);
  if (from < 0) return undefined;
  const isQuoted = ({ start, end }: QuantityMention): boolean => start < from + quote.length && end > from;
  return readQuantities(message).find(
    mention => isQuoted(mention) && mention.quantity.value === value && (mention.quantity.unit === unit || unit === ''),
  )?.quantity;
}

/** The piece of work that the rules read from the same words: the one with most of the figures, or else with the quote in its words. */
function proposedFor(entry: EntryContent, proposals: readonly ProposedEntry[]): ProposedEntry | undefined {
  const shared = (proposal: ProposedEntry): number =>
    proposal.metrics.filter(metric => entry.raw.includes(metric.quote) && entry.metrics.some(({ value }) => value === metric.value)).length;
  const [best] = [...proposals].sort((a, b) => shared(b) - shared(a));
  if (best && shared(best) > 0) return best;
  return proposals.length === 1 && entry.metrics.length === 0 ? best : undefined;
}

function definedAs(metric: MetricReading, proposal: ProposedEntry, ledger: Ledger): MetricDefinition | undefined {
  const named = proposal.metrics.find(({ value, quote }) => value === metric.value && quote.includes(metric.raw))?.name;
  return ledger.metrics.find(({ name, units }) => name === named && units.includes(metric.unit));
}

/** Only a figure that no definition fitted gets a defined name, and only in a unit that the definition takes; value, unit and approximation stay the rules' own. */
function mergedMetric(metric: MetricReading, proposal: ProposedEntry, ledger: Ledger): MetricReading {
  const definition = metric.isNew && metric.value !== null ? definedAs(metric, proposal, ledger) : undefined;
  if (!definition || definition.kind === 'rate' || metric.kind === 'rate') return metric;
  // 累计 was said or was not: that is the rules' to know.
  const kind = metric.kind === 'cumulative' ? metric.kind : definition.kind;
  return { ...metric, name: definition.name, kind, isNew: false };
}

/** 合并读法 — the rules' entry with what a model knows better: which ledger it belongs to, and what its unknown figures are called. The same entry when it knows nothing. */
export function mergedEntry(entry: EntryContent, proposals: readonly ProposedEntry[], ledgers: readonly Ledger[]): EntryContent {
  if (entry.ledger !== null || entry.category === '下步安排') return entry;
  const proposal = proposedFor(entry, proposals);
  const ledger = ledgers.find(({ id }) => id === proposal?.ledger);
  if (!proposal || !ledger) return entry;
  const metrics = entry.metrics.map(metric => mergedMetric(metric, proposal, ledger));
  const names = metrics.map(({ name }) => name);
  // Two figures under one name would be added up; then the names were guessed.
  const isClear = new Set(names).size === names.length;
  const kept = isClear ? metrics : entry.metrics;
  const flags = kept.some(({ isNew }) => isNew) ? entry.flags : entry.flags.filter(flag => flag !== 'new-metric');
  return { ...entry, ledger: ledger.id, section: ledger.section, category: ledger.name, metrics: kept, flags };
}
