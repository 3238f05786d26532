import type { Draft, Paragraph } from '../domain/draft.ts';
import type { WordParagraph } from '../domain/word-text.ts';
import { isDraftFurniture, withoutWordMarks } from '../wording/report.ts';
import { paragraphText } from './rewrite-paragraph.ts';
import { addresseeMark, endMark, headingMark, paragraphMark, versionOfMark } from './word/marks.ts';

/** 退回行 — one paragraph of a returned file with the heading that it stands under. */
export interface ReturnedLine {
  section: string;
  /** The draft paragraph that its bookmark names; null when it has none. */
  paragraph: string | null;
  text: string;
  /** What of its paragraph is still in the grey of carried-over words. */
  grey: string;
  isTaken: boolean;
}

/** What of a returned file is body text, by heading. */
export interface ReturnedLines {
  lines: ReturnedLine[];
  /** Headings whose words were changed; headings are the outline's. */
  changedHeadings: string[];
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

/** The part from the title, which a red head may precede, to signature and appendix; without our end mark, up to the 数据出处表. */
function bodyOf(paragraphs: readonly WordParagraph[], version: Draft): readonly WordParagraph[] {
  const start = Math.max(
    0,
    paragraphs.findIndex(({ mark }) => versionOfMark(mark, version.id) !== null),
  );
  const end = paragraphs.findIndex(paragraph => paragraph.mark === endMark || isDraftFurniture.isAppendix(paragraph.text));
  return paragraphs.slice(start, end < 0 ? undefined : end);
}

/** Splits a returned file into body lines under the headings of the version that was handed out. */
export function returnedLines(paragraphs: readonly WordParagraph[], version: Draft): ReturnedLines {
  const byMark = new Map(version.sections.flatMap(({ paragraphs: own }) => own.map(({ id }) => [paragraphMark(id), id] as const)));
  const headings = new Map(version.sections.flatMap(section => (section.heading === '' ? [] : [[headingMark(section.id), section] as const])));
  const read: ReturnedLines = { lines: [], changedHeadings: [] };
  let section = version.sections[0]?.id ?? '';
  for (const { mark, text, grey = '' } of bodyOf(paragraphs, version)) {
    const heading = headings.get(mark ?? '') ?? version.sections.find(one => one.heading !== '' && squeezed(one.heading) === squeezed(text));
    if (heading) {
      section = heading.id;
      if (squeezed(text) !== squeezed(heading.heading)) read.changedHeadings.push(heading.heading);
      continue;
    }
    if (isDraftFurniture.isHead(squeezed(text), version)) continue;
    if (mark === addresseeMark || versionOfMark(mark, version.id) !== null) {
      read.changedHeadings.push(mark === addresseeMark ? version.addressee : version.title);
      continue;
    }
    const parts = text
      .split('\n')
      .map(part => part.trim())
      .filter(part => part !== '');
    for (const [place, part] of parts.entries())
      read.lines.push({ section, paragraph: place === 0 ? (byMark.get(mark ?? '') ?? null) : null, text: part, grey, isTaken: false });
  }
  return read;
}

/** The words of a paragraph or line without what the draft only marks in them. */
export function cleanText(paragraph: Paragraph | string): string {
  return withoutWordMarks(typeof paragraph === 'string' ? paragraph : paragraphText(paragraph)).trim();
}
