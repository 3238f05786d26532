import type { MetricKind } from '../../../domain/quantity.ts';
import { unitClassOf } from '../../../language/units.ts';
import { contentOf } from '../name-fit.ts';
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
  /** What short verbs of speech around the figure stand for. */
  fullVerbs: readonly ReadonlySet<string>[];
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
  return {
    texts: lists.map(joined),
    fullVerbs: lists.map(list => new Set(list.flatMap(word => [word.text, ...fullVerbsOf(word).map(({ text }) => text)]))),
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
function sharedRun(word: string, text: string): number {
  for (let length = word.length; length >= 2; length--)
    for (let from = 0; from + length <= word.length; from++) if (text.includes(word.slice(from, from + length))) return length;
  return 0;
}

const FAR = -200;

/** How many features a name and a figure have. */
export const KNOWN_FEATURES = 43;

/** Whether the word of the scene is said by the name. */
function isTold({ text }: NameWord, fulls: readonly NameWord[], name: string): boolean {
  return name.includes(text) || fulls.some(full => name.includes(full.text)) || sharedRun(text, name) >= 2;
}

const kinds: readonly MetricKind[] = ['increment', 'cumulative', 'level', 'rate'];

/** Fills a row: what speaks for and against the figure being counted under this name. */
export function knownRow(known: KnownName, said: SaidWords, place: number): number[] {
  const { name, words } = known;
  const covered = sources.map(() => 0);
  const missing = { verb: 0, light: 0, other: 0 };
  let partly = 0;
  let hasVerb = 0;
  let verbAt = -1;
  let length = 0;
  const places: number[] = [];
  for (const { text } of words) {
    length += text.length;
    const isAct = isWork(text);
    if (isAct) hasVerb = 1;
    let at = said.texts.findIndex(source => source.includes(text));
    if (at < 0) at = said.fullVerbs.findIndex(verbs => verbs.has(text));
    if (isAct && at >= 0 && verbAt < 0) verbAt = at;
    places.push(at);
    if (at >= 0) {
      covered[at] = (covered[at] ?? 0) + text.length;
      continue;
    }
    let run = 0;
    let where = -1;
    for (const [index, source] of said.texts.entries()) {
      const shared = sharedRun(text, source);
      if (shared > run) [run, where] = [shared, index];
    }
    if (run > 0) {
      covered[where] = (covered[where] ?? 0) + run;
      partly += run;
    }
    const sort = light.test(text) ? 'light' : isAct ? 'verb' : 'other';
    missing[sort] += text.length - run;
  }
  const total = covered.reduce((sum, letters) => sum + letters, 0);
  const own = { told: 0, untold: 0, untoldVerbs: 0, lastTold: 0, firstTold: 0 };
  said.core.forEach((word, at) => {
    const told = isTold(word, fullVerbsOf(word), name);
    if (told) own.told += word.text.length;
    else if (!light.test(word.text)) {
      own.untold += word.text.length;
      if (isWork(word.text) || fullVerbsOf(word).length > 0) own.untoldVerbs++;
    }
    if (at === said.core.length - 1) own.lastTold = told ? 1 : -1;
    if (at === 0) own.firstTold = told ? 1 : -1;
  });
  let rightTold = 0;
  let rightUntold = 0;
  for (const word of said.right)
    if (isTold(word, fullVerbsOf(word), name)) rightTold += word.text.length;
    else rightUntold += word.text.length;
  const { best, scores } = said;
  const score = scores.get(name);
  const bare = said.skeletons.get(skeleton(name, words));
  const unit = said.scene.quantity.unit;
  const { kind } = said.scene;
  return [
    0,
    place,
    total / Math.max(1, length),
    ...covered.map(letters => letters / Math.max(1, length)),
    missing.verb,
    missing.light,
    missing.other,
    partly,
    hasVerb,
    verbAt,
    own.told,
    own.untold,
    own.untoldVerbs,
    own.lastTold,
    own.firstTold,
    rightTold,
    rightUntold,
    score === undefined ? FAR : score - said.top,
    bare === undefined ? FAR : bare - said.top,
    best === name ? 1 : 0,
    sharedRun(best, name) / Math.max(best.length, name.length),
    best.includes(name) ? best.length - name.length : -1,
    name.includes(best) ? name.length - best.length : -1,
    known.units.includes(unit) ? 2 : known.units.some(each => unitClassOf(each) === unitClassOf(unit)) ? 1 : 0,
    kinds.indexOf(kind),
    kinds.indexOf(known.kind),
    kind === known.kind ? 1 : 0,
    name.length,
    said.scene.isSameUnit ? 1 : 0,
    said.core.length,
    said.scene.window.isBorrowed ? 1 : 0,
    said.top - said.second,
    places[0] ?? -1,
    places.at(-1) ?? -1,
    (denies.test(name) ? 1 : 0) - (denies.test(said.near) ? 1 : 0),
    (left.test(name) ? 1 : 0) - (left.test(said.near) ? 1 : 0),
    likeness(name, said.texts[0] ?? ''),
    likeness(name, said.near),
  ];
}

/** What is not, and what is still to be. */
const denies = /[不未没无非缺]/;
const left = /[剩余欠待在还尚]/;

/** Share of the pairs of letters of both that are in each. */
function likeness(a: string, b: string): number {
  let shared = 0;
  for (let at = 0; at + 1 < a.length; at++) if (b.includes(a.slice(at, at + 2))) shared++;
  return (2 * shared) / Math.max(1, a.length + b.length - 2);
}

/** 宾馆电梯10台 of 检查电梯: what the words say beyond the name is a thing of its own, and no mere when, where and who, unless the metric counts every kind. */
export function saysNarrower({ name, words, definition }: KnownName, { core, texts }: SaidWords): boolean {
  // 走访外贸企业 is a 走访企业; 检查网吧 says no 企业.
  if (definition?.metric.ofAnyKind === true && words.every(({ text }) => texts.some(said => said.includes(text)))) return false;
  const untold = core.map(word => (isTold(word, fullVerbsOf(word), name) || isWork(word.text) || light.test(word.text) ? ' ' : word.text)).join('');
  return untold.split(' ').some(words => contentOf(words).length >= 2);
}

const isAct = ({ text, isVerb }: NameWord): boolean => isWork(text) || (isVerb && text.length >= 2 && !light.test(text));

/** What is new, what is not, what is left: never told of what was done. */
const turns = /[新未没不剩余欠停]/g;

/** 改造学校食堂2所 of 检查学校食堂: something else was done to it. */
export function saysOtherAct({ name, words }: KnownName, { texts, fullVerbs, core, right, near }: SaidWords): boolean {
  if ([...near.matchAll(turns)].some(([turn]) => !name.includes(turn))) return true;
  const act = words.find(isAct)?.text;
  if (act === undefined || texts.some(text => text.includes(act)) || fullVerbs.some(verbs => verbs.has(act))) return false;
  return [...core, ...right].some(word => {
    const fulls = fullVerbsOf(word);
    return (isAct(word) || fulls.some(isAct)) && !isTold(word, fulls, name);
  });
}

/** Words that make of a thing one sort of it. */
const sorts =
  /持证|规[上下]|不?合格|逾期|重大|一般|严重|[高中初]级|优秀|[达超]标|困难|残疾|妇女|女性|党员|未成年|老年|青少?年|[省市县]级|国家级|当场|当天|提前|免费/g;

/** 执法人员现有25人 of 现有持证执法人员: nobody said of which sort. */
export function saysWider({ name }: KnownName, { texts }: SaidWords): boolean {
  return [...name.matchAll(sorts)].some(([sort]) => !texts.some(text => text.includes(sort)));
}

/** The row of “none of these”. */
export function noneRow({ core, top, second }: SaidWords): number[] {
  const row = new Array<number>(KNOWN_FEATURES).fill(0);
  row[0] = 1;
  row[34] = core.length;
  row[36] = top - second;
  return row;
}
