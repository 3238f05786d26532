import type { MetricKind } from '../../../domain/quantity.ts';
import { unitClassOf } from '../../../language/units.ts';
import { actsOf } from '../alike-acts.ts';
import { isWork } from '../work-words.ts';
import type { RankedNames } from './choose-name.ts';
import { type FigureScene, light, type NameWord } from './figure-scene.ts';
import type { KnownName } from './known-names.ts';
import { fullVerbsOf } from './name-candidates.ts';

/** Where a word may have been said, the nearest first. */
const sources = ['core', 'right', 'left', 'previous', 'topic', 'before'] as const;

/** 所说 — the words around a figure, made ready to be held against many names. */
export interface SaidWords {
  texts: readonly string[];
  /** What is said there, short verbs of speech written out; and the rows of its verbs (`alike-acts.ts`). */
  fullVerbs: readonly ReadonlySet<string>[];
  acts: readonly ReadonlySet<number>[];
  core: readonly NameWord[];
  right: readonly NameWord[];
  best: string;
  scores: ReadonlyMap<string, number>;
  skeletons: ReadonlyMap<string, number>;
  top: number;
  second: number;
  /** Both sides of the figure. */
  near: string;
  scene: FigureScene;
}

export const joined = (words: readonly NameWord[]): string => words.map(({ text }) => text).join('');

/** The words of a name whatever their order and whatever is mere form. */
function skeleton(name: string, words: readonly NameWord[]): string {
  const kept: string[] = [];
  for (const { bare } of words) if (bare !== '') kept.push(bare);
  if (kept.length <= 1) return kept[0] ?? name;
  return kept.sort().join('|');
}

export function saidWords(scene: FigureScene, { best, ranked, words }: RankedNames): SaidWords {
  const lists = sources.map(source => words[source]);
  const skeletons = new Map<string, number>();
  let top = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  const scores = new Map<string, number>();
  for (const { name, words: own, score } of ranked) {
    scores.set(name, score);
    const bare = skeleton(name, own);
    skeletons.set(bare, Math.max(score, skeletons.get(bare) ?? Number.NEGATIVE_INFINITY));
    if (score > top) [top, second] = [score, top];
    else if (score > second) second = score;
  }
  const fullVerbs = lists.map(list => new Set(list.flatMap(word => [word.text, ...fullVerbsOf(word).map(({ text }) => text)])));
  return {
    texts: lists.map(joined),
    fullVerbs,
    acts: fullVerbs.map(verbs => new Set([...verbs].flatMap(actsOf))),
    core: words.core,
    right: words.right,
    best,
    scores,
    skeletons,
    top,
    second,
    near: joined(words.left) + joined(words.right),
    scene,
  };
}

/** How many letters of a word stand together in a text; two at least. */
export function sharedRun(word: string, text: string): number {
  for (let length = word.length; length >= 2; length--)
    for (let from = 0; from + length <= word.length; from++) if (text.includes(word.slice(from, from + length))) return length;
  return 0;
}

const FAR = -200;

