/** Word 段落 — one paragraph of a Word file as its author left it, tracked changes accepted. */
export interface WordParagraph {
  text: string;
  /** Name of the bookmark that the paragraph begins with; null when it has none. */
  mark: string | null;
  /** Heading level by its style; 0 for body text. */
  level: number;
  /** What of it is printed in the grey of carried-over words; what stands apart is on lines of its own. */
  grey?: string;
}

/** 沿用灰 — the colour of words of last year's report that nobody has accepted yet. */
export const carriedGrey = '808080';

/** The paragraphs as plain text, a line each. */
export function plainText(paragraphs: readonly WordParagraph[]): string {
  return paragraphs.map(paragraph => paragraph.text).join('\n');
}
