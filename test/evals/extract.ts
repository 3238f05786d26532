import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { ExpectedMetric, ExtractionCase, ReadFigure, ReadMessage, ReadResult } from './extraction-case.ts';
import { readGoldMessages } from './gold-messages.ts';
import { type BureauFile, type Office, readListed, readOffices, readOwnMessages } from './own-messages.ts';
import { secondReader } from './second-readings.ts';
import { formatShare, type Share } from './wilson.ts';

/** 抽取测评结果 — what was read right and wrong in one set of messages. */
export interface ExtractionResult {
  name: string;
  messages: number;
  intent: Share;
  /** Precision and recall of figures, all fields equal. */
  precision: Share;
  recall: Share;
  f1: number;
  /** The same where the names share most of their letters (检查塔吊, 塔吊检查). */
  nearF1: number;
  /** The same without the metric's name. */
  relaxedF1: number;
  nearHits: Share;
  relaxedPrecision: Share;
  relaxedRecall: Share;
  wrongKinds: number;
  /** Entries read from messages that report nothing. */
  wronglyRecorded: number;
  period: Share;
  section: Share;
  department: Share;
  changes: Share;
  /** Of messages that must be refused, how many were kept. */
  screenedKept: number;
  slowestMs: number;
  problems: string[];
}

export function withPeople(bureau: Bureau, people: Record<string, string>): Bureau {
  const names = [...new Set(Object.values(people))];
  return {
    ...bureau,
    departments: names.map(name => ({ name, aliases: [], reports: name !== '局领导' })),
    members: Object.entries(people).map(([name, department], index) => ({
      id: `m${index}`,
      name,
      department,
      otherDepartments: [],
      roles: ['staff'],
      accounts: {},
      from: null,
      to: null,
      known: true,
    })),
  };
}

/** 126000人 and 12.6万人 are the same figure. */
function written(value: number | null, unit: string): { value: number | null; unit: string } {
  if (value === null || !/^[万亿]./.test(unit)) return { value, unit };
  return { value: Math.round(value * (unit.startsWith('万') ? 1e4 : 1e8)), unit: unit.slice(1) };
}

function sameFigure(a: ExpectedMetric, b: ReadFigure): boolean {
  const read = written(b.value, b.unit);
  const sameAmount = [a.unit, ...(a.otherUnits ?? [])].some(unit => {
    const expected = written(a.value, unit);
    // As in the gold set, a metric that counts 人次 takes 人 for it.
    const isUnit = expected.unit === read.unit || (!b.isNew && expected.unit === '人' && read.unit === '人次');
    return expected.value === read.value && (isUnit || expected.value === null);
  });
  return sameAmount && sameKind(a, b) && a.approximate === b.approximate;
}

/** A bare 上半年 is a running total to some and the sum of its days to others: of a period that begins with the year both are the same figure. */
function sameKind(a: ExpectedMetric, b: ReadFigure): boolean {
  return a.kind === b.kind || (a.isOfYearSoFar === true && a.kind === 'increment' && b.kind === 'cumulative');
}

