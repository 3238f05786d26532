import type { Draft, Paragraph, Sentence } from '../domain/draft.ts';
import type { Figure } from '../domain/outline.ts';
import { offerId } from './merge-sections.ts';

/** Applies a change to every paragraph; the draft's revision grows when one changed. */
function mapParagraphs(draft: Draft, change: (paragraph: Paragraph) => Paragraph[]): Draft {
  let changed = false;
  const sections = draft.sections.map(section => {
    const paragraphs = section.paragraphs.flatMap(paragraph => {
      const now = change(paragraph);
      if (now.length !== 1 || now[0] !== paragraph) changed = true;
      return now;
    });
    return { ...section, paragraphs };
  });
  return changed ? { ...draft, sections, revision: draft.revision + 1 } : draft;
}

function splitSentences(text: string): string[] {
  return (text.match(/[^。！？\n]+[。！？]?/g) ?? []).map(part => part.trim()).filter(part => part !== '');
}

/** Characters that two sentences share, two by two: enough to find which compiled sentence an edited one came from. */
function likeness(a: string, b: string): number {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < a.length; i++) pairs.add(a.slice(i, i + 2));
  let shared = 0;
  for (let i = 0; i + 1 < b.length; i++) if (pairs.has(b.slice(i, i + 2))) shared++;
  return shared / Math.max(Math.min(a.length, b.length) - 1, 1);
}

/** From so much likeness on, one sentence was made from the other; a short one may stand inside a long one. */
const sameOrigin = 0.4;

/**
 * An edited sentence keeps the records of the one it was made from, and the figures that it still prints, from whatever sentence they came:
 * rather a mark too many after a correction than one too few.
 */
function traced(text: string, known: readonly Sentence[]): Sentence {
  const same = known.find(sentence => sentence.text === text);
  if (same) return same;
  const sources = known.filter(sentence => likeness(sentence.text, text) >= sameOrigin);
  const figures: Figure[] = known.flatMap(sentence => sentence.figures.filter(figure => text.includes(figure.text)));
  const entries = [...new Set([...sources.flatMap(source => source.entries), ...figures.flatMap(figure => figure.entries)])];
  const reasons = [...new Set(sources.flatMap(source => source.stale ?? []))];
  return { text, figures, entries, stale: reasons.length > 0 ? reasons.join('；') : null };
}

/** 改稿 — a person's own words for a paragraph; every later compilation keeps them. Unchanged when the paragraph is gone or the draft is final. */
export function editParagraph(draft: Draft, paragraphId: string, text: string): Draft {
  if (draft.state === 'final') return draft;
  return mapParagraphs(draft, paragraph => {
    if (paragraph.id !== paragraphId || paragraph.offeredFor !== undefined) return [paragraph];
    const sentences = splitSentences(text).map(part => traced(part, paragraph.sentences));
    const base = paragraph.base ?? (paragraph.origin === 'placeholder' ? [] : paragraph.sentences);
    return [{ id: paragraph.id, origin: 'edited', sentences, base }];
  });
}

/** Takes the new material into the edited paragraph (`take`) or drops it; either way it is not offered again. */
export function settleOffer(draft: Draft, paragraphId: string, take: boolean): Draft {
  const offered = draft.sections.flatMap(section => section.paragraphs).find(paragraph => paragraph.id === offerId(paragraphId));
  if (!offered || draft.state === 'final') return draft;
  return mapParagraphs(draft, paragraph => {
    if (paragraph.id === offered.id) return [];
    if (paragraph.id !== paragraphId) return [paragraph];
    const sentences = take ? [...paragraph.sentences, ...offered.sentences] : paragraph.sentences;
    return [{ ...paragraph, sentences, base: [...(paragraph.base ?? []), ...offered.sentences] }];
  });
}

/** Takes back every edit of a paragraph: the next compilation writes it anew. */
export function releaseParagraph(draft: Draft, paragraphId: string): Draft {
  return mapParagraphs(draft, paragraph => {
    if (paragraph.offeredFor === paragraphId) return [];
    if (paragraph.id !== paragraphId || paragraph.origin !== 'edited') return [paragraph];
    return [{ id: paragraph.id, origin: 'compiled', sentences: paragraph.base ?? paragraph.sentences }];
  });
}
