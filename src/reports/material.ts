import { dateOf, type LocalDate } from '../domain/date.ts';
import { counts, type Entry } from '../domain/entry.ts';
import type { Outline, OutlineSection } from '../domain/outline.ts';
import { overlaps, type Period } from '../domain/period.ts';

/** 素材 — the entries that feed each heading of an outline, in the order in which things happened. */
export type Material = ReadonlyMap<string, Entry[]>;

/** 由记录建成的事项 — the case that an entry opened, by the entry's id. */
export type OpenedCases = ReadonlyMap<string, { kind: string; isClosed: boolean }>;

/** Sections whose content looks forward: their entries are plans, told by when they were said and not by when they are due. */
export const planSection = 'PLAN';

/** Every heading of an outline, parents before their children. */
export function flattenSections(sections: readonly OutlineSection[]): OutlineSection[] {
  return sections.flatMap(section => [section, ...flattenSections(section.children)]);
}

function isInReport(entry: Entry, period: Period, asOf: LocalDate): boolean {
  if (!counts(entry)) return false;
  if (entry.section === planSection) return entry.period.to >= period.from && dateOf(entry.submittedAt) <= asOf;
  return overlaps(entry.period, { from: period.from, to: asOf < period.to ? asOf : period.to });
}

/** What somebody said to be wrong, or to be planned, is told as that though a case came of it. */
const ownSections: ReadonlySet<string> = new Set(['GAP', planSection]);

/** Which heading an entry belongs to: one that names the kind of case that it opened, else its ledger, else the first that takes its whole section. Never two, so nothing is said twice. */
function headingOf(entry: Entry, headings: readonly OutlineSection[], opened: string | undefined): OutlineSection | undefined {
  const { ledger, section } = entry;
  const ofCase = opened === undefined || ownSections.has(section) ? undefined : headings.find(heading => heading.cases.includes(opened));
  if (ofCase) return ofCase;
  // A shortcoming said about visits is still a shortcoming: the section decides before the ledger does.
  const open = headings.filter(heading => heading.sections.includes(section));
  const named = ledger === null ? undefined : open.find(heading => heading.ledgers.includes(ledger));
  return named ?? open.find(heading => heading.ledgers.length === 0) ?? open[0];
}

/** Sorts the entries of a period under the headings of an outline; what no heading takes is left out and counted by the caller. */
export function gatherMaterial(
  outline: Outline,
  entries: readonly Entry[],
  span: { period: Period; asOf: LocalDate; opened?: OpenedCases | undefined },
): { material: Material; unplaced: Entry[] } {
  const headings = flattenSections(outline.sections);
  const material = new Map<string, Entry[]>(headings.map(heading => [heading.id, []]));
  const unplaced: Entry[] = [];
  for (const entry of entries) {
    if (!isInReport(entry, span.period, span.asOf)) continue;
    const heading = headingOf(entry, headings, span.opened?.get(entry.id)?.kind);
    if (heading) material.get(heading.id)?.push(entry);
    else unplaced.push(entry);
  }
  for (const list of material.values()) list.sort(byTime);
  return { material, unplaced };
}

function byTime(a: Entry, b: Entry): number {
  if (a.period.to !== b.period.to) return a.period.to < b.period.to ? -1 : 1;
  if (a.period.from !== b.period.from) return a.period.from < b.period.from ? -1 : 1;
  if (a.submittedAt !== b.submittedAt) return a.submittedAt - b.submittedAt;
  return a.id < b.id ? -1 : Number(a.id !== b.id);
}