/** 简称 — whether all letters of the word stand in the name in their order: 农企 for 农业企业, 知产 for 知识产权. */
export function isShortFor(word: string, name: string): boolean {
  if (word.length < 2) return false;
  let at = 0;
  for (const letter of word) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** How many features a name and a figure have. */
export const KNOWN_FEATURES = 51;
/** Shares of what was said, all of it, right beside the figure and before it: in these a name is compared with the others, in the last features of its row. */
export const COMPARED: readonly number[] = [2, 43, 45];
/** Where a row says how many words stand before the figure, and by how much the best of its own names leads. */
const CORE_WORDS = 34;
const LEAD = 36;

/** Whether the word of the scene is said by the name. */
export function isTold(word: NameWord, { name, acts }: KnownName): boolean {
  if (actsOf(word.text).some(act => acts.has(act))) return true;
  return (
    name.includes(word.text) ||
    fullVerbsOf(word).some(({ text }) => name.includes(text)) ||
    sharedRun(word.text, name) >= 2 ||
    isShortFor(word.text, name)
  );
}

const kinds: readonly MetricKind[] = ['increment', 'cumulative', 'level', 'rate'];

/** 名中所说 — how much of a name was said, and where; in letters. */
interface Coverage {
  length: number;
  /** By source. */
  covered: number[];
  missing: { verb: number; light: number; other: number };
  /** Of words of which only a part was said. */
  partly: number;
  /** The source of each word, -1 for none. */
  places: number[];
  hasVerb: boolean;
  verbAt: number;
}

function coverageOf(words: readonly NameWord[], { texts, fullVerbs, acts }: SaidWords): Coverage {
  const of: Coverage = {
    length: 0,
    covered: sources.map(() => 0),
    missing: { verb: 0, light: 0, other: 0 },
    partly: 0,
    places: [],
    hasVerb: false,
    verbAt: -1,
  };
  for (const { text } of words) {
    const isAct = isWork(text);
    let at = texts.findIndex(source => source.includes(text));
    if (at < 0) at = fullVerbs.findIndex(verbs => verbs.has(text));
    if (at < 0) at = acts.findIndex(said => actsOf(text).some(act => said.has(act)));
    of.length += text.length;
    of.places.push(at);
    of.hasVerb ||= isAct;
    if (isAct && at >= 0 && of.verbAt < 0) of.verbAt = at;
    const part = at >= 0 ? { at, run: text.length } : longestPart(text, texts);
    if (part.run > 0) of.covered[part.at] = (of.covered[part.at] ?? 0) + part.run;
    if (at >= 0) continue;
    of.partly += part.run;
    of.missing[light.test(text) ? 'light' : isAct ? 'verb' : 'other'] += text.length - part.run;
  }
  return of;
}

function longestPart(word: string, texts: readonly string[]): { at: number; run: number } {
  let longest = { at: -1, run: 0 };
  for (const [at, text] of texts.entries()) {
    const run = sharedRun(word, text);
    if (run > longest.run) longest = { at, run };
  }
  return longest;
}

/** 言外 — how much of what stands before the figure a name says and leaves out, in letters; whether it says the first word and the last (1, -1, 0 for none). */
function beyondName(known: KnownName, { core, right }: SaidWords): number[] {
  let [told, untold, untoldVerbs, rightTold, rightUntold] = [0, 0, 0, 0, 0];
  const isIn = core.map(word => isTold(word, known));
  for (const [at, word] of core.entries())
    if (isIn[at]) told += word.text.length;
    else if (!light.test(word.text)) {
      untold += word.text.length;
      if (isWork(word.text) || fullVerbsOf(word).length > 0) untoldVerbs++;
    }
  for (const word of right)
    if (isTold(word, known)) rightTold += word.text.length;
    else rightUntold += word.text.length;
  const sign = (said: boolean | undefined): number => (said === undefined ? 0 : said ? 1 : -1);
  return [told, untold, untoldVerbs, sign(isIn.at(-1)), sign(isIn[0]), rightTold, rightUntold];
}

/** What speaks for and against a figure being counted under this name, the `place`-th by the letters that they share. */
export function knownRow(known: KnownName, said: SaidWords, place: number, ofUnit: number): number[] {
  const { name, words, units, kind } = known;
  const { length, covered, missing, partly, places, hasVerb, verbAt } = coverageOf(words, said);
  const { best, scores, skeletons, top, second, texts, near, scene } = said;
  const score = scores.get(name);
  const bare = skeletons.get(skeleton(name, words));
  const { unit } = scene.quantity;
  const total = covered.reduce((sum, letters) => sum + letters, 0);
  return [
    0,
    place,
    total / Math.max(1, length),
    ...covered.map(letters => letters / Math.max(1, length)),
    missing.verb,
    missing.light,
    missing.other,
    partly,
    hasVerb ? 1 : 0,
    verbAt,
    ...beyondName(known, said),
    score === undefined ? FAR : score - top,
    bare === undefined ? FAR : bare - top,
    best === name ? 1 : 0,
    sharedRun(best, name) / Math.max(best.length, name.length),
    best.includes(name) ? best.length - name.length : -1,
    name.includes(best) ? name.length - best.length : -1,
    units.includes(unit) ? 2 : units.some(each => unitClassOf(each) === unitClassOf(unit)) ? 1 : 0,
    kinds.indexOf(scene.kind),
    kinds.indexOf(kind),
    scene.kind === kind ? 1 : 0,
    name.length,
    scene.isSameUnit ? 1 : 0,
    said.core.length,
    scene.window.isBorrowed ? 1 : 0,
    top - second,
    places[0] ?? -1,
    places.at(-1) ?? -1,
    (denies.test(name) ? 1 : 0) - (denies.test(near) ? 1 : 0),
    (stillToDo.test(name) ? 1 : 0) - (stillToDo.test(near) ? 1 : 0),
    likeness(name, texts[0] ?? ''),
    likeness(name, near),
    ...lettersTold(name, said),
    ofUnit,
  ];
}

/** 字面 — shares of a name's letters that stand in what was said, and of what was said that stand in the name. */
function lettersTold(name: string, { core, texts, near }: SaidWords): number[] {
  const own = new Set(name);
  const inName = core.reduce((sum, { text }) => sum + (isShortFor(text, name) ? text.length : 0), 0);
  const share = (text: string): number => [...own].filter(letter => text.includes(letter)).length / own.size;
  return [share(near), share(texts.join('')), share(texts[0] ?? ''), inName / Math.max(1, texts[0]?.length ?? 0)];
}

/** What is not, and what is still to be. */
const denies = /[不未没无非缺]/;
const stillToDo = /[剩余欠待在还尚]/;

/** Share of the pairs of letters of both that are in each. */
function likeness(a: string, b: string): number {
  let shared = 0;
  for (let at = 0; at + 1 < a.length; at++) if (b.includes(a.slice(at, at + 2))) shared++;
  return (2 * shared) / Math.max(1, a.length + b.length - 2);
}

/** The row of “none of these”. */
export function noneRow({ core, top, second }: SaidWords): number[] {
  const row = new Array<number>(KNOWN_FEATURES).fill(0);
  row[0] = 1;
  row[CORE_WORDS] = core.length;
  row[LEAD] = top - second;
  return row;
}
