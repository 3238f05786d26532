import { sentencesOf } from '../knowledge/sentences.ts';

/** 老稿章节 — a heading of an old report with the sentences under it. */
export interface OldSection {
  heading: string;
  /** As printed before it: 一、; empty for the opening. */
  number: string;
  level: number;
  /** The headings above it and its own. */
  path: string[];
  sentences: OldSentence[];
}

/** 老稿句 — one sentence, with the 一是 that it stands under. */
export interface OldSentence {
  text: string;
  /** 一是 with its first words, or null. */
  item: string | null;
  /** Which paragraph under its heading it stands in, from 0. */
  paragraph: number;
}

/** 老稿 — a past report, read into headings and sentences; nothing of it is taken for true this year. */
export interface OldReport {
  title: string;
  addressee: string;
  /** The year that it reports on, as its title or opening says. */
  year: number | null;
  /** The opening is the first, without heading. */
  sections: OldSection[];
}

const numerals = '[一二三四五六七八九十]{1,3}';
/** A heading's number at the head of a line, and the level that it stands for. */
const headingNumbers: readonly { pattern: RegExp; level: number }[] = [
  { pattern: new RegExp(`^${numerals}、`), level: 1 },
  { pattern: new RegExp(`^（${numerals}）`), level: 2 },
  { pattern: /^\d{1,2}[.．、](?!\d)/, level: 3 },
];
const item = new RegExp(`^${numerals}(?:是|要)`);
/** A heading that runs on into its text ends at its first full stop; longer than this it is no heading. */
const longestHeading = 45;

/** What downloads and word processors leave in a text: bookmarks, pay-wall marks, odd spaces, half-width brackets and signs. */
function cleanOldText(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\[bookmark:[^\]]*\]/gi, '')
    .replace(/##\w+##/g, '')
    .replace(/[\u00A0\u2000-\u200B\u3000\t]+/g, ' ')
    .replace(/％/g, '%')
    .replace(/\(([^()\n]{1,40})\)/g, '（$1）')
    .replace(/(?<=[一-龥，。；：]) +(?=[一-龥\d])/g, '')
    .replace(/\r\n?/g, '\n');
}

interface HeadingLine {
  heading: string;
  number: string;
  level: number;
  rest: string;
}

function headingLine(line: string): HeadingLine | null {
  for (const { pattern, level } of headingNumbers) {
    const number = pattern.exec(line)?.[0];
    if (!number) continue;
    const body = line.slice(number.length).trim();
    const stop = body.search(/[。]/);
    const heading = (stop < 0 ? body : body.slice(0, stop)).replace(/[：:]$/, '');
    if (heading === '' || heading.length > longestHeading) return null;
    return { heading, number, level, rest: stop < 0 ? '' : body.slice(stop + 1) };
  }
  return null;
}

function sentencesIn(words: string, paragraph: number): OldSentence[] {
  let current: string | null = null;
  return sentencesOf(words, '。！？').map(said => {
    const text = said.trim();
    const marked = item.test(text) ? /^[^，。：；]{3,24}/.exec(text)?.[0] : undefined;
    if (marked) current = marked;
    return { text, item: current, paragraph };
  });
}

/** A short line that is no sentence; an opening that ends 报告如下： is not one either. */
function isHeadLine(line: string): boolean {
  return line.length <= 40 && !headingLine(line) && !/(?:[。；]|如下[：:]?)$/.test(line);
}

/** Lines before the opening that are no sentences: the title, perhaps broken into several, and the addressee. */
function takeHead(lines: string[]): { title: string; addressee: string } {
  let title = '';
  let addressee = '';
  while (lines[0] !== undefined && isHeadLine(lines[0])) {
    const line = lines.shift() ?? '';
    if (/[：:]$/.test(line)) addressee = line.slice(0, -1);
    else title += line;
  }
  return { title, addressee };
}

const dateLine = /^(?:20\d{2}|二[〇○零]二[一二三四五六七八九〇○零])年.{1,3}月.{1,3}日$/;

/** 署名和成文日期 below the text, which next year has its own. */
function dropSignature(lines: string[]): void {
  if (!dateLine.test(lines.at(-1)?.replace(/\s/g, '') ?? '')) return;
  lines.pop();
  if (isHeadLine(lines.at(-1) ?? '。') && /(?:局|委|委员会|办公室|中心|政府|单位)$/.test(lines.at(-1) ?? '')) lines.pop();
}

function yearIn(title: string, opening: string): number | null {
  const outside = (text: string): string => text.replace(/《[^》]*》/g, '');
  const match = /(20\d{2})年/.exec(outside(title)) ?? /(20\d{2})年/.exec(outside(opening));
  return match ? Number(match[1]) : null;
}

/** Reads a past report: headings by 一、（一）1., also where the text runs on behind them, and 一是 inside paragraphs. */
export function readOldReport(text: string): OldReport {
  const lines = cleanOldText(text)
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  const head = takeHead(lines);
  dropSignature(lines);
  const sections: OldSection[] = [{ heading: '', number: '', level: 0, path: [], sentences: [] }];
  for (const line of lines) {
    const found = headingLine(line);
    if (found) sections.push(openSection(found, sections));
    const own = sections.at(-1)?.sentences ?? [];
    own.push(...sentencesIn(found ? found.rest : line, (own.at(-1)?.paragraph ?? -1) + 1));
  }
  const opening = sections[0]?.sentences.map(sentence => sentence.text).join('') ?? '';
  return { ...head, year: yearIn(head.title, opening), sections: sections.filter(section => section.heading !== '' || section.sentences.length > 0) };
}

/** The nearest heading above with a lower level leads; 1. directly under 一、 stands one step below it. */
function openSection({ heading, number, level }: HeadingLine, before: readonly OldSection[]): OldSection {
  const parent = before.findLast(section => section.level > 0 && section.level < level);
  return { heading, number, level, path: [...(parent?.path ?? []), heading], sentences: [] };
}
