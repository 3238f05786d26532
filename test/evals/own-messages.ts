import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Ledger, MetricDefinition } from '../../src/domain/ledger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { ExpectedMetric, ExtractionCase } from './extraction-case.ts';

/** 一组消息 — messages with their readings, and the 科室 of those who wrote them. */
export interface BureauFile {
  people: Record<string, string>;
  messages: ExtractionCase[];
  /** What the bureau has listed of what it counts, by name alone; empty where it keeps the sample's. */
  ledgers: Ledger[];
}

/** One half of the messages that were written for this project, of three other bureaus. */
export function readOwnMessages(file: string): BureauFile {
  const raw = parse(readFileSync(join(projectRoot, 'test', 'evals', 'data', file), 'utf8')) as {
    people: Record<string, string>;
    messages: OwnMessage[];
    ledgers?: OwnLedger[];
  };
  const ledgers = (raw.ledgers ?? []).map(ownLedger);
  return { people: raw.people, messages: raw.messages.map(message => ownCase(message, raw.people)), ledgers };
}

/** A ledger as it is written in test/evals/data: metrics as `指标 单位 性质?`, units with `|` between them. */
interface OwnLedger {
  name: string;
  section: string;
  metrics: string[];
}

function ownLedger({ name, section, metrics }: OwnLedger): Ledger {
  return { id: name, name, section, departments: [], keywords: [name], metrics: metrics.map(listedMetric), eventMetric: null };
}

function listedMetric(line: string): MetricDefinition {
  const [name = '', units = '', kind = 'increment'] = line.split(' ');
  return { name, aliases: [], units: units.split('|'), kind: kind as MetricDefinition['kind'], partOf: null, rate: null };
}

/** The files whose messages may be looked at and learned from. */
export const openSets: readonly string[] = [
  'messages-open.yaml',
  'messages-held.yaml',
  'bureaus-open.yaml',
  'bureaus-held.yaml',
  'further-open.yaml',
  'further-held.yaml',
  'third-open.yaml',
];

/** 单位 — the messages of one office. */
export interface Office extends BureauFile {
  name: string;
  /** Its file in test/evals/data. */
  file: string;
}

/** The offices of one folder: the open ones may be looked at and learned from; of those held back only counts are looked at; the blind ones, and those written like the gold set for other bureaus, were never read by anybody. */
export function readOffices(folder: 'open' | 'held' | 'blind' | 'like-gold' | 'like-gold-2'): Office[] {
  return readFolder(join('offices', folder));
}

/** Bureaus that have listed what they count, with messages that tell of it in other words. */
export function readListed(folder: 'open' | 'held'): Office[] {
  return readFolder(join('listed', folder));
}

function readFolder(folder: string): Office[] {
  const files = readdirSync(join(projectRoot, 'test', 'evals', 'data', folder)).filter(file => file.endsWith('.yaml'));
  return files.sort().map(name => {
    const file = join(folder, name);
    return { name: name.replace('.yaml', ''), file, ...readOwnMessages(file) };
  });
}

/** A message as it is written in test/evals/data: figures as `指标 值 单位 性质? 概数?`, with `|` between names or units that are all right; `optional` may be read or not. */
interface OwnMessage {
  id: string;
  at: string;
  from: string;
  text: string;
  quote?: string;
  intent: ExtractionCase['intent'];
  entries?: { section: string; department?: string; period?: string; metrics: string[] }[];
  changes?: string[];
}

const kindNames = new Set(['increment', 'cumulative', 'level', 'rate']);

function ownMetric(line: string): ExpectedMetric {
  const [names = '', value = '', units = '', ...marks] = line.split(' ').filter(word => word !== '');
  const [name = '', ...otherNames] = names.split('|');
  const [unit = '', ...otherUnits] = units.split('|');
  const kind = marks.find(mark => kindNames.has(mark)) ?? 'increment';
  const approximate = marks.find(mark => ['at-least', 'at-most', 'about', 'range'].includes(mark)) ?? null;
  return {
    name,
    otherNames,
    value: value === '-' ? null : Number(value),
    unit,
    otherUnits,
    kind: kind as ExpectedMetric['kind'],
    approximate: approximate as ExpectedMetric['approximate'],
    inferred: marks.includes('inferred'),
    optional: marks.includes('optional'),
  };
}

function isOfYearSoFar(period: string | undefined, text: string): boolean {
  return /-01-01\.\.\d{4}-(?:0[3-9]|1)/.test(period ?? '') && !/累计|截至/.test(text);
}

function ownCase(message: OwnMessage, people: Record<string, string>): ExtractionCase {
  const department = people[message.from] ?? '';
  return {
    id: message.id,
    at: message.at.includes('T') ? message.at : `${message.at}T16:30:00+08:00`,
    from: { name: message.from, department },
    text: message.text.trim(),
    ...(message.quote === undefined ? {} : { quote: message.quote }),
    intent: message.intent,
    entries: (message.entries ?? []).map(entry => {
      const [from, to] = (entry.period ?? message.at.slice(0, 10)).split('..');
      return {
        section: entry.section,
        department: entry.department ?? department,
        period: { from: from ?? '', to: to ?? from ?? '' },
        metrics: entry.metrics.map(line => ({ ...ownMetric(line), isOfYearSoFar: isOfYearSoFar(entry.period, message.text) })),
      };
    }),
    changes: (message.changes ?? []).map(line => {
      const [metric = '', value = ''] = line.split(' ');
      return { metric: metric === '-' ? null : metric, value: Number(value) };
    }),
  };
}
