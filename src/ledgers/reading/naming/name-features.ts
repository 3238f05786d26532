import { fnv1a } from '../../../lib/fnv.ts';
import type { FigureScene, NameWord, SceneWords } from './figure-scene.ts';
import type { NameCandidate, Shape } from './name-candidates.ts';

/** Features are numbered by a hash of what they say; so many numbers there are. */
export const FEATURES: number = 1 << 16;

/** The number of the feature of one kind that says these things. */
export function numbered(kind: number, first: number, second = 0, third = 0): number {
  let hash = Math.imul(2166136261 ^ kind, 16777619);
  hash = Math.imul(hash ^ first, 16777619);
  hash = Math.imul(hash ^ (hash >>> 15) ^ second, 16777619);
  hash = Math.imul(hash ^ (hash >>> 13) ^ third, 16777619);
  return (hash ^ (hash >>> 16)) & (FEATURES - 1);
}

const shapeHashes = new Map<Shape, number>();

function shapeOf(shape: Shape): number {
  let hash = shapeHashes.get(shape);
  if (hash === undefined) {
    hash = fnv1a(shape) | 0;
    shapeHashes.set(shape, hash);
  }
  return hash;
}

const tagOf = (word: NameWord | undefined): number => word?.kind ?? 0;
const textOf = (word: NameWord | undefined): number => word?.hash ?? 0;

/** A word of the scene with the features of a name that has it and of one that leaves it out. */
export interface ScenePart {
  text: string;
  in: readonly number[];
  out: readonly number[];
  isCore: boolean;
}

/** What holds for every candidate of a scene. */
export interface SceneFeatures {
  parts: readonly ScenePart[];
  rule: string;
  unit: number;
  unitClass: number;
  /** How the figure stands among others. */
  places: readonly number[];
  coreWords: number;
  /** 收了8份: the verb beside the number is said of what stands before it. */
  isDone: number;
}

export function sceneFeatures(scene: FigureScene, { left, core, right }: SceneWords): SceneFeatures {
  const { window, rule, quantity } = scene;
  const unitClass = fnv1a(scene.unitClass ?? '') | 0;
  const isSameUnit = scene.isSameUnit ? 1 : 0;
  return {
    parts: [...left.map((word, at) => leftPart(word, left, at, { unitClass, core })), ...right.map((word, at) => rightPart(word, right, at))],
    rule,
    unit: fnv1a(quantity.unit) | 0,
    unitClass,
    places: [
      isSameUnit + (window.isBorrowed ? 2 : 0) + (core.length === 0 ? 4 : 0) + (right.length === 0 ? 8 : 0),
      fnv1a(window.stop) + (window.isAfterFigure ? 1 : 0) + 2 * Math.min(3, core.length),
      tagOf(left.at(-1)) ^ (tagOf(right[0]) << 7),
    ],
    coreWords: core.length,
    isDone: window.left.trimEnd().endsWith('了') ? 1 : 0,
  };
}

function leftPart(
  word: NameWord,
  left: readonly NameWord[],
  at: number,
  { unitClass, core }: { unitClass: number; core: readonly NameWord[] },
): ScenePart {
  const place = Math.min(4, left.length - at);
  const [before, behind] = [tagOf(left[at - 1]), tagOf(left[at + 1])];
  const side = (isIn: number): number[] => [
    numbered(40, word.hash, isIn),
    numbered(41, word.kind, isIn),
    numbered(44, word.kind, isIn, place),
    numbered(45, word.kind, isIn, behind),
    numbered(46, word.kind, isIn, before),
    numbered(47, word.kind, isIn, unitClass),
    numbered(48, word.hash, isIn, behind),
  ];
  return { text: word.text, in: side(1), out: side(0), isCore: core.includes(word) };
}

function rightPart(word: NameWord, right: readonly NameWord[], at: number): ScenePart {
  const side = (isIn: number): number[] => [
    numbered(42, word.kind, isIn),
    numbered(49, word.hash, isIn),
    numbered(50, word.kind, isIn, at),
    numbered(51, word.kind, isIn, tagOf(right[at - 1])),
  ];
  return { text: word.text, in: side(1), out: side(0), isCore: true };
}

/** Takes one feature that was found: of which kind, and what it says. */
export type Say = (kind: number, first: number, second?: number, third?: number) => void;

/** Says what a choice among names is made by besides the words left out: how this one was formed, and of what. */
export function tellOf(candidate: NameCandidate, scene: SceneFeatures, say: Say): void {
  tellOfShape(candidate, scene, say);
  tellOfWords(candidate, scene, say);
  let noise = 0;
  for (const { text, isCore } of scene.parts) if (!isCore && candidate.name.includes(text)) noise++;
  say(43, noise);
}

function tellOfShape(candidate: NameCandidate, scene: SceneFeatures, say: Say): void {
  const { name, words, used, skippedFront, skippedBehind, outBefore, outBehind } = candidate;
  const { unitClass } = scene;
  const shape = shapeOf(candidate.shape);
  const isRule = name === scene.rule ? 1 : 0;
  const [first, last] = [tagOf(words[0]), tagOf(words.at(-1))];
  say(1, shape);
  say(2, shape, unitClass);
  say(8, textOf(outBefore));
  say(9, textOf(outBehind));
  say(10, first, tagOf(outBefore));
  say(11, last, tagOf(outBehind));
  say(12, first, last);
  say(13, first, shape);
  say(14, last, shape);
  say(20, name.length);
  say(21, name.length, unitClass);
  say(22, used, scene.coreWords, shape);
  say(23, skippedFront, shape);
  say(24, skippedBehind, shape);
  say(80, isRule);
  say(81, isRule, shape);
  say(82, isRule, last);
  say(83, isRule, first);
  say(84, scene.isDone, skippedBehind, last);
  say(85, scene.isDone, shape, first);
  for (let at = 0; at < scene.places.length; at++) say(25 + at, scene.places[at] ?? 0, shape);
}

function tellOfWords({ name, words, shape, ending, isInFull }: NameCandidate, { unit, unitClass }: SceneFeatures, say: Say): void {
  const added = fnv1a(ending) | 0;
  const [first, last] = [textOf(words[0]), textOf(words.at(-1))];
  const end = name.charCodeAt(name.length - 1);
  say(3, added, shapeOf(shape));
  say(5, isInFull ? first : 0);
  say(6, first);
  say(7, last);
  say(15, last, unit);
  say(16, end, unit);
  say(17, name.charCodeAt(0), name.charCodeAt(1));
  say(18, name.charCodeAt(name.length - 2), end);
  say(19, end);
  let kinds = 7;
  let kindBefore = 0;
  let textBefore = 0;
  for (const { kind, hash } of words) {
    kinds = (Math.imul(kinds, 31) + kind) | 0;
    say(60, kindBefore, kind);
    say(61, textBefore, kind);
    kindBefore = kind;
    textBefore = hash;
  }
  say(60, kindBefore, 1);
  say(61, textBefore, 1);
  say(64, kinds);
  say(65, kinds, unitClass);
  say(66, textBefore, unitClass);
  say(67, kindBefore, unitClass);
  say(68, kindBefore, unit);
}
