import type { Draft } from '../domain/draft.ts';

/** Headings under which words of a model still stand; empty when none do. */
export function modelWrittenHeadings(draft: Draft): string[] {
  return draft.sections
    .filter(section => section.paragraphs.some(paragraph => paragraph.sentences.some(sentence => sentence.byModel)))
    .map(section => section.heading);
}