const sameName = (a: ExpectedMetric, b: ReadFigure): boolean => a.name === b.name || (a.otherNames ?? []).includes(b.name);
/** Dice's coefficient of the letters of two names. */
function likeness(a: string, b: string): number {
  const left = [...b];
  const shared = [...a].filter(letter => {
    const at = left.indexOf(letter);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return (2 * shared) / Math.max(1, a.length + b.length);
}
const nearName = (a: ExpectedMetric, b: ReadFigure): boolean => [a.name, ...(a.otherNames ?? [])].some(name => likeness(name, b.name) >= 0.5);
const sameNearly = (a: ExpectedMetric, b: ReadFigure): boolean => nearName(a, b) && sameFigure(a, b);
const sameFully = (a: ExpectedMetric, b: ReadFigure): boolean => sameName(a, b) && sameFigure(a, b);

/** Pairs each expected figure with at most one that was read. */
function pair(
  expected: ExpectedMetric[],
  read: ReadFigure[],
  same: (a: ExpectedMetric, b: ReadFigure) => boolean,
): { hits: number; missed: ExpectedMetric[]; extra: ReadFigure[] } {
  const left = [...read];
  const missed = expected.filter(metric => {
    const index = left.findIndex(candidate => same(metric, candidate));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return { hits: expected.length - missed.length, missed, extra: left };
}

const show = (metric: ExpectedMetric | ReadFigure): string =>
  `${metric.name}=${metric.value}${metric.unit}${metric.approximate ? `~${metric.approximate}` : ''}/${metric.kind}`;

function f1(precision: Share, recall: Share): number {
  const p = precision.of === 0 ? 1 : precision.hits / precision.of;
  const r = recall.of === 0 ? 1 : recall.hits / recall.of;
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

function emptyResult(name: string, messages: number): ExtractionResult {
  const share = (): Share => ({ hits: 0, of: 0 });
  return {
    name,
    messages,
    intent: share(),
    precision: share(),
    recall: share(),
    f1: 0,
    nearF1: 0,
    nearHits: share(),
    relaxedF1: 0,
    relaxedPrecision: share(),
    relaxedRecall: share(),
    wrongKinds: 0,
    wronglyRecorded: 0,
    period: share(),
    section: share(),
    department: share(),
    changes: share(),
    screenedKept: 0,
    slowestMs: 0,
    problems: [],
  };
}

function count(share: Share, hits: number, of: number): void {
  share.hits += hits;
  share.of += of;
}

function judgeFigures(example: ExtractionCase, reading: ReadResult, result: ExtractionResult): void {
  const all = example.entries.flatMap(entry => entry.metrics);
  const expected = all.filter(metric => metric.optional !== true);
  const read = pair(
    all.filter(metric => metric.optional === true),
    reading.entries.flatMap(entry => entry.metrics),
    sameFully,
  ).extra;
  const strict = pair(expected, read, sameFully);
  const near = pair(expected, read, sameNearly);
  const relaxed = pair(expected, read, sameFigure);
  count(result.nearHits, near.hits, expected.length);
  count(result.precision, strict.hits, read.length);
  count(result.recall, strict.hits, expected.length);
  count(result.relaxedPrecision, relaxed.hits, read.length);
  count(result.relaxedRecall, relaxed.hits, expected.length);
  for (const metric of strict.missed) {
    if (strict.extra.some(other => other.value === metric.value && sameName(metric, other) && other.kind !== metric.kind)) result.wrongKinds++;
  }
  if (strict.missed.length > 0 || strict.extra.length > 0) {
    result.problems.push(
      `${example.id} ${example.text.replaceAll('\n', '⏎').slice(0, 70)}\n      缺 ${strict.missed.map(show).join('；') || '—'}\n      多 ${strict.extra.map(show).join('；') || '—'}`,
    );
  }
}

function judgeEntries(example: ExtractionCase, reading: ReadResult, result: ExtractionResult): void {
  if (example.entries.length !== reading.entries.length)
    result.problems.push(`${example.id} 条目数 应${example.entries.length} 实${reading.entries.length}`);
  example.entries.forEach((expected, index) => {
    const read = reading.entries[index];
    const isSame =
      read !== undefined && expected.period !== null && read.period.from === expected.period.from && read.period.to === expected.period.to;
    if (expected.period !== null) count(result.period, isSame ? 1 : 0, 1);
    if (expected.period !== null && !isSame)
      result.problems.push(`${example.id} 时间 应${expected.period.from}..${expected.period.to} 实${read?.period.from}..${read?.period.to}`);
    const isPlaced = read !== undefined && expected.section.split('|').includes(read.section);
    count(result.section, isPlaced ? 1 : 0, 1);
    if (!isPlaced) result.problems.push(`${example.id} 板块 应${expected.section} 实${read?.section} (${read?.category})`);
    count(result.department, read?.department === expected.department ? 1 : 0, 1);
    if (read?.department !== expected.department) result.problems.push(`${example.id} 科室 应${expected.department} 实${read?.department}`);
  });
}

function judgeChanges(example: ExtractionCase, reading: ReadResult, result: ExtractionResult): void {
  for (const change of example.changes) {
    const found = reading.changes.some(
      read => read.quantity?.value === change.value && (change.metric === null || read.metric === null || read.metric === change.metric),
    );
    count(result.changes, found ? 1 : 0, 1);
    if (!found)
      result.problems.push(
        `${example.id} 更改 应${change.metric}=${change.value} 实${reading.changes.map(read => `${read.metric}=${read.quantity?.value}`).join('；')}`,
      );
  }
}

const reporting = new Set(['report', 'plan']);

/** Reads every message of a set and compares with what is expected. */
export function judge(name: string, cases: ExtractionCase[], bureau: Bureau, read: ReadMessage = readMessage): ExtractionResult {
  const result = emptyResult(name, cases.length);
  for (const example of cases) {
    const started = performance.now();
    const reading = read(example.text, {
      bureau,
      reporter: example.from,
      at: parseInstant(example.at) ?? 0,
      ...(example.quote === undefined ? {} : { quote: example.quote }),
    });
    result.slowestMs = Math.max(result.slowestMs, performance.now() - started);
    count(result.intent, reading.intent === example.intent ? 1 : 0, 1);
    if (reading.intent !== example.intent)
      result.problems.push(`${example.id} 意图 应${example.intent} 实${reading.intent}：${example.text.replaceAll('\n', '⏎').slice(0, 60)}`);
    if (example.intent === 'screened' && reading.intent !== 'screened') result.screenedKept++;
    if (!reporting.has(example.intent) && !reading.isUnsure) result.wronglyRecorded += reading.entries.length;
    judgeFigures(example, reading, result);
    if (reporting.has(example.intent)) judgeEntries(example, reading, result);
    judgeChanges(example, reading, result);
  }
  return scored(result);
}

function scored(result: ExtractionResult): ExtractionResult {
  result.f1 = f1(result.precision, result.recall);
  result.nearF1 = f1({ hits: result.nearHits.hits, of: result.precision.of }, result.nearHits);
  result.relaxedF1 = f1(result.relaxedPrecision, result.relaxedRecall);
  return result;
}

const shares = [
  'intent',
  'precision',
  'recall',
  'nearHits',
  'relaxedPrecision',
  'relaxedRecall',
  'period',
  'section',
  'department',
  'changes',
] as const;

/** Several sets told as one. */
export function together(name: string, results: readonly ExtractionResult[]): ExtractionResult {
  const total = emptyResult(name, 0);
  for (const result of results) {
    for (const share of shares) count(total[share], result[share].hits, result[share].of);
    total.messages += result.messages;
    total.wrongKinds += result.wrongKinds;
    total.wronglyRecorded += result.wronglyRecorded;
    total.screenedKept += result.screenedKept;
    total.slowestMs = Math.max(total.slowestMs, result.slowestMs);
    total.problems.push(...result.problems);
  }
  return scored(total);
}

/** Judges the messages of each office that were written by people who saw neither the rules nor a measure. */
export function evaluateOffices(bureau: Bureau, offices: readonly Office[]): ExtractionResult[] {
  return offices.map(({ name, people, messages, ledgers }) => {
    const own = withPeople(bureau, people);
    return judge(name, messages, ledgers.length > 0 ? { ...own, ledgers } : own);
  });
}

/** How far a second person, who read the same messages anew, agrees with the first: the limit of every figure above. */
async function evaluateAgreement(): Promise<ExtractionResult[]> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const agreed = (name: string, sets: readonly (BureauFile & { file: string })[]): ExtractionResult[] => {
    const results = sets.flatMap(({ file, people, messages }) => {
      const read = secondReader(file, bureau);
      return read ? [judge(file, messages, withPeople(bureau, people), read)] : [];
    });
    return results.length === 0 ? [] : [together(`${name} 第二人·保留`, results)];
  };
  const alone = (file: string) => ({ file, ...readOwnMessages(file) });
  return [...agreed('盲测', [alone('blind.yaml')]), ...agreed('盲测二', [alone('blind-2.yaml')]), ...agreed('盲测三', readOffices('blind'))];
}

/** Judges the gold set and both halves of each set of this project's own messages. */
export async function evaluateExtraction(): Promise<ExtractionResult[]> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const results: ExtractionResult[] = [];
  const goldPath = join(projectRoot, '..', 'shared', 'gold', 'staff_messages.json');
  if (existsSync(goldPath)) {
    const gold = readGoldMessages(goldPath);
    results.push(judge('gold（公开）', gold.cases, withPeople(bureau, gold.people)));
  }
  for (const [name, file] of [
    ['自写·公开', 'messages-open.yaml'],
    ['自写·后看', 'messages-held.yaml'],
    ['别的单位·公开', 'bureaus-open.yaml'],
    ['别的单位·后看', 'bureaus-held.yaml'],
    ['又四个单位', 'further-open.yaml'],
    ['又四个单位·后看', 'further-held.yaml'],
    ['第三批·公开', 'third-open.yaml'],
    ['盲测·保留', 'blind.yaml'],
    ['盲测二·保留', 'blind-2.yaml'],
  ] as const) {
    const own = readOwnMessages(file);
    results.push(judge(name, own.messages, withPeople(bureau, own.people)));
  }
  return results;
}

function print(result: ExtractionResult, withProblems: boolean): void {
  const lines = [
    `\n${result.name}  ${result.messages}条`,
    `  意图       ${formatShare(result.intent)}`,
    `  指标 P     ${formatShare(result.precision)}`,
    `  指标 R     ${formatShare(result.recall)}   F1 ${result.f1.toFixed(3)}`,
    `  名称相近 R ${formatShare(result.nearHits)}   F1 ${result.nearF1.toFixed(3)}`,
    `  不计名称 P ${formatShare(result.relaxedPrecision)}`,
    `  不计名称 R ${formatShare(result.relaxedRecall)}   F1 ${result.relaxedF1.toFixed(3)}`,
    `  时间       ${formatShare(result.period)}   板块 ${formatShare(result.section)}   科室 ${formatShare(result.department)}`,
    `  更改       ${formatShare(result.changes)}   性质错 ${result.wrongKinds}   误记 ${result.wronglyRecorded}   应拦未拦 ${result.screenedKept}   最慢 ${result.slowestMs.toFixed(1)}ms`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (withProblems) for (const problem of result.problems) process.stdout.write(`    ${problem}\n`);
}

/** `npm run eval -- extract [--quiet]`; the held-back half is printed without its problems, so that nobody tunes on it. */
export async function run(args: string[]): Promise<void> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const [open, held, blind, likeGold, alsoLikeGold] = (['open', 'held', 'blind', 'like-gold', 'like-gold-2'] as const).map(folder =>
    evaluateOffices(bureau, readOffices(folder)),
  );
  const results = [
    ...(await evaluateExtraction()),
    together('各单位·公开（起名由此学得）', open ?? []),
    together('各单位·保留', held ?? []),
    together('盲测三·保留', blind ?? []),
    together('仿金标·保留', likeGold ?? []),
    together('仿金标二·保留', alsoLikeGold ?? []),
    together('自列指标·公开', evaluateOffices(bureau, readListed('open'))),
    together('自列指标·保留', evaluateOffices(bureau, readListed('held'))),
    ...(await evaluateAgreement()),
  ];
  for (const result of results) print(result, !args.includes('--quiet') && (!result.name.includes('保留') || args.includes('--held')));
  for (const { name, messages, f1, nearF1, relaxedF1, recall, intent } of [...(open ?? []), ...(held ?? [])])
    process.stdout.write(
      `${name.padEnd(16)} ${messages}条  F1 ${f1.toFixed(3)}  名称相近 ${nearF1.toFixed(3)}  不计名称 ${relaxedF1.toFixed(3)}  指标 ${recall.of}  意图 ${intent.hits}/${intent.of}\n`,
    );
}
