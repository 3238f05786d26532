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
  return shared / Math.max(a.length, b.length, 1);
}

/** An edited sentence keeps the records of the one it was made from, and those of its figures that it still prints. */
function traced(text: string, known: readonly Sentence[]): Sentence {
  const same = known.find(sentence => sentence.text === text);
  if (same) return same;
  const [source] = [...known].sort((a, b) => likeness(b.text, text) - likeness(a.text, text));
  if (!source || likeness(source.text, text) < 0.3) return { text, figures: [], entries: [], stale: null };
  const figures: Figure[] = source.figures.filter(figure => text.includes(figure.text));
  return { text, figures, entries: source.entries, stale: source.stale };
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
