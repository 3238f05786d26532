import type { Draft } from '../domain/draft.ts';
import { offerId } from './merge-sections.ts';
import { findParagraph, mapParagraphs } from './rewrite-paragraph.ts';

/** Takes the new material into the edited paragraph (`take`) or drops it; either way it is not offered again. */
export function settleOffer(draft: Draft, paragraphId: string, take: boolean): Draft {
  const offered = findParagraph(draft, offerId(paragraphId));
  if (!offered || draft.state === 'final') return draft;
  return mapParagraphs(draft, paragraph => {
    if (paragraph.id === offered.id) return [];
    if (paragraph.id !== paragraphId) return [paragraph];
    const sentences = take ? [...paragraph.sentences, ...offered.sentences] : paragraph.sentences;
    return [{ ...paragraph, sentences, base: [...(paragraph.base ?? []), ...offered.sentences] }];
  });
}

/** Of two editors' words for one paragraph, takes the later ones (`take`) or lets the first stand. */
export function settleAlternative(draft: Draft, alternativeId: string, take: boolean): Draft {
  const alternative = findParagraph(draft, alternativeId);
  if (!alternative?.isAlternative || draft.state === 'final') return draft;
  return mapParagraphs(draft, paragraph => {
    if (paragraph.id === alternative.id) return [];
    if (paragraph.id !== alternative.offeredFor || !take) return [paragraph];
    return [{ ...paragraph, sentences: alternative.sentences, edits: [...(paragraph.edits ?? []), ...(alternative.edits ?? [])] }];
  });
}

/** Takes back every edit of a paragraph: the next compilation writes it anew. */
export function releaseParagraph(draft: Draft, paragraphId: string): Draft {
  if (draft.state === 'final') return draft;
  return mapParagraphs(draft, paragraph => {
    if (paragraph.offeredFor === paragraphId) return [];
    if (paragraph.id !== paragraphId || paragraph.origin !== 'edited') return [paragraph];
    return [{ id: paragraph.id, origin: 'compiled', sentences: paragraph.base ?? paragraph.sentences }];
  });
}
