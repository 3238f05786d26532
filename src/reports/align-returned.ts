import type { Draft, Paragraph } from '../domain/draft.ts';
import type { WordParagraph } from '../domain/word-text.ts';
import { likeness } from './likeness.ts';
import { cleanText, type ReturnedLine, returnedLines } from './returned-lines.ts';

/** 对照 — what became of each paragraph of the version that was handed out, and what was written besides. */
export interface Alignment {
  /** Paragraph id → its words in the returned file, marks included; null when it was taken out. */
  texts: ReadonlyMap<string, string | null>;
  /** Paragraph id → what of it is still in the grey of carried-over words. */
  greys: ReadonlyMap<string, string>;
  inserted: { section: string; after: string | null; text: string }[];
  /** Paragraphs that cannot be told in a file without our bookmarks: they stay as they are. */
  unfound: string[];
  changedHeadings: string[];
  /** Share of the paragraphs that came back word for word or by their bookmark. */
  certainty: number;
}

interface Place {
  section: string;
  paragraph: Paragraph;
}

/** Enough in common to be the same paragraph reworked. */
const reworked = 0.5;

type Choice = (place: Place, lines: readonly ReturnedLine[]) => ReturnedLine | undefined;

const sameWords: Choice = ({ paragraph }, lines) => {
  const same = lines.filter(line => !line.isTaken && cleanText(line.text) === cleanText(paragraph));
  return same.find(line => line.paragraph === paragraph.id) ?? same.find(line => line.paragraph === null);
};

const sameMark: Choice = ({ paragraph }, lines) => lines.find(line => !line.isTaken && line.paragraph === paragraph.id);

const mostAlike: Choice = ({ paragraph }, lines) => {
  const own = cleanText(paragraph);
  const scored = lines
    .filter(line => !line.isTaken && line.paragraph === null)
    .map(line => ({ line, score: likeness(own, cleanText(line.text)) }))
    .sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score >= reworked ? scored[0].line : undefined;
};

/** Under one heading, what is missing was most likely written anew in the place of it. */
const sameHeading: Choice = ({ section }, lines) => lines.find(line => !line.isTaken && line.paragraph === null && line.section === section);

/** Finds every paragraph of a handed-out version in the file that came back: word for word, by bookmark, by likeness, by place. */
export function alignReturned(paragraphs: readonly WordParagraph[], version: Draft): Alignment {
  const { lines, changedHeadings } = returnedLines(paragraphs, version);
  const places = version.sections.flatMap(section =>
    section.paragraphs.filter(one => one.sentences.length > 0).map(paragraph => ({ section: section.id, paragraph })),
  );
  const found = new Map<string, ReturnedLine>();
  const take = (choose: Choice): void => {
    for (const place of places) {
      const line = found.has(place.paragraph.id) ? undefined : choose(place, lines);
      if (!line) continue;
      line.isTaken = true;
      found.set(place.paragraph.id, line);
    }
  };
  const hasMarks = lines.some(line => line.paragraph !== null);
  take(sameWords);
  take(sameMark);
  const certainty = places.length === 0 ? 0 : found.size / places.length;
  take(mostAlike);
  if (hasMarks) take(sameHeading);
  const missing = places.filter(({ paragraph }) => !found.has(paragraph.id)).map(({ paragraph }) => paragraph.id);
  return {
    texts: new Map([...[...found].map(([id, line]) => [id, line.text] as const), ...(hasMarks ? missing.map(id => [id, null] as const) : [])]),
    greys: new Map([...found].map(([id, line]) => [id, line.grey] as const)),
    inserted: insertedBetween(lines, found),
    unfound: hasMarks ? [] : missing,
    changedHeadings,
    certainty,
  };
}

function insertedBetween(lines: readonly ReturnedLine[], found: ReadonlyMap<string, ReturnedLine>): Alignment['inserted'] {
  const idOf = new Map([...found].map(([id, line]) => [line, id]));
  const inserted: Alignment['inserted'] = [];
  let last: { section: string; id: string | null } = { section: '', id: null };
  for (const line of lines) {
    if (line.section !== last.section) last = { section: line.section, id: null };
    const id = idOf.get(line);
    if (id === undefined) inserted.push({ section: line.section, after: last.id, text: cleanText(line.text) });
    else last = { section: line.section, id };
  }
  return inserted.filter(one => one.text !== '');
}
