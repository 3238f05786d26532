import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { instantAt } from '../../src/domain/date.ts';
import type { Draft, Sentence } from '../../src/domain/draft.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { ReportKind } from '../../src/domain/outline.ts';
import { halfPeriod, monthPeriod, type Period, quarterPeriod, weekOf, yearPeriod } from '../../src/domain/period.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { compileNow, entriesSince } from '../../src/reports/keep-draft.ts';
import { replayGoldYear } from './gold-year.ts';
import { rederive } from './rederive.ts';

const YEAR = 2026;
const today = '2026-11-20';

const reports: readonly { outline: string; kind: ReportKind; period: Period }[] = [
  { outline: 'annual', kind: 'annual', period: yearPeriod(YEAR) },
  { outline: 'annual-framework', kind: 'annual', period: yearPeriod(YEAR) },
  { outline: 'duty', kind: 'duty', period: yearPeriod(YEAR) },
  { outline: 'summary', kind: 'summary', period: yearPeriod(YEAR) },
  { outline: 'half-year', kind: 'half-year', period: halfPeriod(YEAR, 1) },
  { outline: 'quarter', kind: 'quarter', period: quarterPeriod(YEAR, 1) },
  { outline: 'quarter', kind: 'quarter', period: quarterPeriod(YEAR, 2) },
  { outline: 'quarter', kind: 'quarter', period: quarterPeriod(YEAR, 3) },
  ...Array.from({ length: 11 }, (_, at) => ({ outline: 'month', kind: 'month' as const, period: monthPeriod(YEAR, at + 1) })),
  { outline: 'week', kind: 'week', period: weekOf(today) },
];

/** 核数结果 — one report: how many figures it prints, and what does not agree with the second reckoning. */
export interface ReportScore {
  outline: string;
  period: Period;
  title: string;
  figures: number;
  /** What differs, in plain words. */
  wrong: string[];
  /** Metrics that the entries count over these days and the report does not print; its notes say why, or a heading has no room for them. */
  untold: string[];
  /** Numbers in the text that no figure of their sentence prints. */
  unfounded: string[];
}

function sentencesOf(draft: Draft): Sentence[] {
  return draft.sections
    .filter(section => section.heading !== '')
    .flatMap(section => section.paragraphs.filter(paragraph => paragraph.origin !== 'placeholder').flatMap(paragraph => paragraph.sentences));
}

/** Digits that are left when figures, days and names of documents are taken out. */
function unfoundedIn({ text, figures }: Sentence): string[] {
  const plain = [...figures]
    .sort((a, b) => b.text.length - a.text.length)
    .reduce((left, figure) => left.replaceAll(figure.text, '　'), text)
    .replace(/《[^》]*》|“[^”]*”/g, '　')
    .replace(/20\d{2}年(?:度)?/g, '　')
    .replace(/\d+(?:—\d+)?月(?:\d+(?:—\d+)?日|底)?(?:—\d+月\d+日)?/g, '　');
  return plain.match(/\d[\d.]*/g) ?? [];
}

function scoreOf(draft: Draft, entries: readonly Entry[], bureau: Bureau): Pick<ReportScore, 'figures' | 'wrong' | 'untold' | 'unfounded'> {
  const span = { from: draft.period.from, to: draft.asOf };
  const sentences = sentencesOf(draft);
  const figures = sentences.flatMap(sentence => sentence.figures.map(figure => ({ figure, sentence })));
  const wrong = figures.flatMap(({ figure, sentence }) => {
    const own = rederive(entries, { metric: figure.metric, span, unit: figure.unit }, bureau);
    const name = `${figure.metric}${figure.text}`;
    if (!own) return [`${name}：记录里算不出`];
    if (own.value !== figure.value) return [`${name}：另算得${own.value}`];
    if (own.isApproximate !== (figure.approximate !== null)) return [`${name}：概数${own.isApproximate ? '被写成确数' : '没有来由'}`];
    return sentence.text.includes(figure.text) || figure.value === 0 ? [] : [`${name}：句中没有这样写`];
  });
  const printed = new Set(figures.map(({ figure }) => figure.metric));
  const recorded = new Set(entries.flatMap(entry => entry.metrics.map(reading => reading.name)));
  const untold = [...recorded].filter(metric => !printed.has(metric) && rederive(entries, { metric, span, unit: '' }, bureau) !== null);
  return { figures: figures.length, wrong, untold, unfounded: sentences.flatMap(unfoundedIn) };
}

/** Compiles every kind of report from the gold year as it stands on its last day, and reckons each figure a second time. */
export async function scoreReports(shared: string): Promise<ReportScore[]> {
  const { bureau, store } = await replayGoldYear(shared, await loadBureau(join(projectRoot, 'data')));
  return store.read({ bureau: bureau.id }, async reader => {
    const entries = await entriesSince(reader, `${YEAR}-01-01`);
    const scores: ReportScore[] = [];
    for (const { outline, kind, period } of reports) {
      const draft = await compileNow(reader, { bureau, kind, period, outline, at: instantAt(today, '17:00') });
      scores.push({ outline, period, title: draft.title, ...scoreOf(draft, entries, bureau) });
    }
    return scores;
  });
}

/** `npm run eval -- reports`: every figure of every kind of report, reckoned again from the entries. */
export async function run(args: readonly string[]): Promise<void> {
  const shared = args[0] ?? join(projectRoot, '..', 'shared');
  if (!existsSync(join(shared, 'gold', 'staff_messages.json'))) {
    console.log(`跳过：没有找到 ${shared}/gold/staff_messages.json`);
    return;
  }
  const scores = await scoreReports(shared);
  for (const { title, figures, wrong, untold, unfounded } of scores) {
    console.log(`${wrong.length + unfounded.length === 0 ? '对' : '错'}　${title}：${figures}处数字`);
    for (const line of wrong) console.log(`   ${line}`);
    if (untold.length > 0) console.log(`   未写入：${untold.join('、')}`);
    if (unfounded.length > 0) console.log(`   没有出处的数字：${unfounded.join('、')}`);
  }
  const all = scores.reduce((sum, { figures }) => sum + figures, 0);
  const bad = scores.reduce((sum, { wrong, unfounded }) => sum + wrong.length + unfounded.length, 0);
  console.log(`\n${scores.length}份报告，${all}处数字，另算不符${bad}处`);
}
