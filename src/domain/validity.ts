import { addMonths, type LocalDate } from './date.ts';
import type { SourceDocument } from './provision.ts';

/** 时效性 — whether a provision is law on a given day; the words are the surface's own. */
export type Validity = 'in-force' | 'amended' | 'superseded' | 'repealed' | 'not-yet-effective' | 'expired' | 'changed-text-missing' | 'unknown';

/** 效力事实 — what a bureau knows about one document beyond its own text (`data/bureau/validity.yaml`). */
export interface ValidityFact {
  /** Title without 中华人民共和国 and without 《》. */
  title: string;
  /** The status from `since` on. `in-force` confirms the corpus text up to `checkedTo`. */
  status: Validity;
  since: LocalDate | null;
  /** What replaced or will replace it, in words. */
  successor: string | null;
  /** When given, only the corpus version of this date (promulgated or amended) or older is meant. */
  upToVersion: LocalDate | null;
  source: string;
  confidence: 'corpus' | 'official' | 'search' | 'secondary' | 'knowledge';
  checkedTo: LocalDate | null;
}

/** 效力判断 — what is known about one version of a document on one day. */
export interface ValidityVerdict {
  validity: Validity;
  /** From when it is no longer law, or will be law; null when nothing is known. */
  since: LocalDate | null;
  /** What replaced it, in words; null when it is law, or when nothing is known to have replaced it. */
  successor: string | null;
  checkedTo: LocalDate | null;
  /** False when the end is only known from hearsay and still has to be checked. */
  certain: boolean;
  /** A change that is decided but not yet in effect. */
  upcoming: { on: LocalDate; successor: string | null } | null;
  /** The newer version of the corpus that is to be read instead. */
  newer: SourceDocument | null;
}

const ended: ReadonlySet<Validity> = new Set(['repealed', 'superseded', 'amended', 'expired', 'changed-text-missing']);
/** A bureau's own papers are what it ingested; national law moves without the bureau, so its silence proves nothing. */
const local: ReadonlySet<SourceDocument['level']> = new Set(['normative-document', 'policy', 'local-regulation']);

/** The first day of a version: an amended law keeps the date in its closing article, so a version made later starts with its own date. */
export function startOf(document: Pick<SourceDocument, 'effectiveOn' | 'versionOn' | 'promulgatedOn'>): LocalDate | null {
  const { effectiveOn, versionOn } = document;
  if (effectiveOn !== null && (versionOn === null || effectiveOn >= versionOn)) return effectiveOn;
  return versionOn ?? effectiveOn ?? document.promulgatedOn;
}

function concerns(fact: ValidityFact, document: SourceDocument): boolean {
  if (fact.title !== document.title) return false;
  return fact.upToVersion === null || document.versionOn === null || document.versionOn <= fact.upToVersion;
}

/** Whether a version of a document is law on a day, by its newer versions, by what is known beyond the corpus, and by its own dates. */
export function validityOf(
  document: SourceDocument,
  versions: readonly SourceDocument[],
  facts: readonly ValidityFact[],
  onDate: LocalDate,
): ValidityVerdict {
  const known = facts.filter(fact => concerns(fact, document));
  const begun = known.filter(fact => fact.since === null || fact.since <= onDate);
  const end = begun.filter(fact => ended.has(fact.status)).sort(byLatest)[0];
  const confirmed = begun.filter(fact => fact.status === 'in-force').sort(byLatest)[0];
  const next = known
    .filter(fact => fact.since !== null && fact.since > onDate && ended.has(fact.status))
    .sort(byLatest)
    .at(-1);
  const upcoming = next?.since ? { on: next.since, successor: next.successor } : null;
  const verdict = (validity: Validity, details: Partial<ValidityVerdict> = {}): ValidityVerdict => ({
    validity,
    since: null,
    successor: null,
    checkedTo: end?.checkedTo ?? confirmed?.checkedTo ?? next?.checkedTo ?? null,
    certain: end?.confidence !== 'knowledge',
    upcoming,
    newer: null,
    ...details,
  });
  const start = startOf(document);
  const newer = newestOn(versions, onDate);
  // A copy without any date stands behind one that has a date.
  if (newer && newer.id !== document.id && (startOf(newer) ?? '') > (start ?? '')) {
    return verdict('superseded', { since: startOf(newer), newer, successor: end?.successor ?? null });
  }
  if (end) return verdict(end.status, { since: end.since, successor: end.successor });
  if (document.repealedOn !== null && document.repealedOn <= onDate) return verdict('repealed', { since: document.repealedOn });
  if (start !== null && start > onDate) return verdict('not-yet-effective', { since: start });
  if (document.expiresOn !== null && document.expiresOn < onDate) return verdict('expired', { since: document.expiresOn });
  // What is confirmed is the text that began on that day; an older text under the same name is not it.
  if (confirmed?.since && isOlder(document, confirmed.since)) return verdict('changed-text-missing', { since: confirmed.since });
  if (confirmed || upcoming) return verdict('in-force');
  return verdict(local.has(document.level) && start !== null ? 'in-force' : 'unknown');
}

/** Laws are made months before they apply: a text that does not say from when it does may be the one that began within a year after it was made. */
function isOlder(document: SourceDocument, since: LocalDate): boolean {
  const start = startOf(document);
  if (start === null || start >= since) return false;
  return document.effectiveOn !== null || addMonths(start, 12) < since;
}

function byLatest(a: ValidityFact, b: ValidityFact): number {
  return (b.since ?? '').localeCompare(a.since ?? '');
}

/** The newest version that has begun by a day; undefined when none has. */
function newestOn(versions: readonly SourceDocument[], onDate: LocalDate): SourceDocument | undefined {
  let newest: SourceDocument | undefined;
  for (const version of versions) {
    const start = startOf(version);
    if (start !== null && start <= onDate && (newest === undefined || start > (startOf(newest) ?? ''))) newest = version;
  }
  return newest;
}
