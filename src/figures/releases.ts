import type { LocalDate } from '../domain/date.ts';
import type { DecidedNames } from '../domain/decided-names.ts';
import { counts, type Entry } from '../domain/entry.ts';
import type { NameStep } from '../domain/name-decision.ts';
import type { Period } from '../domain/period.ts';
import type { Question } from '../domain/question.ts';
import type { Release, ReleasedFigure } from '../domain/release.ts';
import type { Total } from '../domain/total.ts';
import { allRows } from '../ledgers/all-rows.ts';
import { saidName } from '../ledgers/names/as-counted.ts';
import { decidedNames } from '../ledgers/names/decided-names.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, Transaction } from '../store/store.ts';
import type { Renamed } from '../wording/name-decisions.ts';
import { releaseBasis } from '../wording/releases.ts';
import { formatTotal } from '../wording/total-phrase.ts';
import { isYearToDate } from './read-period.ts';

/** How far back a recipient's answers are searched for the same question. */
const LOOK_BACK = 300;

/** Names what was asked, so that the same question is known again; the year to date stays the same question while its last day moves. */
function figureKey(
  metric: string,
  { department, without, reporter, period }: Pick<Question, 'department' | 'without' | 'reporter' | 'period'>,
  today: LocalDate,
): string {
  const to = isYearToDate(period, today) ? 'today' : period.to;
  return [metric, `${department ?? without.map(name => `-${name}`).join('')}${reporter ?? ''}`, period.from, to].join('|');
}

/** The days of a figure that was told, and of whom, as its key names them; `period` is null for the year to date. */
export function spanOf({ key }: ReleasedFigure, today: LocalDate): { period: Period | null; place: string } {
  const [, place = '', from = today, to = today] = key.split('|');
  return { period: to === 'today' ? null : { from, to }, place };
}

/** The figures of an answer as they leave; what nothing was collected for is no figure. */
export function releasedFigures(totals: readonly Total[], question: Question, today: LocalDate): ReleasedFigure[] {
  return totals.flatMap((total): ReleasedFigure[] =>
    total.quantity
      ? [
          {
            key: figureKey(total.metric, question, today),
            metric: total.metric,
            value: total.quantity.value,
            unit: total.quantity.unit,
            text: formatTotal(total),
            asOf: total.asOf,
            basis: releaseBasis(total, {
              period: question.period,
              today,
              department: question.department,
              reporter: question.reporter,
              without: question.without,
            }),
            entries: total.entries,
          },
        ]
      : [],
  );
}

/** Keeps what left. */
export async function keepRelease(transaction: Transaction, release: Release): Promise<void> {
  if (release.figures.length > 0) await transaction.insert('release', release);
}

/** 前后两次 — what a recipient was told before, and the entries that make the difference. */
export interface ReleaseChange {
  metric: string;
  before: { on: Instant; text: string; asOf: LocalDate | null };
  now: string;
  added: Entry[];
  corrected: Entry[];
  gone: Entry[];
  /** Records that a decision about their name put in or took out, by decision. */
  renamed: Renamed[];
}

/** 报过的数 — a figure as it left, and when. */
export interface Told {
  at: Instant;
  figure: ReleasedFigure;
}

/** What a recipient was told of late, the newest first. */
export async function toldTo(reader: Reader, recipient: string): Promise<Told[]> {
  const { rows } = await reader.find('release', { index: 'byRecipient', equals: [recipient], order: 'descending', limit: LOOK_BACK });
  return rows.flatMap(({ at, figures }) => figures.map(figure => ({ at, figure })));
}

/** Whether two figures of one question say the same. */
export function isSameFigure(one: ReleasedFigure, other: ReleasedFigure): boolean {
  return one.value === other.value && one.unit === other.unit && one.text === other.text;
}

/** For each figure that differs from what this recipient was told last: why. */
export async function changesSince(reader: Reader, recipient: string, figures: readonly ReleasedFigure[]): Promise<ReleaseChange[]> {
  const told = await toldTo(reader, recipient);
  const changes: ReleaseChange[] = [];
  for (const now of figures) {
    const before = told.find(({ figure }) => figure.key === now.key);
    if (before && !isSameFigure(before.figure, now)) changes.push(await changeFrom(reader, before, now));
  }
  return changes;
}

