import type { Passage, SplitText } from './split-law.ts';

const levels: readonly RegExp[] = [/^[一二三四五六七八九十]{1,3}、/, /^（[一二三四五六七八九十]{1,3}）/, /^\d{1,2}[.．、]\s*(?!\d)/, /^（\d{1,2}）/];
/** 一是…；二是…: a point inside a paragraph. It starts a sentence or a clause. */
const pointStart = /(?<=^|[。；：:，,\s])(?=[一二三四五六七八九十]{1,2}是)/;
const LONGEST_HEADING = 42;
const CHUNK = 500;

interface Opened {
  level: number;
  heading: string;
  rest: string;
}

/** Reads `（二）强化宣传教育。一是……` as its heading and the text that runs on; undefined for a line without a number. */
function openHeading(line: string): Opened | undefined {
  const marks = /^#+\s*/.exec(line)?.[0] ?? '';
  const plain = line.slice(marks.length).replace(/^\*\*(.+?)\*\*/, '$1');
  const level = levels.findIndex(pattern => pattern.test(plain));
  if (level < 0) return marks === '' ? undefined : { level: Math.max(0, marks.trim().length - 2), heading: plain, rest: '' };
  const end = plain.search(/[。；]/);
  if (end < 0)
    return plain.length <= LONGEST_HEADING || marks !== ''
      ? { level, heading: plain, rest: '' }
      : { level, heading: firstClause(plain), rest: plain };
  if (end > LONGEST_HEADING) return { level, heading: firstClause(plain), rest: plain };
  const rest = plain.slice(end + 1).trim();
  // A numbered line with one short sentence says something itself; its words must stay citable.
  return rest === '' ? { level, heading: plain.slice(0, end), rest: plain } : { level, heading: plain.slice(0, end), rest };
}

function firstClause(text: string): string {
  const clause = /^[^，。；：,:]*/.exec(text)?.[0] ?? text;
  return clause.length > LONGEST_HEADING ? `${clause.slice(0, LONGEST_HEADING)}…` : clause;
}

/** Splits a paragraph at 一是, 二是 …; one 一是 alone is ordinary prose. */
function points(paragraph: string): string[] {
  const parts = paragraph.split(pointStart).filter(part => part.trim() !== '');
  return parts.length >= 3 || (parts.length === 2 && /^一是/.test(parts[0] ?? '')) ? parts : [paragraph];
}

function pointLabel(part: string): string[] {
  return /^[一二三四五六七八九十]{1,2}是/.test(part) ? [firstClause(part)] : [];
}

/** 切分 — a report or notice by 一、（一）1.（1）, headings that run into their text, and 一是; each passage keeps its path. */
export function splitReport(lines: readonly string[]): SplitText {
  const passages: Passage[] = [];
  const path: (string | undefined)[] = [];
  const add = (text: string, line: number): void => {
    const headings = path.filter(heading => heading !== undefined);
    for (const part of points(text)) {
      const label = pointLabel(part);
      const previous = passages.at(-1);
      const joins =
        label.length === 0 &&
        part.length < 60 &&
        previous !== undefined &&
        samePath(previous.path, headings) &&
        previous.text.length + part.length < CHUNK;
      if (joins && !part.includes('|')) previous.text += `\n${part.trim()}`;
      else passages.push({ article: null, path: [...headings, ...label], text: part.trim(), line });
    }
  };
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const opened = openHeading(line);
    if (!opened) {
      appendTable(passages, line) || add(line, at);
      continue;
    }
    path.length = opened.level;
    path[opened.level] = opened.heading;
    if (opened.rest !== '') add(opened.rest, at);
  }
  return { passages, notes: [] };
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((heading, index) => heading === b[index]);
}

/** Rows of one table stay in one passage. */
function appendTable(passages: Passage[], line: string): boolean {
  const previous = passages.at(-1);
  if (!line.startsWith('|') || previous === undefined || !previous.text.includes('\n|') === !previous.text.startsWith('|')) return false;
  previous.text += `\n${line}`;
  return true;
}
