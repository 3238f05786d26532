import type { Bureau } from '../bureau/bureau.ts';
import type { Entry } from '../domain/entry.ts';
import type { Ledger, MetricDefinition } from '../domain/ledger.ts';

/** 事项 — the entries of one ledger (or one category where there is no ledger) under a heading: what one 一是 speaks about. */
export interface Topic {
  name: string;
  ledger: Ledger | null;
  entries: Entry[];
}

/** The definition of a metric, whichever ledger has it. */
export type MetricIndex = ReadonlyMap<string, { metric: MetricDefinition; ledger: Ledger }>;

export function indexMetrics(bureau: Bureau): MetricIndex {
  const index = new Map<string, { metric: MetricDefinition; ledger: Ledger }>();
  for (const ledger of bureau.ledgers) for (const metric of ledger.metrics) if (!index.has(metric.name)) index.set(metric.name, { metric, ledger });
  return index;
}

/** Groups entries into topics, the weightiest (most entries) first, equal ones in the bureau's ledger order. */
export function topicsOf(entries: readonly Entry[], bureau: Bureau): Topic[] {
  const ledgers = new Map(bureau.ledgers.map(ledger => [ledger.id, ledger]));
  const order = new Map(bureau.ledgers.map((ledger, position) => [ledger.id, position]));
  const topics = new Map<string, Topic>();
  for (const entry of entries) {
    const ledger = entry.ledger === null ? undefined : ledgers.get(entry.ledger);
    const key = ledger?.id ?? `类别 ${entry.category}`;
    const topic = topics.get(key) ?? { name: ledger?.name ?? entry.category, ledger: ledger ?? null, entries: [] };
    topic.entries.push(entry);
    topics.set(key, topic);
  }
  const rank = (topic: Topic): number => (topic.ledger ? (order.get(topic.ledger.id) ?? order.size) : order.size);
  return [...topics.values()].sort((a, b) => b.entries.length - a.entries.length || rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

const known = new WeakMap<Topic, string[]>();

/** Names of the metrics that a topic's entries carry, in the ledger's order, then as they came. A topic's entries never change, so they are looked through once. */
export function metricsOf(topic: Topic): string[] {
  const metrics = known.get(topic) ?? readMetrics(topic);
  known.set(topic, metrics);
  return metrics;
}

function readMetrics(topic: Topic): string[] {
  const carried = new Set<string>();
  for (const entry of topic.entries) for (const metric of entry.metrics) carried.add(metric.name);
  const defined = topic.ledger?.metrics.map(metric => metric.name) ?? [];
  // A rate is recomputed from its parts, so it may be told although nobody stated it.
  const rates = topic.ledger?.metrics.filter(metric => metric.rate && carried.has(metric.rate.numerator)).map(metric => metric.name) ?? [];
  const wanted = new Set([...carried, ...rates]);
  return [...defined.filter(name => wanted.has(name)), ...[...wanted].filter(name => !defined.includes(name))];
}
