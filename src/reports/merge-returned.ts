import type { Draft, Edit, Paragraph, Sentence } from '../domain/draft.ts';
import { marksOffer, marksStale } from '../wording/report.ts';
import { acceptCarried, isUngreyed } from './accept-carried.ts';
import type { Alignment } from './align-returned.ts';
import { settleAlternative, settleOffer } from './edit-draft.ts';
import { settleStale } from './flag-stale.ts';
import { newSince, offerId } from './merge-sections.ts';
import { cleanText } from './returned-lines.ts';
import { findParagraph, mapParagraphs, paragraphText, rewriteParagraph, tracedSentences } from './rewrite-paragraph.ts';

/** 并稿结果 — the draft with an editor's returned words in it, and what became of them, by heading. */
export interface ReturnedMerge {
  draft: Draft;
  edited: string[];
  removed: string[];
  added: string[];
  /** Offers and marks that the editor settled by taking them out. */
  settled: string[];
  /** Sentences of an old report that came back without their grey, by heading. */
  accepted: string[];
  /** Paragraphs that somebody else had changed too: both are kept. */
  conflicts: { heading: string; by: string }[];
}

interface Merging extends ReturnedMerge {
  version: Draft;
  by: Edit;
}

/** What was compiled when the editor saw it. */
function seenIn(paragraph: Paragraph): Sentence[] {
  if (paragraph.origin === 'placeholder') return [];
  return paragraph.origin === 'edited' ? (paragraph.base ?? []) : paragraph.sentences;
}

function headingOf(draft: Draft, paragraphId: string): string {
  return draft.sections.find(section => section.paragraphs.some(paragraph => paragraph.id === paragraphId))?.heading ?? '';
}

/** The same editor goes on with the same file: the newer words replace the older. */
function goesOn(current: Paragraph, by: Edit): boolean {
  const last = current.edits?.at(-1);
  return last !== undefined && last.via === 'word' && last.id === by.id && last.revision === by.revision;
}

function withParagraphBehind(draft: Draft, place: { section: string; after: string | null }, paragraph: Paragraph): Draft {
  const target = draft.sections.some(section => section.id === place.section) ? place.section : draft.sections.at(-1)?.id;
  const sections = draft.sections.map(section => {
    if (section.id !== target) return section;
    const at = section.paragraphs.findIndex(one => one.id === place.after);
    const split = place.after === null ? 0 : at < 0 ? section.paragraphs.length : at + 1;
    return { ...section, paragraphs: [...section.paragraphs.slice(0, split), paragraph, ...section.paragraphs.slice(split)] };
  });
  return { ...draft, sections, revision: draft.revision + 1 };
}

/** `biz#1`, `biz#2`: paragraphs that a person added behind one of the draft. */
function freeId(draft: Draft, stem: string): string {
  for (let number = 1; ; number++) if (!findParagraph(draft, `${stem}#${number}`)) return `${stem}#${number}`;
}

function keepBoth(merging: Merging, current: Paragraph, text: string): Merging {
  const { draft, by, version } = merging;
  const id = `${current.id}~${by.id}`;
  const known = [...current.sentences, ...(findParagraph(version, current.id)?.sentences ?? [])];
  const alternative: Paragraph = {
    id,
    origin: 'edited',
    offeredFor: current.id,
    isAlternative: true,
    sentences: tracedSentences(text, known),
    base: [],
    edits: [by],
  };
  const before = findParagraph(draft, id);
  const section = draft.sections.find(one => one.paragraphs.some(paragraph => paragraph.id === current.id))?.id ?? '';
  const next = before
    ? mapParagraphs(draft, paragraph => [paragraph.id === id && paragraphText(paragraph) !== paragraphText(alternative) ? alternative : paragraph])
    : withParagraphBehind(draft, { section, after: current.id }, alternative);
  const conflict = { heading: headingOf(draft, current.id), by: current.edits?.at(-1)?.name ?? '' };
  return next === draft ? merging : { ...merging, draft: next, conflicts: [...merging.conflicts, conflict] };
}

function offerNew(draft: Draft, paragraphId: string, sentences: readonly Sentence[]): Draft {
  if (sentences.length === 0 || findParagraph(draft, offerId(paragraphId))) return draft;
  const offer: Paragraph = { id: offerId(paragraphId), origin: 'compiled', offeredFor: paragraphId, sentences: [...sentences] };
  return mapParagraphs(draft, paragraph => (paragraph.id === paragraphId ? [paragraph, offer] : [paragraph]));
}

function mergeWords(merging: Merging, handed: Paragraph, text: string): Merging {
  const { draft, by } = merging;
  const current = findParagraph(draft, handed.id);
  if (!current) return text === '' ? merging : addParagraph(merging, { section: headSection(merging, handed.id), after: handed.id, text });
  const standing = cleanText(current);
  if (current.origin === 'edited' && standing === text) return merging;
  if (current.origin === 'edited' && standing !== cleanText(handed) && !goesOn(current, by)) return keepBoth(merging, current, text);
  const seen = seenIn(handed);
  const rewritten = rewriteParagraph(draft, { paragraph: handed.id, text, by, seen, known: handed.sentences });
  const fresh = current.origin === 'compiled' ? newSince(seen, current.sentences) : [];
  const kind = text === '' ? 'removed' : 'edited';
  return { ...merging, draft: offerNew(rewritten, handed.id, fresh), [kind]: [...merging[kind], headingOf(draft, handed.id)] };
}

