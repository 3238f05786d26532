import { words } from '../language/segmentation.ts';
import { normaliseTitle } from './document-title.ts';

/** 点名 — a document that a question names, in full or by a nickname. */
export interface NamedDocument {
  /** The words of the question. */
  words: string;
  /** Titles that it may mean, the likeliest first; empty when the corpus and the known facts have none. */
  titles: string[];
  /** `exact`: the full title. `nickname`: one title fits. `ambiguous`: several fit about as well. `none`: nothing does. */
  match: 'exact' | 'nickname' | 'ambiguous' | 'none';
  quoted: boolean;
  start: number;
  end: number;
}

/** A title that a name can be recognised as, with how weighty it is. */
export interface KnownTitle {
  title: string;
  weight: number;
}

const suffix = /(?:法典|法|条例|办法|规定|解释|细则|规则|准则|通则|规划|纲要|意见|目录)$/;
const spokenSuffix = /(?:法典|法|条例|办法|规定|解释|细则)$/;
/** Words that end like a law's name and are none. */
const ordinary = new Set([
  '违法',
  '合法',
  '执法',
  '依法',
  '非法',
  '司法',
  '立法',
  '普法',
  '守法',
  '无法',
  '想法',
  '做法',
  '说法',
  '看法',
  '犯法',
  '枉法',
  '用法',
  '方法',
  '办法',
  '规定',
  '解释',
  '条例',
  '细则',
  '法',
  '学法',
  '新规定',
  '用语解释',
  '没法',
  '设法',
  '手法',
  '书法',
  '知法',
  '变法',
  '法典',
  '宪法解释',
  '有关规定',
  '相关规定',
]);
/** After a name these show that it goes on as another word: 海关法规, 刑法学. */
const goesOn = /^[规律院官庭定制治学人]/;

function bodyOf(title: string): string {
  return title
    .replace(/（[^）]*）$/, '')
    .replace(/^最高人民(?:法院|检察院)(?:、最高人民检察院)?(?:关于)?/, '')
    .replace(/^国务院(?:关于)?/, '');
}

/** In how many pieces `name` lies in `title`, in order; 0 when it does not. The end of the name must be the end of the title. */
function piecesIn(name: string, title: string): number {
  if (!title.endsWith(suffix.exec(name)?.[0] ?? name.slice(-1)) || (title.endsWith('办法') && !name.endsWith('办法'))) return 0;
  let at = title.length;
  let pieces = 0;
  let left = name.length;
  while (left > 0) {
    // The longest tail of what is left that occurs before `at`: names keep whole words together.
    let length = left;
    let found = -1;
    for (; length > 0; length--) {
      found = title.slice(0, at).lastIndexOf(name.slice(left - length, left));
      if (found >= 0) break;
    }
    if (found < 0) return 0;
    at = found;
    left -= length;
    pieces++;
  }
  return pieces;
}

function fitting(name: string, known: readonly KnownTitle[]): { titles: string[]; sure: boolean } {
  const scored = known
    .map(({ title, weight }) => ({ title, pieces: piecesIn(name, bodyOf(title)), weight }))
    // 固废法 takes one character from each word; then at least the first must be the title's first.
    .filter(({ title, pieces }) => pieces > 0 && (pieces <= Math.max(2, Math.ceil(name.length / 1.5)) || bodyOf(title).startsWith(name.slice(0, 1))))
    .map(({ title, pieces, weight }) => ({ title, cost: pieces * 3 + bodyOf(title).length * 0.35 - Math.log1p(weight) }))
    .sort((a, b) => a.cost - b.cost);
  const [best, second] = scored;
  return {
    titles: scored.slice(0, 4).map(({ title }) => title),
    sure: best !== undefined && (second === undefined || second.cost - best.cost > 1.5),
  };
}

function quotedNames(question: string, known: readonly KnownTitle[], titles: ReadonlySet<string>): NamedDocument[] {
  return [...question.matchAll(/《((?:[^《》]|《[^《》]*》)+)》/g)].map(match => {
    const name = normaliseTitle(match[1] ?? '');
    const place = { words: name, quoted: true, start: match.index, end: match.index + match[0].length };
    if (titles.has(name)) return { ...place, titles: [name], match: 'exact' };
    const fits = fitting(name, known);
    return { ...place, titles: fits.titles, match: fits.titles.length === 0 ? 'none' : fits.sure ? 'nickname' : 'ambiguous' };
  });
}

const inLength = new WeakMap<readonly KnownTitle[], string[]>();

/** Sorted once for each list of titles: every question is read with the same one. */
function longestFirst(known: readonly KnownTitle[]): string[] {
  const titles = inLength.get(known) ?? known.map(({ title }) => title).sort((a, b) => b.length - a.length);
  inLength.set(known, titles);
  return titles;
}

function plainTitles(question: string, known: readonly KnownTitle[]): NamedDocument[] {
  const found: NamedDocument[] = [];
  for (const title of longestFirst(known)) {
    // 实施纲要（2021—2025年） is said without its brackets.
    const bare = title.replace(/（[^）]*）$/, '');
    const said = question.includes(title) || bare.length < 8 ? title : bare;
    const start = said.length < 2 ? -1 : question.indexOf(said);
    const end = start + said.length;
    if (start < 0 || (title.endsWith('法') && goesOn.test(question.slice(end))) || found.some(other => start < other.end && end > other.start))
      continue;
    if (ordinary.has(title)) continue;
    found.push({ words: said, titles: [title], match: 'exact', quoted: false, start, end });
  }
  return found;
}

function nicknames(question: string, known: readonly KnownTitle[], taken: readonly NamedDocument[]): NamedDocument[] {
  const starts: number[] = [];
  let at = 0;
  const found: NamedDocument[] = [];
  for (const word of words(question)) {
    if (/[一-龥]/.test(word)) starts.push(at);
    else starts.length = 0;
    at += word.length;
    const end = at;
    if (
      !spokenSuffix.test(word) ||
      (word.length > 1 && ordinary.has(word) && !/^(?:条例|办法|规定|解释|细则)$/.test(word)) ||
      (word.endsWith('法') && goesOn.test(question.slice(end)))
    )
      continue;
    for (const start of starts.filter(begin => end - begin <= 24)) {
      const name = question.slice(start, end);
      if (name.length < 3 || ordinary.has(name) || taken.some(other => start < other.end && end > other.start)) continue;
      const fits = fitting(name, known);
      if (fits.titles.length === 0) continue;
      found.push({ words: name, titles: fits.titles, match: fits.sure ? 'nickname' : 'ambiguous', quoted: false, start, end });
      break;
    }
  }
  return found;
}

/** 法名识别 — the documents that a question names: 《…》, full titles, and nicknames whose characters follow the title's (款项条例, 保密法). */
export function recogniseNames(question: string, known: readonly KnownTitle[]): NamedDocument[] {
  const titles = new Set(known.map(({ title }) => title));
  const quoted = quotedNames(question, known, titles);
  // What was recognised is blanked out, so that its inside is not recognised once more.
  const blank = (text: string, names: readonly NamedDocument[]): string =>
    names.reduce((rest, { start, end }) => rest.slice(0, start) + '　'.repeat(end - start) + rest.slice(end), text);
  const plain = question.replace(/中华人民共和国/g, '　　　　　　　');
  const afterQuoted = blank(plain, quoted);
  const full = plainTitles(afterQuoted, known);
  const short = nicknames(blank(afterQuoted, full), known, [...quoted, ...full]);
  return [...quoted, ...full, ...short].sort((a, b) => a.start - b.start);
}
