import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import { yearOf } from '../domain/date.ts';
import type { Draft, DraftSection, Paragraph } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { Outline, OutlineSection } from '../domain/outline.ts';
import type { Period } from '../domain/period.ts';
import type { Instant } from '../lib/clock.ts';
import { wholeBureau } from '../wording/draft-prose.ts';
import type { BesideFor } from './beside-in-text.ts';
import { caseSentences } from './case-sentences.ts';
import { compilationNotes, remarkLines } from './compilation-notes.ts';
import { draftId } from './draft-id.ts';
import { fillPlaces, type Places } from './fill-places.ts';
import { gatherMaterial, type Material, type OpenedCases } from './material.ts';
import { mergeSections } from './merge-sections.ts';
import { headingNumber } from './ordinals.ts';
import type { Counting } from './phrase.ts';
import { placeholder } from './placeholder.ts';
import { homesOf, type MetricHomes, sectionSentences } from './section-sentences.ts';
import { indexMetrics, type Topic, topicsOf } from './topics.ts';
import type { Remark, TotalFor } from './total.ts';

/** What a draft is compiled from. `entries` are those of the bureau; which of them count for the period is decided here. */
export interface Compilation {
  bureau: Bureau;
  outline: Outline;
  /** Of the living draft, where it is not the usual one of the kind and period. */
  id?: string;
  period: Period;
  /** The last day whose figures are told; later entries are not looked at. */
  asOf: LocalDate;
  entries: readonly Entry[];
  total: TotalFor;
  /** Where the outline has headings that cases feed. */
  opened?: OpenedCases | undefined;
  /** Last year's figures for the text, where the outline wants them. */
  beside?: BesideFor | undefined;
  /** 起草说明 from elsewhere: promises of last year, what is overdue. */
  furtherNotes?: readonly string[];
  at: Instant;
  /** The living draft of this kind and period, whose edits are kept. */
  previous?: Draft;
}

/** The opening is a section without heading, so that it can be edited like every other. */
export const openingId = 'opening';

interface Composer {
  compilation: Compilation;
  places: Places;
  counting: Counting;
  topics: ReadonlyMap<string, Topic[]>;
  homes: MetricHomes;
  material: Material;
  unplaced: readonly Entry[];
  /** Entries that no sentence tells; filled while sections are written. */
  untold: Entry[];
}

/** 汇编成稿 — a draft from a year's entries, merged with what people edited before. The same input gives the same draft. */
export function compileDraft(compilation: Compilation): Draft {
  const { bureau, outline, period, previous, at } = compilation;
  // What leaders are reading or have signed is not written anew under their hands.
  if (previous && previous.state !== 'draft') return previous;
  const asOf = [compilation.asOf, period.to, previous?.cutOff ?? period.to].sort()[0] ?? period.to;
  const remarks: Remark[] = [];
  const composer = prepare({ ...compilation, asOf }, remarks);
  const fresh = [openingSection(composer), ...outline.sections.flatMap((section, position) => draftSections(composer, section, position + 1))];
  const { imprint, consultations, clearance, steps, cutOff } = previous ?? {};
  const draft: Draft = {
    // What people did around the text is no part of what is compiled.
    ...(cutOff && { cutOff }),
    ...{ ...(imprint && { imprint }), ...(consultations && { consultations }), ...(clearance && { clearance }), ...(steps && { steps }) },
    bureau: bureau.id,
    id: compilation.id ?? draftId(outline.kind, period),
    version: previous?.version ?? 1,
    kind: outline.kind,
    outline: outline.id,
    title: fillPlaces(outline.title, composer.places),
    addressee: fillPlaces(outline.addressee, composer.places),
    period,
    asOf,
    state: previous?.state ?? 'draft',
    revision: (previous?.revision ?? 0) + 1,
    compiledAt: at,
    sections: mergeSections(previous?.sections ?? [], fresh),
    notes: [...remarkLines(remarks), ...compilationNotes(composer, asOf), ...(compilation.furtherNotes ?? [])],
  };
  return previous && saysTheSame(previous, draft) ? previous : draft;
}

function prepare(compilation: Compilation, remarks: Remark[]): Composer {
  const { bureau, outline, period, asOf, entries, total, opened } = compilation;
  const { material, unplaced } = gatherMaterial(outline, entries, { period, asOf, opened });
  const topics = new Map([...material].map(([id, list]) => [id, topicsOf(list, bureau)]));
  const counting: Counting = {
    total,
    beside: compilation.beside,
    span: { from: period.from, to: asOf },
    entries: new Map(entries.map(entry => [entry.id, entry])),
    metrics: indexMetrics(bureau),
    remark: remark => remarks.push(remark),
  };
  const places = { bureauName: bureau.name, kind: outline.kind, period, asOf };
  return { compilation, places, counting, topics, material, unplaced, untold: [], homes: homesOf([...topics.values()].flat(), counting.metrics) };
}

function openingSection(composer: Composer): DraftSection {
  const text = fillPlaces(composer.compilation.outline.opening, composer.places);
  const paragraph: Paragraph = { id: openingId, origin: 'compiled', sentences: [{ text, figures: [], entries: [], stale: null }] };
  return { id: openingId, heading: '', level: 0, paragraphs: [paragraph] };
}

/** A heading and, flat behind it, those below it. A heading whose children speak for it has no paragraph of its own. */
function draftSections(composer: Composer, section: OutlineSection, number: number): DraftSection[] {
  const heading = `${headingNumber(section.level, number)}${fillPlaces(section.heading, composer.places)}`;
  const isOnlyHead = section.children.length > 0 && (composer.material.get(section.id) ?? []).length === 0;
  const paragraphs = isOnlyHead ? [] : [sectionParagraph(composer, section)];
  const children = section.children.flatMap((child, position) => draftSections(composer, child, position + 1));
  return [{ id: section.id, heading, level: section.level, paragraphs }, ...children];
}

function sectionParagraph(composer: Composer, section: OutlineSection): Paragraph {
  const { compilation, counting, topics, homes, material } = composer;
  const names = compilation.bureau.members.map(member => member.name);
  const entries = material.get(section.id) ?? [];
  const ofCases = caseSentences(section, entries, { kinds: compilation.bureau.cases, opened: compilation.opened, asOf: counting.span.to });
  const context = {
    toldAsCases: new Set(ofCases.flatMap(sentence => sentence.entries)),
    counting,
    names,
    departments: compilation.bureau.departments,
    year: yearOf(counting.span.to),
    homes,
    asOf: compilation.asOf,
    subject: subjectOf(compilation.outline, section),
    untold: (entries: readonly Entry[]): void => void composer.untold.push(...entries),
  };
  const sentences = [...ofCases, ...sectionSentences({ entries, topics: topics.get(section.id) ?? [] }, context)];
  return sentences.length > 0
    ? { id: section.id, origin: 'compiled', sentences }
    : placeholder(section, compilation.bureau, compilation.outline.kind);
}

/** In the first person only 组织领导 is the principal's own; everything else is the bureau's. */
function subjectOf(outline: Outline, section: OutlineSection): string {
  const isPersonal = outline.voice === '本人' && section.sections.every(id => id === 'ORG');
  return outline.voice === '本人' && !isPersonal ? wholeBureau : '';
}

/** Whether a compilation changed anything that a reader would see; if not, the draft keeps its revision. */
function saysTheSame(a: Draft, b: Draft): boolean {
  const said = (draft: Draft): string => JSON.stringify([draft.outline, draft.title, draft.addressee, draft.asOf, draft.sections, draft.notes]);
  return said(a) === said(b);
}
