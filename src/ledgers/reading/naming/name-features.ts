import type { TaggedWord } from '../../../language/segmentation.ts';
import type { FigureScene, SceneWords } from './figure-scene.ts';
import type { NameCandidate } from './name-candidates.ts';

/** Features are numbered by a hash of what they say; so many numbers there are. */
export const FEATURES: number = 1 << 16;

/** FNV-1a over the letters of a word. */
function hashOf(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash >>> 0;
}

/** The number of the feature of one kind that says these things. */
function numbered(kind: number, first: number, second = 0, third = 0): number {
  let hash = Math.imul(2166136261 ^ kind, 16777619);
  hash = Math.imul(hash ^ first, 16777619);
  hash = Math.imul(hash ^ (hash >>> 15) ^ second, 16777619);
  hash = Math.imul(hash ^ (hash >>> 13) ^ third, 16777619);
  return (hash ^ (hash >>> 16)) & (FEATURES - 1);
}

/** A verb of one letter (收, 做) is one of speech, one of two (核查) a word of the ledger. */
const tagOf = (word: TaggedWord | undefined): number => (word === undefined ? 0 : hashOf(word.tag) + Math.min(3, word.text.length));
const textOf = (word: TaggedWord | undefined): number => (word === undefined ? 0 : hashOf(word.text));

/** What holds for every candidate of a scene. */
export interface SceneFeatures {
  left: { text: string; hash: number; tag: number; isCore: boolean }[];
  right: { text: string; tag: number }[];
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
    left: left.map(word => ({ text: word.text, hash: textOf(word), tag: tagOf(word), isCore: core.includes(word) })),
    right: right.map(word => ({ text: word.text, tag: tagOf(word) })),
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
  for (const { text, hash, tag, isCore } of scene.left) {
    const side = name.includes(text) ? 1 : 0;
    if (side === 1 && !isCore) noise++;
    said.push(numbered(40, hash, side), numbered(41, tag, side));
  }
  for (const { text, tag } of scene.right) said.push(numbered(42, tag, name.includes(text) ? 1 : 0));
  said.push(numbered(43, noise));
  return said;
}
