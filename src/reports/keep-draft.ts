import type { Bureau } from '../bureau/bureau.ts';
import { stateOf } from '../domain/case.ts';
import { dateOf, type LocalDate, yearOf } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import type { Entry, NilReport } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Outline, ReportKind } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import type { LastYear } from '../figures/compare.ts';
import { allRows } from '../ledgers/all-rows.ts';
import { kindOf } from '../ledgers/cases/find-case.ts';
import { openItems } from '../ledgers/deadlines.ts';
import { asCounted } from '../ledgers/names/as-counted.ts';
import { decidedNames } from '../ledgers/names/decided-names.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, Store, Transaction } from '../store/store.ts';
import { openPromiseNote, overdueNote } from '../wording/beside-last-year.ts';
import { noOutline, noSuchOutline } from '../wording/drafting.ts';
import { type BesideFor, besideFor } from './beside-in-text.ts';
import { compileDraft } from './compile-draft.ts';
import { countForReport } from './count-for-report.ts';
import { draftId } from './draft-id.ts';
import { gateDraft } from './figure-gate.ts';
import { flagStale, sentencesFedBy } from './flag-stale.ts';
import { type TouchedVersion, versionsTouchedBy } from './hand-out.ts';
import { followUp, isOpenPromise, type Plan } from './last-years-plans.ts';
import { flattenSections, type OpenedCases } from './material.ts';
import { type Polish, type PolishRequest, polishDraft, withPolish } from './polish-draft.ts';
import type { TotalFor } from './total.ts';

/** Which report, over which days, as of now. */
export interface DraftRequest {
  bureau: Bureau;
  kind: ReportKind;
  period: Period;
  /** Id of another outline of this kind than the usual one: a draft of its own over the same ledgers. */
  outline?: string | undefined;
  at: Instant;
  /** Whether the corpus has a document of this title; without it only the bureau's validity data and records are asked. */
  knowsTitle?: KnowsTitle;
  /** Better words for what is compiled, where a model wrote them beforehand. */
  polish?: Polish;
  /** Figures of last year's report, for outlines that set them beside this year's in the text. */
  lastYear?: (today: LocalDate) => LastYear;
  /** What last year's report planned for a year; without it nothing is held against the year. */
  plans?: (year: number) => Plan[];
}

export type KnowsTitle = (title: string) => boolean;

/** Every row that ended on or after the first day of the year before: what the year's figures and last year's comparison need; their figures under the names that they count as. */
export async function entriesSince(reader: Reader, from: LocalDate): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of allRows(reader, 'entry', { index: 'byPeriodEnd', from })) entries.push(entry);
  return asCounted(entries, await decidedNames(reader));
}

export async function nilReportsSince(reader: Reader, from: LocalDate): Promise<NilReport[]> {
  const reports: NilReport[] = [];
  for await (const report of allRows(reader, 'nil-report', { index: 'byPeriodEnd', from })) reports.push(report);
  return reports;
}

/** The outline that a kind is compiled by when nobody names one: that of the kind's own name, else the first. */
function usualOutline({ bureau, kind }: DraftRequest): Outline {
  const usual = bureau.outlines.find(outline => outline.id === kind) ?? bureau.outlines.find(outline => outline.kind === kind);
  if (!usual) throw new AppError('not-found', noOutline(kind));
  return usual;
}

/** The outline asked for, and the draft that it is kept in. Throws when there is none of that name and kind. */
function outlineFor(request: DraftRequest): { outline: Outline; id: string } {
  const { bureau, kind, period } = request;
  const usual = usualOutline(request);
  if (request.outline === undefined || request.outline === usual.id) return { outline: usual, id: draftId(kind, period) };
  const outline = bureau.outlines.find(one => one.id === request.outline && one.kind === kind);
  const known = bureau.outlines.filter(one => one.kind === kind).map(({ id, name }) => ({ id, name }));
  if (!outline) throw new AppError('not-found', noSuchOutline(request.outline, known));
  return { outline, id: draftId(kind, period).replace(kind, outline.id) };
}

/** The outline that words name by what its name says in brackets: 生成年度报告（按任务分工） → annual-framework. */
export function outlineNamed(words: string, bureau: Bureau, kind: ReportKind): string | undefined {
  const named = bureau.outlines
    .filter(outline => outline.kind === kind)
    .find(({ name }) => {
      const way = /（按?([^（）]+)）/.exec(name)?.[1];
      return way !== undefined && words.includes(way);
    });
  return named?.id;
}

/** Compiles the living draft of this kind and period as the rows now stand; nothing is written. */
export async function compileNow(reader: Reader, request: DraftRequest): Promise<Draft> {
  const { bureau, period, at } = request;
  const { outline, id } = outlineFor(request);
  const previous = await reader.get('draft', id);
  const today = dateOf(at);
  const yearStart = `${period.from.slice(0, 4)}-01-01`;
  const entries = await entriesSince(reader, yearStart);
  const total = countForReport(entries, { bureau, today, nilReports: await nilReportsSince(reader, yearStart) });
  const compiled = compileDraft({
    bureau,
    outline,
    id,
    period,
    asOf: today,
    entries,
    total,
    opened: await openedCases(reader, outline, { bureau, asOf: [today, period.to, previous?.cutOff ?? today].sort()[0] ?? today }),
    beside: outline.besideLastYear ? await besideBoth(reader, request) : undefined,
    furtherNotes: await shortcomingNotes(reader, { ...request, outline: outline.id, entries, total, today }),
    at,
    ...(previous ? { previous } : {}),
  });
  const draft = withPolish(compiled, previous, request.polish);
  const gated = gateDraft(draft, { bureau, entries, knowsTitle: request.knowsTitle ?? (() => false) });
  // The gate's marks are no change of words: a draft that says the same keeps its revision.
  return previous && saysTheSame(previous, gated) ? previous : gated;
}

