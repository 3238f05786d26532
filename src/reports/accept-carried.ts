import type { Draft, Hand, Paragraph, Sentence } from '../domain/draft.ts';
import { blankMark, sentenceMarks } from '../wording/report.ts';
import { findParagraph, mapParagraphs } from './rewrite-paragraph.ts';

/** Which sentences of a paragraph somebody accepts. */
export interface Accepting {
  paragraph: string;
  isAccepted: (sentence: Sentence) => boolean;
  by: Hand;
}

/** 采纳沿用句 — last year's words become this year's, by name; the next weeks bring their figures up to date as before. */
export function acceptCarried(draft: Draft, { paragraph: id, isAccepted, by }: Accepting): Draft {
  const { carriedFrom } = draft;
  const taken = findParagraph(draft, id)?.sentences.filter(sentence => sentence.carried && isAccepted(sentence)) ?? [];
  if (!carriedFrom || taken.length === 0 || draft.state === 'final') return draft;
  const own = (sentence: Sentence): Sentence => {
    const { carried: _carried, ...rest } = sentence;
    return taken.includes(sentence) ? rest : sentence;
  };
  const accepted = taken.flatMap(({ carried }) => (carried ? [{ id: by.id, name: by.name, at: by.at, sentence: carried.from }] : []));
  const settled = mapParagraphs(draft, one => [one.id === id ? { ...one, sentences: one.sentences.map(own) } : one]);
  return { ...settled, carriedFrom: { ...carriedFrom, accepted: [...carriedFrom.accepted, ...accepted] } };
}

/** Words so short stand anywhere. */
const leastWords = 4;

/** Whether a sentence came back as it was sent, but no longer grey, and without the mark of what had to be looked at. */
export function isUngreyed(sentence: Sentence, { raw, grey }: { raw: string; grey: string }): boolean {
  if (!sentence.carried || !raw.includes(sentence.text)) return false;
  const isStillFlagged = sentence.carried.flags.length > 0 && raw.includes(`${sentence.text}${sentenceMarks(sentence)}`);
  const words = sentence.text.split(new RegExp(blankMark.source.replace('(', '(?:'))).filter(piece => piece.trim().length >= leastWords);
  return !isStillFlagged && !words.some(piece => grey.includes(piece.trim()));
}

/** How many sentences of a paragraph are still last year's. */
export function carriedIn({ sentences }: Pick<Paragraph, 'sentences'>): Sentence[] {
  return sentences.filter(sentence => sentence.carried !== undefined);
}