function headSection({ version }: Merging, paragraphId: string): string {
  return version.sections.find(section => section.paragraphs.some(paragraph => paragraph.id === paragraphId))?.id ?? '';
}

function addParagraph(merging: Merging, place: { section: string; after: string | null; text: string }): Merging {
  const { draft, by } = merging;
  const section = draft.sections.find(one => one.id === place.section);
  const own = section?.paragraphs ?? [];
  if (own.some(paragraph => cleanText(paragraph) === place.text)) return merging;
  const sentences = tracedSentences(
    place.text,
    own.flatMap(paragraph => paragraph.sentences),
  );
  const paragraph: Paragraph = { id: freeId(draft, place.after ?? place.section), origin: 'edited', sentences, base: [], edits: [by] };
  return {
    ...merging,
    draft: withParagraphBehind(draft, place, paragraph),
    added: [...merging.added, section?.heading ?? ''],
  };
}

/** New material: its mark taken off means taken, its words taken out means dropped, both left as they are means not decided. */
function mergeOffer(merging: Merging, handed: Paragraph, raw: string | null): Merging {
  const { draft } = merging;
  const standing = findParagraph(draft, handed.id);
  const target = handed.offeredFor ?? '';
  if (!standing || cleanText(standing) !== cleanText(handed) || (raw !== null && marksOffer(raw))) return merging;
  const settled = [...merging.settled, headingOf(draft, handed.id)];
  if (handed.isAlternative) return { ...merging, settled, draft: settleAlternative(draft, handed.id, raw !== null) };
  const dropped = { ...merging, settled, draft: settleOffer(draft, target, false) };
  return raw === null ? dropped : addParagraph(dropped, { section: headSection(merging, handed.id), after: target, text: cleanText(raw) });
}

function mergeParagraph(merging: Merging, handed: Paragraph, raw: string | null): Merging {
  if (handed.offeredFor !== undefined) return mergeOffer(merging, handed, raw);
  const text = raw === null ? '' : cleanText(raw);
  if (text !== cleanText(handed)) return mergeWords(merging, handed, text);
  const wasMarked = handed.sentences.some(sentence => sentence.stale !== null);
  const standing = findParagraph(merging.draft, handed.id);
  const isSettled = raw !== null && wasMarked && !marksStale(raw) && standing !== undefined && cleanText(standing) === text;
  if (!isSettled) return merging;
  return { ...merging, draft: settleStale(merging.draft, handed.id), settled: [...merging.settled, headingOf(merging.draft, handed.id)] };
}

/** Whose grey an editor took off is accepted; what was written anew is the editor's already. */
function acceptUngreyed(merging: Merging, handed: Paragraph, seen: { raw: string; grey: string }): Merging {
  const { by } = merging;
  const ungreyed = new Set(handed.sentences.filter(sentence => isUngreyed(sentence, seen)).map(({ text }) => text));
  const isAccepted = ({ text }: Sentence): boolean => ungreyed.has(text);
  const accepted = (findParagraph(merging.draft, handed.id)?.sentences ?? []).filter(sentence => sentence.carried && isAccepted(sentence)).length;
  if (accepted === 0) return merging;
  const heading = headingOf(merging.draft, handed.id);
  const draft = acceptCarried(merging.draft, { paragraph: handed.id, isAccepted, by });
  return { ...merging, draft, accepted: [...merging.accepted, ...Array.from({ length: accepted }, () => heading)] };
}

/** 并稿 — three-way by paragraph: what an editor changed against the version that was handed out goes into the draft as it stands now; what somebody else changed meanwhile stays, with both texts kept. */
export function mergeReturned(draft: Draft, returned: { version: Draft; alignment: Alignment; by: Edit }): ReturnedMerge {
  const { version, alignment, by } = returned;
  let merging: Merging = { draft, edited: [], removed: [], added: [], settled: [], accepted: [], conflicts: [], version, by };
  for (const handed of version.sections.flatMap(section => section.paragraphs)) {
    const raw = alignment.texts.get(handed.id);
    if (raw !== undefined) merging = mergeParagraph(merging, handed, raw);
    if (raw) merging = acceptUngreyed(merging, handed, { raw, grey: alignment.greys.get(handed.id) ?? '' });
  }
  // Backwards, so that paragraphs added behind the same one keep their order.
  for (const added of [...alignment.inserted].reverse()) merging = addParagraph(merging, added);
  const { edited, removed, added, settled, accepted, conflicts } = merging;
  const merged = merging.draft === draft ? draft : { ...merging.draft, revision: draft.revision + 1 };
  return { draft: merged, edited, removed, added: added.reverse(), settled, accepted, conflicts };
}
