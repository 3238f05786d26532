import { type FigureScene, hashOf, type NameWord, type SceneWords } from './figure-scene.ts';
import type { NameCandidate } from './name-candidates.ts';

/** Features are numbered by a hash of what they say; so many numbers there are. */
export const FEATURES: number = 1 << 16;

/** The number of the feature of one kind that says these things. */
function numbered(kind: number, first: number, second = 0, third = 0): number {
  let hash = Math.imul(2166136261 ^ kind, 16777619);
  hash = Math.imul(hash ^ first, 16777619);
  hash = Math.imul(hash ^ (hash >>> 15) ^ second, 16777619);
  hash = Math.imul(hash ^ (hash >>> 13) ^ third, 16777619);
  return (hash ^ (hash >>> 16)) & (FEATURES - 1);
}

const tagOf = (word: NameWord | undefined): number => word?.kind ?? 0;
const textOf = (word: NameWord | undefined): number => word?.hash ?? 0;

/** What holds for every candidate of a scene. */
export interface SceneFeatures {
  /** Of each word, the features of a name that has it and of one that leaves it out. */
  left: { text: string; in: readonly number[]; out: readonly number[]; isCore: boolean }[];
  right: { text: string; in: number; out: number }[];
  unit: number;
  unitClass: number;
  /** How the figure stands among others. */
  places: number[];
  rule: string;
  ruleKinds: number[];
  coreWords: number;
}

export function sceneFeatures(scene: FigureScene, { left, core, right }: SceneWords): SceneFeatures {
  const { window, rule, unitClass = '', isSameUnit, quantity } = scene;
  return {
    left: left.map(word => {
      const side = (isIn: number): number[] => [numbered(40, word.hash, isIn), numbered(41, word.kind, isIn)];
      return { text: word.text, in: side(1), out: side(0), isCore: core.includes(word) };
    }),
    right: right.map(word => ({ text: word.text, in: numbered(42, word.kind, 1), out: numbered(42, word.kind, 0) })),
    unit: hashOf(quantity.unit),
    unitClass: hashOf(unitClass),
    places: [
      (isSameUnit ? 1 : 0) + (window.isBorrowed ? 2 : 0) + (core.length === 0 ? 4 : 0) + (right.length === 0 ? 8 : 0),
      hashOf(window.stop) + (window.isAfterFigure ? 1 : 0) + 2 * Math.min(3, core.length),
      tagOf(left.at(-1)) ^ (tagOf(right[0]) << 7),
    ],
    rule,
    ruleKinds: [0, Math.min(12, rule.length), textOf(left[0]), left.length - core.length],
    coreWords: core.length,
  };
}

/** What a choice among names is made by: how one was formed, of which words it is made and which it leaves out. */
export function featuresOf(candidate: NameCandidate, scene: SceneFeatures): number[] {
  const { name, used, skippedFront, skippedBehind, first, last, outBefore, outBehind, isInFull } = candidate;
  const { unit, unitClass } = scene;
  const shape = hashOf(candidate.shape);
  const ending = hashOf(candidate.ending);
  const isRule = name === scene.rule ? 1 : 0;
  const firstText = textOf(first);
  const lastText = textOf(last);
  const firstTag = tagOf(first);
  const lastTag = tagOf(last);
  const said = [
    numbered(1, shape),
    numbered(2, shape, unitClass),
    numbered(3, ending, shape),
    numbered(4, ending, lastText),
    numbered(5, isInFull ? firstText : 0),
    numbered(6, firstText),
    numbered(7, lastText),
    numbered(8, textOf(outBefore)),
    numbered(9, textOf(outBehind)),
    numbered(10, firstTag, tagOf(outBefore)),
    numbered(11, lastTag, tagOf(outBehind)),
    numbered(12, firstTag, lastTag),
    numbered(13, firstTag, shape),
    numbered(14, lastTag, shape),
    numbered(15, lastText, unit),
    numbered(16, name.charCodeAt(name.length - 1), unit),
    numbered(17, name.charCodeAt(0), name.charCodeAt(1)),
    numbered(18, name.charCodeAt(name.length - 2), name.charCodeAt(name.length - 1)),
    numbered(19, name.charCodeAt(name.length - 1)),
    numbered(20, name.length),
    numbered(21, name.length, unitClass),
    numbered(22, used, scene.coreWords, shape),
    numbered(23, skippedFront, shape),
    numbered(24, skippedBehind, shape),
  ];
  for (const [index, place] of scene.places.entries()) said.push(numbered(25 + index, place, shape));
  for (const [index, kind] of scene.ruleKinds.entries()) said.push(numbered(30 + index, kind, isRule));
  let noise = 0;
  for (const word of scene.left) {
    const isIn = name.includes(word.text);
    if (isIn && !word.isCore) noise++;
    const [text = 0, kind = 0] = isIn ? word.in : word.out;
    said.push(text, kind);
  }
  for (const word of scene.right) said.push(name.includes(word.text) ? word.in : word.out);
  said.push(numbered(43, noise));
  return said;
}
