import { words } from '../language/segmentation.ts';
import { formatNumeral } from './article-number.ts';
import { decides, type QuestionKind } from './question-kind.ts';
import { sentencesOf } from './sentences.ts';
import { bigramKeys } from './terms.ts';

/** 款 — a paragraph of an article with the items that belong to it. */
export interface Paragraph {
  /** 第一款 counts from 1. */
  number: number;
  lines: string[];
}

/** 选定 — the part of a provision that decides a question; every string is the provision's own. */
export interface ChosenClause {
  /** 第几款; null for the whole article. */
  paragraph: number | null;
  /** The clause that is the answer in one line. */
  conclusion: string;
  /** What is quoted around it. */
  quote: string;
}

const item = /^（[一二三四五六七八九十百]+）|^\d+[.．、]/;
/** What departs from the rule is rarely the first thing to say. */
const exception = /^(?:但是|但|需要延长|情况复杂|确需延长|法律、[^。]{0,12}另有规定)/;
/** A paragraph for a case of its own; it is meant only by questions that say so. */
const special = /^(?:依照|根据|按照)本(?:法|条例|办法|规定)第|^适用[^，]{2,12}程序|^以[^，]{4,20}为期限|^(?:有)?前款/;
/** How much of the wording shows that a question speaks of that case. */
const SAID = 3;
/** The rule stands in the first paragraph, its cases after it. */
const RULE_FIRST = 0.6;
/** 最长几个月 wants the clause that says how far, not every clause with a number. */
const limit = /不(?:得|能)?超过|最(?:长|高|多|低|少)|以[下内上]|不得(?:少|低)于/;
const LIMIT = 4;
/** A clause of the kind that is asked for counts as much as two or three shared words. */
const KIND = 6;
const LONGEST_QUOTE = 220;
const LONGEST_CONCLUSION = 90;

/** The paragraphs (款) of an article; numbered items belong to the paragraph before them. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of text.split('\n')) {
    const last = paragraphs.at(-1);
    if (last && item.test(line)) last.lines.push(line);
    else paragraphs.push({ number: paragraphs.length + 1, lines: [line] });
  }
  return paragraphs;
}

/** How much of a question's wording a text holds, rare and long words counting more. */
export class WordingMatch {
  readonly #words: Map<string, number>;
  readonly #bigrams: Set<number>;
  /** 最长、最多、上限 were asked for. */
  readonly asksLimit: boolean;

