import { type ArticleNumber, formatArticle, parseNumeral } from './article-number.ts';
import { cleanHeading } from './clean-text.ts';
import type { FileNote } from './reading/file-text.ts';

/** 片段 — one citable piece as it was cut out of a document, before it has an id. */
export interface Passage {
  article: string | null;
  path: string[];
  text: string;
  /** Position of its first line among those that were split. */
  line: number;
}

/** 疑点 — something in a document that could not be placed with certainty; said to whoever ingests it. */
export type ReadingNote = { kind: 'numbering-gap' | 'run-on-article' | 'heading-without-text' | 'untitled'; detail: string } | FileNote;

export interface SplitText {
  passages: Passage[];
  notes: ReadingNote[];
}

const NUMERAL = '[一二三四五六七八九十百千零〇○两]+';
const articleStart = new RegExp(`^(?:\\*\\*)?第(${NUMERAL})条(?:之(${NUMERAL}))?(?:\\*\\*)?(\\s*)(.*)$`);
const headingLine = new RegExp(`^第${NUMERAL}(编|分编|章|节|部分)(?:\\s|　|$)`);
const annexLine = /^(?:附件|附录|附表|附)\s*(?:[一二三四五六七八九十\d]+)?\s*(?:[：:]|$)/;
const itemStart = new RegExp(`^(${NUMERAL})、`);
const pointStart = /^(\d{1,3})[.．、]\s*(?!\d)/;
/** An article never begins so; a line that refers to an article does. */
const referenceTail = /^(?:规定|第|、|和|或|至|所|的|中|及|与|之|款|项|，|以)/;
/** Wider jumps are references to other laws or numbers of an annex; the widest true gap in the national corpus is far smaller. */
const WIDEST_GAP = 60;
const CHUNK = 500;
const rankOf: Record<string, number> = { 编: 1, 部分: 1, 分编: 2, 章: 3, 节: 4 };

/** A line with its position among all lines. */
interface Line {
  text: string;
  at: number;
}

interface Heading {
  rank: number;
  text: string;
}

class LawSplitter {
  readonly passages: Passage[] = [];
  readonly notes: ReadingNote[] = [];
  #path: Heading[] = [];
  #headingUsed = true;
  #last: ArticleNumber = { article: 0, branch: 0 };
  #open: { article: string | null; lines: Line[] } = { article: null, lines: [] };
  /** Position of the line that is being read. */
  #at = 0;
  readonly #mode: 'articles' | 'items' | 'points' | 'plain';

  constructor(mode: 'articles' | 'items' | 'points' | 'plain') {
    this.#mode = mode;
  }

  read(lines: readonly string[]): void {
    lines.forEach((line, at) => {
      this.#at = at;
      if (line !== '') this.#readLine(line);
    });
    this.#close();
    this.#checkHeading(0);
  }

  #readLine(line: string): void {
    const heading = this.#headingOf(line);
    if (heading) this.#enter(heading);
    else if (this.#mode === 'articles') this.#readArticleLine(line);
    else if (this.#mode !== 'plain' && this.#startsItem(line))
      this.#openAt((this.#mode === 'items' ? itemStart : pointStart).exec(line)?.[0].trim() ?? null, line);
    else this.#push(line);
  }

  #push(text: string): void {
    this.#open.lines.push({ text, at: this.#at });
  }

  #headingOf(line: string): Heading | undefined {
    const plain = line.replace(/^#+\s*/, '');
    const kind = headingLine.exec(plain)?.[1];
    if (kind !== undefined && plain.length <= 60 && !/[。；]$/.test(plain)) return { rank: rankOf[kind] ?? 3, text: cleanHeading(plain) };
    const marks = /^(#+)\s/.exec(line)?.[1]?.length;
    if (marks !== undefined && !articleStart.test(plain))
      return { rank: annexLine.test(plain) || /^附/.test(plain) ? 0 : marks + 1, text: cleanHeading(plain) };
    return annexLine.test(plain) && plain.length <= 40 ? { rank: 0, text: cleanHeading(plain) } : undefined;
  }

  /** A heading with nothing under it, such as an annex that is only a picture, would vanish unsaid. */
  #checkHeading(nextRank: number): void {
    const last = this.#path.at(-1);
    if (last && !this.#headingUsed && nextRank <= last.rank) this.notes.push({ kind: 'heading-without-text', detail: last.text });
    this.#headingUsed = false;
  }

  #enter(heading: Heading): void {
    this.#close();
    this.#checkHeading(heading.rank);
    this.#path = heading.rank === 0 ? [heading] : [...this.#path.filter(above => above.rank < heading.rank), heading];
    // An annex counts its own articles from the beginning again.
    if (heading.rank === 0) this.#last = { article: 0, branch: 0 };
  }

