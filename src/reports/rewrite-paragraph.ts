import type { Draft, Edit, Paragraph, Sentence } from '../domain/draft.ts';
import type { Figure } from '../domain/outline.ts';
import { sentencesOf } from '../knowledge/sentences.ts';
import { likeness } from './likeness.ts';

/** Applies a change to every paragraph; the draft's revision grows when one changed. */
export function mapParagraphs(draft: Draft, change: (paragraph: Paragraph) => Paragraph[]): Draft {
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

export function paragraphText(paragraph: Pick<Paragraph, 'sentences'>): string {
  return paragraph.sentences.map(sentence => sentence.text).join('');
}

export function findParagraph(draft: Draft, id: string): Paragraph | undefined {
  return draft.sections.flatMap(section => section.paragraphs).find(paragraph => paragraph.id === id);
}

/** From so much likeness on, one sentence was made from the other; a short one may stand inside a long one. */
const sameOrigin = 0.4;

/** Whether the text prints this figure and no longer number that ends alike: 2家 does not stand in 12家. */
function prints(text: string, figure: Figure): boolean {
  for (let at = text.indexOf(figure.text); at >= 0; at = text.indexOf(figure.text, at + 1)) {
    if (!/[\d.]/.test(text[at - 1] ?? '') || !/^\d/.test(figure.text)) return true;
  }
  return false;
}

/**
 * An edited sentence keeps the records of the one it was made from, and the figures that it still prints, from whatever sentence they came:
 * rather a mark too many after a correction than one too few.
 */
function traced(text: string, known: readonly Sentence[]): Sentence {
  const same = known.find(sentence => sentence.text === text);
  if (same) return same;
  const sources = known.filter(sentence => likeness(sentence.text, text) >= sameOrigin);
  const printed = known.flatMap(sentence => sentence.figures.filter(figure => prints(text, figure)));
  const figures = [...new Map(printed.map(figure => [`${figure.metric} ${figure.text}`, figure])).values()];
  const entries = [...new Set([...sources.flatMap(source => source.entries), ...figures.flatMap(figure => figure.entries)])];
  const reasons = [...new Set(sources.flatMap(source => source.stale ?? []))];
  return { text, figures, entries, stale: reasons.length > 0 ? reasons.join('；') : null };
}

/** A person's words as sentences that lead back to the records of the sentences they were made from. */
export function tracedSentences(text: string, known: readonly Sentence[]): Sentence[] {
  return sentencesOf(text, '。！？').map(part => traced(part.trim(), known));
}

/** 改稿 — what a person made of a paragraph. */
export interface Rewriting {
  paragraph: string;
  text: string;
  /** Who, when and how; absent only where nobody asks. */
  by?: Edit;
  /** The compiled sentences that the editor saw, when they are not those that stand there now. */
  seen?: readonly Sentence[];
  /** Further sentences that the words may have been made from. */
  known?: readonly Sentence[];
}

/** Puts a person's words in place of a paragraph; every later compilation keeps them. Unchanged when the paragraph is gone or the draft is final. */
export function rewriteParagraph(draft: Draft, { paragraph: id, text, by, seen, known = [] }: Rewriting): Draft {
  if (draft.state === 'final') return draft;
  return mapParagraphs(draft, paragraph => {
    if (paragraph.id !== id || paragraph.offeredFor !== undefined) return [paragraph];
    const base = [...(seen ?? paragraph.base ?? (paragraph.origin === 'placeholder' ? [] : paragraph.sentences))];
    const edits = by ? [...(paragraph.edits ?? []), by] : paragraph.edits;
    const sentences = tracedSentences(text, [...paragraph.sentences, ...(paragraph.base ?? []), ...known]);
    return [{ id: paragraph.id, origin: 'edited', sentences, base, ...(edits ? { edits } : {}) }];
  });
}
