import { readFileSync } from 'node:fs';
import type { Intent } from '../../src/domain/intent.ts';
import type { Approximation, MetricKind } from '../../src/domain/quantity.ts';
import type { ExpectedEntry, ExpectedMetric, ExtractionCase } from './extraction-case.ts';

interface GoldMetric {
  name: string;
  value: number | null;
  unit: string;
  approx: string | null;
  agg: string;
  inferred?: boolean;
}

interface GoldEntry {
  section: string;
  department: string;
  date?: string;
  period?: { from: string | null; to: string };
  metrics: GoldMetric[];
}

interface GoldMessage {
  id: string;
  sent_at: string;
  sender: string;
  sender_dept: string;
  text: string;
  expected: {
    intent: string;
    entries: GoldEntry[];
    correction?: { metric?: string; new?: number; changes?: { metric: string; new: number }[] };
  };
}

interface GoldFile {
  people: Record<string, string>;
  messages: GoldMessage[];
}

const approximations: Record<string, Approximation> = { gte: 'at-least', lte: 'at-most', about: 'about', range: 'range' };
const kinds: Record<string, MetricKind> = { inc: 'increment', cum: 'cumulative', level: 'level', rate: 'rate' };
const intents: Record<string, Intent> = {
  nil_report: 'nil-report',
  draft_request: 'draft-request',
  blocked_secret: 'screened',
  blocked_sensitive: 'screened',
};

function metricOf(metric: GoldMetric): ExpectedMetric {
  return {
    name: metric.name,
    value: metric.value,
    unit: metric.unit,
    approximate: metric.approx === null ? null : (approximations[metric.approx] ?? null),
    kind: kinds[metric.agg] ?? 'increment',
    inferred: metric.inferred ?? false,
  };
}

function entryOf(entry: GoldEntry): ExpectedEntry {
  const from = entry.date ?? entry.period?.from ?? null;
  const to = entry.date ?? entry.period?.to;
  return {
    section: entry.section,
    department: entry.department,
    period: from === null || to === undefined ? null : { from, to },
    metrics: entry.metrics.map(metricOf),
  };
}

function caseOf(message: GoldMessage): ExtractionCase {
  const { intent, entries, correction } = message.expected;
  const single = correction?.metric === undefined ? [] : [{ metric: correction.metric, new: correction.new ?? null }];
  return {
    id: message.id,
    at: message.sent_at,
    from: { name: message.sender, department: message.sender_dept },
    text: message.text,
    intent: intents[intent] ?? (intent as Intent),
    entries: entries.map(entryOf),
    changes: (correction?.changes ?? single).map(change => ({ metric: change.metric, value: change.new })),
  };
}

/** The 80 messages of the handed-over gold set, in this project's words. */
export function readGoldMessages(path: string): { people: Record<string, string>; cases: ExtractionCase[] } {
  const file = JSON.parse(readFileSync(path, 'utf8')) as GoldFile;
  return { people: file.people, cases: file.messages.map(caseOf) };
}