/** Cases as they stood on a day; they are read only where a heading is fed by them. */
async function openedCases(
  reader: Reader,
  { sections }: Outline,
  { bureau, asOf }: { bureau: Bureau; asOf: LocalDate },
): Promise<OpenedCases | undefined> {
  if (flattenSections(sections).every(({ cases }) => cases.length === 0)) return undefined;
  const opened = new Map<string, { kind: string; isClosed: boolean }>();
  for (const status of ['open', 'closed'] as const)
    for await (const found of allRows(reader, 'case', { index: 'byStatus', equals: [status] })) {
      const kind = kindOf(bureau, found);
      const then = found.steps.findLast(({ on }) => on <= asOf);
      if (kind && found.entryId !== '') opened.set(found.entryId, { kind: kind.id, isClosed: stateOf(kind, then?.state ?? '')?.closed ?? false });
    }
  return opened;
}

/** Last year's records are read only where the outline wants its figures in the text. */
async function besideBoth(reader: Reader, { bureau, period, at, lastYear }: DraftRequest): Promise<BesideFor> {
  const entries = await entriesSince(reader, `${yearOf(period.to) - 1}-01-01`);
  const today = dateOf(at);
  return besideFor({ bureau, entries, today, lastYear: lastYear?.(today) ?? (() => null) });
}

/** The records that a draft's figures rest on: this year's, and last year's where it tells of them. */
export function recordsBehind(reader: Reader, draft: Draft): Promise<Entry[]> {
  const year = yearOf(draft.period.from);
  const tellsLastYear = draft.sections.some(({ paragraphs }) =>
    paragraphs.some(({ sentences }) => sentences.some(({ figures }) => figures.some(({ asOf }) => yearOf(asOf) < year))),
  );
  return entriesSince(reader, `${tellsLastYear ? year - 1 : year}-01-01`);
}

/** What might belong among the shortcomings though nobody said it: matters past their day, plans of last year without a record. Only for reports that have such a part. */
async function shortcomingNotes(
  reader: Reader,
  { bureau, outline: id, period, plans, entries, total, today }: DraftRequest & { entries: readonly Entry[]; total: TotalFor; today: LocalDate },
): Promise<string[]> {
  const outline = bureau.outlines.find(one => one.id === id);
  if (!outline || !flattenSections(outline.sections).some(section => section.required === 'shortcomings')) return [];
  const open = (await openItems(reader, bureau, today)).filter(
    ({ key, deadline }) => !key.startsWith('duty:') && deadline < today && deadline >= period.from,
  );
  const span = { from: period.from, to: today < period.to ? today : period.to };
  // Half a year cannot have kept what was planned for a whole one.
  const promised = period.from.endsWith('-01-01') && period.to.endsWith('-12-31') ? (plans?.(yearOf(period.to)) ?? []) : [];
  const broken = followUp(promised, { bureau, period: span, entries, total }).filter(isOpenPromise);
  return [...(open.length > 0 ? [overdueNote(open.map(({ name }) => name))] : []), ...broken.map(openPromiseNote)];
}

function saysTheSame(a: Draft, b: Draft): boolean {
  const said = ({ outline, title, addressee, asOf, sections, notes }: Draft): string =>
    JSON.stringify([outline, title, addressee, asOf, sections, notes]);
  return said(a) === said(b);
}

/** A draft with the numbers marked that no record says, as the rows now stand. */
export async function gateNow(reader: Reader, draft: Draft, context: { bureau: Bureau; knowsTitle: KnowsTitle }): Promise<Draft> {
  return gateDraft(draft, { ...context, entries: await recordsBehind(reader, draft) });
}

/** Asks for better words for the draft as it would be compiled now. Writes nothing, so that it may take its time outside any transaction. */
export async function polishNow(request: DraftRequest, { store, ...asking }: Omit<PolishRequest, 'bureau'> & { store: Store }): Promise<Polish> {
  const draft = await store.read({ bureau: request.bureau.id }, reader => compileNow(reader, request));
  return polishDraft(draft, { ...asking, bureau: request.bureau });
}

/** Compiles and keeps it: merged into what is there, so that what people edited stays. */
export async function refreshDraft(tx: Transaction, request: DraftRequest): Promise<Draft> {
  const draft = await compileNow(tx, request);
  const previous = await tx.get('draft', draft.id);
  if (draft === previous) return draft;
  if (previous) await tx.replace('draft', { ...draft, version: previous.version });
  else await tx.insert('draft', draft);
  return { ...draft, version: (previous?.version ?? 0) + 1 };
}

/** A draft that a change of entries touched: how many of its sentences are now marked, and which version of it had left before. */
export interface TouchedDraft {
  draft: Draft;
  sentences: number;
  handed: TouchedVersion | null;
}

/** Marks, in every draft that is not final, the sentences that these entries fed, and finds what had been handed out. */
export async function flagDrafts(tx: Transaction, entryIds: readonly string[], why: string): Promise<TouchedDraft[]> {
  const handed = await versionsTouchedBy(tx, entryIds);
  const touched: TouchedDraft[] = [];
  for await (const draft of allRows(tx, 'draft', { index: 'byKind' })) {
    const version = handed.find(one => one.version.draft === draft.id) ?? null;
    // A final stays as it was signed: whoever holds it is told, its words are not touched.
    const flagged = draft.state === 'final' ? draft : flagStale(draft, entryIds, why);
    if (flagged !== draft) await tx.replace('draft', flagged);
    const sentences = flagged === draft ? 0 : sentencesFedBy(flagged, entryIds).length;
    if (flagged !== draft || version) touched.push({ draft: flagged, sentences, handed: version });
  }
  return touched;
}