  #readArticleLine(line: string): void {
    const match = articleStart.exec(line.replace(/^#+\s*/, ''));
    const number = match ? { article: parseNumeral(match[1] ?? ''), branch: parseNumeral(match[2] ?? '') } : undefined;
    if (!match || !number || !this.#follows(number, match[3] !== '', match[4] ?? '')) {
      this.#push(line);
      return;
    }
    this.#checkGap(number);
    this.#last = number;
    this.#openAt(formatArticle(number), '');
    this.#addRunOn(match[4] ?? '');
  }

  /** Some sources let articles run on inside one paragraph: `…。 第二条 …`. */
  #addRunOn(text: string): void {
    const next = formatArticle({ article: this.#last.article + 1, branch: 0 });
    const at = text.search(new RegExp(`(?<=[。；])\\s*${next}\\s`));
    if (at < 0) {
      if (text !== '') this.#push(text);
      return;
    }
    this.#push(text.slice(0, at));
    this.notes.push({ kind: 'run-on-article', detail: next });
    this.#last = { article: this.#last.article + 1, branch: 0 };
    this.#openAt(next, '');
    this.#addRunOn(text.slice(at).trimStart().slice(next.length).trimStart());
  }

  #follows(number: ArticleNumber, spaced: boolean, rest: string): boolean {
    const { article, branch } = this.#last;
    const rises =
      number.article > article ? number.branch === 0 || number.article <= article + 1 : number.article === article && number.branch > branch;
    if (!rises || (article > 0 && number.article - article >= WIDEST_GAP)) return false;
    if (article === 0 && !spaced && referenceTail.test(rest)) return false;
    return spaced || (number.article <= article + 1 && !referenceTail.test(rest));
  }

  #checkGap(number: ArticleNumber): void {
    const missing = number.article - this.#last.article - 1;
    // A part of a code starts at its own number, so only gaps after the first article count.
    if (this.#last.article === 0 || missing <= 0) return;
    const first = formatArticle({ article: this.#last.article + 1, branch: 0 });
    this.notes.push({
      kind: 'numbering-gap',
      detail: missing === 1 ? first : `${first}至${formatArticle({ article: number.article - 1, branch: 0 })}`,
    });
  }

  #startsItem(line: string): boolean {
    const match = (this.#mode === 'items' ? itemStart : pointStart).exec(line);
    if (!match) return false;
    const number = parseNumeral(match[1] ?? '');
    const rises = number > this.#last.article && number - this.#last.article <= 12;
    if (rises || number === 1) this.#last = { article: number, branch: 0 };
    return rises || number === 1;
  }

  #openAt(article: string | null, line: string): void {
    this.#close();
    this.#open = { article, lines: line === '' ? [] : [{ text: line, at: this.#at }] };
  }

  #close(): void {
    const { article, lines } = this.#open;
    this.#open = { article: null, lines: [] };
    if (lines.length === 0) return;
    this.#headingUsed = true;
    const path = this.#path.map(heading => heading.text);
    for (const chunk of article === null ? chunks(lines) : [lines])
      this.passages.push({ article, path, text: chunk.map(({ text }) => text).join('\n'), line: chunk[0]?.at ?? 0 });
  }
}

/** Whole paragraphs together up to about 500 characters; a longer paragraph stays whole, table rows stay together. */
function chunks(lines: readonly Line[]): Line[][] {
  const result: Line[][] = [];
  let length = 0;
  for (const line of lines) {
    const current = result.at(-1);
    const tableGoesOn = line.text.startsWith('|') && current?.some(({ text }) => text.includes('|'));
    if (current && (length + line.text.length <= CHUNK || tableGoesOn)) {
      current.push(line);
      length += line.text.length + 1;
    } else {
      result.push([line]);
      length = line.text.length;
    }
  }
  return result;
}

function modeOf(lines: readonly string[], amends: boolean): 'articles' | 'items' | 'points' | 'plain' {
  const items = lines.filter(line => itemStart.test(line)).length;
  if (amends && items > 0) return 'items';
  if (lines.some(line => /^(?:\*\*)?(?:#+\s*)?第(?:一|[一二三四五六七八九十百千]+)条(?:\*\*)?\s/.test(line))) return 'articles';
  if (items > 0) return 'items';
  return lines.some(line => pointStart.test(line)) ? 'points' : 'plain';
}

/** 切分 — a law by 编, 章, 节 and 条; interpretations and decisions that have no 条 by 一、; short replies by paragraphs. `amends`: a 修改决定 or 修正案, whose quoted articles are not its own. */
export function splitLaw(lines: readonly string[], amends: boolean): SplitText {
  const splitter = new LawSplitter(modeOf(lines, amends));
  splitter.read(lines);
  return { passages: splitter.passages, notes: splitter.notes };
}