  constructor(question: string, expansion: string) {
    this.#words = new Map();
    for (const word of words(question)) if (word.length >= 2) this.#words.set(word, word.length);
    for (const word of expansion.split(' ')) if (word.length >= 2 && !this.#words.has(word)) this.#words.set(word, word.length * 0.6);
    this.#bigrams = new Set(bigramKeys(question));
    this.asksLimit = /最[长高多低少]|上限|下限|封顶|至少|超过多少/.test(question);
  }

  in(text: string): number {
    let score = 0;
    for (const [word, weight] of this.#words) if (text.includes(word)) score += weight;
    let shared = 0;
    for (const key of new Set(bigramKeys(text))) if (this.#bigrams.has(key)) shared++;
    return score + shared * 0.6;
  }
}

function best<T>(list: readonly T[], score: (one: T) => number): T | undefined {
  let chosen: T | undefined;
  let top = Number.NEGATIVE_INFINITY;
  for (const one of list) {
    const value = score(one);
    if (value > top) {
      top = value;
      chosen = one;
    }
  }
  return chosen;
}

/** The paragraph, quote and clause of a provision that decide a question. */
export function chooseClause(text: string, match: WordingMatch, kinds: readonly QuestionKind[]): ChosenClause {
  const paragraphs = paragraphsOf(text);
  const worth = (part: string): number =>
    match.in(part) + KIND * decides(kinds, part) + (match.asksLimit && limit.test(part) ? LIMIT : 0) - (exception.test(part) ? 6 : 0);
  // Longer paragraphs hold more words by their length alone; an enumeration is what 哪些 asks for.
  const weigh = ({ lines, number }: Paragraph): number =>
    worth(lines.join('\n')) / Math.log2(8 + lines.join('').length / 60) +
    (kinds[0] === 'list' && lines.length > 2 ? 3 : 0) +
    (number === 1 ? RULE_FIRST : 0) -
    (special.test(lines[0] ?? '') && match.in(lines[0]?.split('，')[0] ?? '') < SAID ? 1.5 : 0);
  const paragraph = best(paragraphs, weigh) ?? { number: 1, lines: [text] };
  const intro = paragraph.lines[0] ?? text;
  const items = paragraph.lines.slice(1);
  const sentence = best(sentencesOf(intro), worth) ?? intro;
  if (
    items.length > 0 &&
    (kinds.includes('list') ||
      kinds.includes('definition') ||
      /[：:]$/.test(sentence) ||
      items.some(line => !/）其他/.test(line) && worth(line) > worth(intro)))
  ) {
    return chooseItems(text, paragraph, {
      worth,
      decided: part => decides(kinds.slice(0, 1), part) === 1,
      pointed: kinds.some(kind => kind === 'amount' || kind === 'period' || kind === 'count' || kind === 'permission') && kinds[0] !== 'list',
    });
  }
  return { paragraph: paragraph.number, conclusion: clauseOf(sentence, worth), quote: around(text, intro, sentence) };
}

/** An enumeration: its opening words and the item that fits best, or as many as fit on a screen. */
function chooseItems(
  text: string,
  { number, lines }: Paragraph,
  { worth, pointed, decided }: { worth: (part: string) => number; pointed: boolean; decided: (part: string) => boolean },
): ChosenClause {
  const [intro = '', ...items] = lines;
  const whole = lines.join('\n');
  // The catch-all at the end of a list (其他……情形) decides nothing.
  const telling = items.filter(line => !/^（[一二三四五六七八九十]+）(?:其他|法律、|国家规定的其他)/.test(line));
  const chosen = best(telling.length > 0 ? telling : items, worth) ?? '';
  const runnerUp = Math.max(0, ...items.filter(line => line !== chosen).map(worth));
  // One item that stands out is the answer itself, and so is one that alone says how long or how much; otherwise the opening words are.
  const alone = decided(chosen) && !decided(intro) && items.every(line => line === chosen || !decided(line) || worth(line) < worth(chosen) - 0.5);
  const conclusion =
    pointed && items.length > 1 && (alone || worth(chosen) > runnerUp * 1.25 + 1)
      ? clauseOf(chosen.replace(item, ''), worth)
      : lastClauses(intro.replace(/[：:]$/, ''));
  if (whole.length <= LONGEST_QUOTE * 1.6 && text.includes(whole)) return { paragraph: number, conclusion, quote: whole };
  // One run of the text, so that the quote stays a quote: from the opening when the item is near it, else the item alone.
  const from = text.indexOf(chosen);
  const start = text.indexOf(intro);
  const near = from + chosen.length - start <= LONGEST_QUOTE * 1.6;
  return {
    paragraph: number,
    conclusion: near ? conclusion : clauseOf(chosen, worth),
    quote: near ? text.slice(start, from + chosen.length) : chosen,
  };
}

function lastClauses(sentence: string): string {
  return sentence.length <= LONGEST_CONCLUSION
    ? sentence
    : (sentencesOf(sentence).at(-1) ?? sentence).slice(-LONGEST_CONCLUSION).replace(/^[^，]*，/, '');
}

/** The run of clauses of a long sentence that decides most in one line. */
function clauseOf(sentence: string, worth: (part: string) => number): string {
  if (sentence.length <= LONGEST_CONCLUSION) return trimmed(sentence);
  const clauses = sentence.split(/(?<=[，；：])/);
  const runs: string[] = [];
  for (let from = 0; from < clauses.length; from++) {
    for (let to = from + 1; to <= clauses.length; to++) {
      const run = clauses.slice(from, to).join('');
      if (run.length <= LONGEST_CONCLUSION || to === from + 1) runs.push(run);
    }
  }
  return trimmed(best(runs, run => worth(run) - run.length * 0.02) ?? sentence);
}

/** Without the punctuation behind and the conjunction in front, so that it stands alone and is still the provision's own words. */
function trimmed(clause: string): string {
  return clause.replace(/[，；：]$/, '').replace(/^(?:但是，|但|并且|并|且|同时，|其中，)/, '');
}

/** The chosen sentence with those around it in its paragraph, up to a screenful. */
function around(text: string, paragraph: string, sentence: string): string {
  if (paragraph.length <= LONGEST_QUOTE) return paragraph;
  const sentences = sentencesOf(paragraph);
  let from = Math.max(0, sentences.indexOf(sentence));
  let to = from;
  const length = (): number => sentences.slice(from, to + 1).join('').length;
  while (to + 1 < sentences.length && length() + (sentences[to + 1]?.length ?? 0) <= LONGEST_QUOTE) to++;
  while (from > 0 && length() + (sentences[from - 1]?.length ?? 0) <= LONGEST_QUOTE) from--;
  const quote = sentences.slice(from, to + 1).join('');
  return text.includes(quote) ? quote : sentence;
}

/** An article itself, or the paragraph of it that was asked for by number. */
export function wholeArticle(text: string, wanted: number | null): ChosenClause {
  const paragraphs = paragraphsOf(text);
  const whole = wanted === null && text.length <= LONGEST_QUOTE * 1.6;
  const paragraph = paragraphs[(wanted ?? 1) - 1] ?? paragraphs[0] ?? { number: 1, lines: [text] };
  const own = paragraph.lines.join('\n');
  const quote = whole ? text : own.length <= LONGEST_QUOTE * 3 ? own : (paragraph.lines[0] ?? own);
  return { paragraph: whole ? null : paragraph.number, conclusion: trimmed(sentencesOf(paragraph.lines[0] ?? text)[0] ?? text), quote };
}

/** 第一款 where an article has several. */
export function paragraphLabel(text: string, number: number | null): string {
  return number !== null && paragraphsOf(text).length > 1 ? `第${formatNumeral(number)}款` : '';
}