/** What lies between a figure that was told and what it is now. */
export async function changeFrom(reader: Reader, { at, figure }: Told, now: ReleasedFigure): Promise<ReleaseChange> {
  return {
    metric: now.metric,
    before: { on: at, text: figure.text, asOf: figure.asOf },
    now: now.text,
    ...(await whatChanged(reader, { metric: now.metric, before: figure.entries, now: now.entries, since: at })),
  };
}

async function whatChanged(
  reader: Reader,
  { metric, before, now, since }: { metric: string; before: readonly string[]; now: readonly string[]; since: Instant },
): Promise<Pick<ReleaseChange, 'added' | 'corrected' | 'gone' | 'renamed'>> {
  const load = async (ids: readonly string[]): Promise<Entry[]> =>
    (await Promise.all(ids.map(id => reader.get('entry', id)))).filter(entry => entry !== undefined);
  const added = await load(now.filter(id => !before.includes(id)));
  const kept = await load(before.filter(id => now.includes(id)));
  const gone = await load(before.filter(id => !now.includes(id)));
  const decided = await decidedNames(reader);
  const joined = renamedSince(added, { metric, decided, since, isJoined: true });
  const parted = renamedSince(gone.filter(counts), { metric, decided, since, isJoined: false });
  const isRenamed = (entry: Entry): boolean => joined.some(({ entries }) => entries.includes(entry));
  return {
    renamed: [...joined, ...parted],
    // What a join or its end uncovered was there before, and is no news.
    added: added.filter(entry => !isRenamed(entry) && (entry.submittedAt > since || joined.length + parted.length === 0)),
    corrected: kept.filter(entry => isChangedSince(entry, since)),
    gone: gone.filter(entry => !counts(entry) || isChangedSince(entry, since)),
  };
}

/** Of records from before, those whose name a decision since then put into this metric, or took out of it. */
function renamedSince(
  entries: readonly Entry[],
  { metric, decided, since, isJoined }: { metric: string; decided: DecidedNames; since: Instant; isJoined: boolean },
): (Renamed & { entries: Entry[] })[] {
  const renamed = new Map<NameStep, Renamed & { entries: Entry[] }>();
  for (const entry of entries.filter(({ submittedAt }) => submittedAt <= since))
    for (const reading of entry.metrics) {
      const name = saidName(reading);
      const decision = name === metric ? undefined : decidingStep(name, { decided, since, isJoined });
      if (!decision) continue;
      const { id, step } = decision;
      const known = renamed.get(step) ?? { name: id, by: step.by.name, at: step.at, isJoined, entries: [] };
      renamed.set(step, { ...known, entries: [...known.entries, entry] });
    }
  return [...renamed.values()];
}

/** The decision on the name itself, or on one that it was joined into. */
function decidingStep(
  name: string,
  { decided, since, isJoined }: { decided: DecidedNames; since: Instant; isJoined: boolean },
): { id: string; step: NameStep } | undefined {
  const own = decided.of(name);
  const along = isJoined ? decided.path(name) : own ? [own] : [];
  for (const { id, history } of along) {
    const step = history.findLast(({ action, at }) => at >= since && action === (isJoined ? 'join' : 'part'));
    if (step) return { id, step };
  }
  return undefined;
}

function isChangedSince(entry: Entry, since: Instant): boolean {
  return entry.history.some(change => change.at >= since && change.action !== 'submit' && change.action !== 'update');
}

/** 报过什么数 — the newest first; of one recipient, or of all. */
export async function releasesTo(reader: Reader, recipient: string | null, limit: number): Promise<Release[]> {
  const query =
    recipient === null
      ? ({ index: 'byTime', order: 'descending', limit } as const)
      : ({ index: 'byRecipient', equals: [recipient], order: 'descending', limit } as const);
  return (await reader.find('release', query)).rows;
}

/** 已发出的稿 — drafts that were handed out, the newest first: their versions keep every figure. */
export async function draftsHandedOut(
  reader: Reader,
  recipient: string | null,
): Promise<{ title: string; revision: number; to: string; at: Instant }[]> {
  const handed: { title: string; revision: number; to: string; at: Instant }[] = [];
  for await (const { content, revision, handed: hands } of allRows(reader, 'draft-version', { index: 'byDraft' })) {
    for (const hand of hands)
      if (recipient === null || hand.id === recipient) handed.push({ title: content.title, revision, to: hand.name, at: hand.at });
  }
  return handed.sort((a, b) => b.at - a.at);
}
