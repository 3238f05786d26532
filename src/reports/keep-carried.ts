import { createHash } from 'node:crypto';
import type { Bureau } from '../bureau/bureau.ts';
import { dateOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import type { Draft, DraftSection, OldText, Sentence } from '../domain/draft.ts';
import { AppError } from '../domain/errors.ts';
import type { ReportKind } from '../domain/outline.ts';
import { halfPeriod, type Period, yearPeriod } from '../domain/period.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { carriedNotes, nothingToCarry } from '../wording/carried-draft.ts';
import { blanksFor, type OldReportBlanks } from './blanks-for.ts';
import { carriedTitle, carryOver } from './carry-over.ts';
import { countForReport } from './count-for-report.ts';
import { draftId } from './draft-id.ts';
import { gateDraft } from './figure-gate.ts';
import { fillPlaces } from './fill-places.ts';
import { entriesSince, type KnowsTitle, nilReportsSince } from './keep-draft.ts';
import { mergeSections } from './merge-sections.ts';
import { kindOf } from './propose-outline.ts';
import { type OldReport, readOldReport } from './read-old-report.ts';

/** What an old report is carried over with. */
export interface CarryRequest {
  bureau: Bureau;
  at: Instant;
  knowsTitle: KnowsTitle;
}

/** An old report as it was handed in. */
export interface OldFile {
  name: string;
  text: string;
}

/** A draft in an old report's structure, with the figures that it came from. */
export interface CarriedDraft {
  draft: Draft;
  found: OldReportBlanks;
}

/** Until April the report on the year before is still being written. */
const lastMonthOfReports = 3;

/** The days that the new report is about: the same half or the whole of the year whose turn it is. */
function carriedPeriod(report: Pick<OldReport, 'title' | 'year'>, today: LocalDate): Period {
  const isStillLastYears = monthOf(today) <= lastMonthOfReports && report.year !== yearOf(today) - 1;
  const year = yearOf(today) - (isStillLastYears ? 1 : 0);
  const half = /([上下])半年/.exec(report.title)?.[1];
  if (!half) return yearPeriod(year);
  const own = halfPeriod(year, half === '上' ? 1 : 2);
  return own.from <= today ? own : halfPeriod(year - 1, half === '上' ? 1 : 2);
}

/** One draft for each old text and period, beside the one that is compiled: `annual-3fa9:2026`. */
function carriedId(kind: ReportKind, period: Period, text: string): string {
  return draftId(kind, period).replace(kind, `${kind}-${createHash('sha256').update(text).digest('hex').slice(0, 4)}`);
}

function titleOf(
  report: OldReport,
  { bureau, kind, period, asOf, found }: { bureau: Bureau; kind: ReportKind; period: Period; asOf: LocalDate; found: OldReportBlanks },
): string {
  const title = carriedTitle(report, { period, found });
  const usual = bureau.outlines.find(outline => outline.id === kind)?.title ?? '';
  return title === '' ? fillPlaces(usual, { bureauName: bureau.name, kind, period, asOf }) : title;
}

/** Sentences that a person accepted are this year's own from then on, whatever their figures come to. */
function withAccepted(sections: readonly DraftSection[], { accepted }: OldText): DraftSection[] {
  const taken = new Set(accepted.map(({ sentence }) => sentence));
  const settle = (sentence: Sentence): Sentence => {
    const { carried, ...own } = sentence;
    return carried && taken.has(carried.from) ? own : sentence;
  };
  return sections.map(section => ({
    ...section,
    paragraphs: section.paragraphs.map(paragraph => ({ ...paragraph, sentences: paragraph.sentences.map(settle) })),
  }));
}

function saysTheSame(a: Draft, b: Draft): boolean {
  const said = ({ title, asOf, sections, notes }: Draft): string => JSON.stringify([title, asOf, sections, notes]);
  return said(a) === said(b);
}

/** The draft as the rows now stand; the one before, unchanged, where nothing differs or it is out of the editor's hands. */
async function carriedNow(reader: Reader, { name, text }: OldFile, { bureau, at, knowsTitle }: CarryRequest, living?: Draft): Promise<CarriedDraft> {
  const report = readOldReport(text);
  if (!report.sections.some(section => section.sentences.length > 0)) throw new AppError('unreadable', nothingToCarry(name));
  const kind = kindOf(report.title);
  const today = dateOf(at);
  const period = living?.period ?? carriedPeriod(report, today);
  const asOf = today < period.to ? today : period.to;
  const yearStart = `${yearOf(period.to)}-01-01`;
  const entries = await entriesSince(reader, yearStart);
  const total = countForReport(entries, { bureau, today, nilReports: await nilReportsSince(reader, yearStart) });
  const found = blanksFor(report, { bureau, total, period: { from: period.from, to: asOf } });
  const id = living?.id ?? carriedId(kind, period, text);
  const previous = living ?? (await reader.get('draft', id));
  if (previous && previous.state !== 'draft') return { draft: previous, found };
  const carriedFrom = previous?.carriedFrom ?? { title: report.title, text, accepted: [] };
  const sections = withAccepted(carryOver(report, { period, found }), carriedFrom);
  const { imprint, consultations, clearance, steps } = previous ?? {};
  const draft: Draft = {
    ...{ ...(imprint && { imprint }), ...(consultations && { consultations }), ...(clearance && { clearance }), ...(steps && { steps }) },
    ...{
      bureau: bureau.id,
      id,
      version: previous?.version ?? 1,
      kind,
      outline: 'old-report',
      period,
      asOf,
      state: 'draft',
      compiledAt: at,
      carriedFrom,
    },
    title: titleOf(report, { bureau, kind, period, asOf, found }),
    addressee: report.addressee,
    revision: (previous?.revision ?? 0) + 1,
    sections: mergeSections(previous?.sections ?? [], sections),
    notes: carriedNotes(found),
  };
  const gated = gateDraft(draft, { bureau, entries, knowsTitle });
  return { draft: previous && saysTheSame(previous, gated) ? previous : gated, found };
}

/** 老稿换新数 — makes this year's draft of an old report, or brings the one that was made of it up to date, and keeps it. */
export async function keepCarried(tx: Transaction, file: OldFile, request: CarryRequest): Promise<CarriedDraft> {
  const { draft, found } = await carriedNow(tx, file, request);
  const previous = await tx.get('draft', draft.id);
  if (draft === previous) return { draft, found };
  if (previous) await tx.replace('draft', { ...draft, version: previous.version });
  else await tx.insert('draft', draft);
  return { draft: { ...draft, version: (previous?.version ?? 0) + 1 }, found };
}

/** Brings every draft that was made of an old report up to date; what people edited or accepted stays. */
export async function refreshCarried(tx: Transaction, request: CarryRequest): Promise<void> {
  const living: Draft[] = [];
  for await (const draft of allRows(tx, 'draft', { index: 'byKind' })) if (draft.carriedFrom && draft.state === 'draft') living.push(draft);
  for (const before of living) {
    const { draft } = await carriedNow(tx, { name: before.title, text: before.carriedFrom?.text ?? '' }, request, before);
    if (draft !== before) await tx.replace('draft', draft);
  }
}
