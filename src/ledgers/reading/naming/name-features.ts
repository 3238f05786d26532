import type { TaggedWord } from '../../../language/segmentation.ts';
import type { FigureScene, SceneWords } from './figure-scene.ts';
import type { NameCandidate } from './name-candidates.ts';

/** Features are numbered by a hash of their words; so many numbers there are. */
export const FEATURES: number = 1 << 16;

/** FNV-1a. */
function numberOf(text: string): number {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return (hash >>> 0) % FEATURES;
}

const tagOf = (word: TaggedWord | undefined): string => word?.tag ?? '^';
const textOf = (word: TaggedWord | undefined): string => word?.text ?? '^';

/** What a choice among names is made by: how one was formed, of which words it is made and which it leaves out. */
export function featuresOf(candidate: NameCandidate, scene: FigureScene, words: SceneWords): number[] {
  const { name, shape, used, skippedFront, skippedBehind, first, last, outBefore, outBehind, ending, isInFull } = candidate;
  const { window, rule, unitClass = '-', isSameUnit, quantity } = scene;
  const isRule = name === rule;
  const said = [
    `shape ${shape}`,
    `shape ${shape} ${unitClass}`,
    `ending ${ending} ${shape}`,
    `ending ${ending} ${textOf(last)}`,
    `full ${isInFull} ${isInFull ? textOf(first) : ''}`,
    `rule ${isRule}`,
    `rule ${isRule} ${Math.min(12, rule.length)}`,
    `rule ${isRule} ${textOf(words.left[0])}`,
    `rule ${isRule} ${words.left.length - words.core.length}`,
    `first ${textOf(first)}`,
    `last ${textOf(last)}`,
    `before ${textOf(outBefore)}`,
    `behind ${textOf(outBehind)}`,
    `front ${tagOf(first)} ${tagOf(outBefore)}`,
    `back ${tagOf(last)} ${tagOf(outBehind)}`,
    `both ${tagOf(first)} ${tagOf(last)}`,
    `first ${tagOf(first)} ${shape}`,
    `last ${tagOf(last)} ${shape}`,
    `last ${textOf(last)} ${quantity.unit}`,
    `letter ${name.slice(-1)} ${quantity.unit}`,
    `opening ${name.slice(0, 2)}`,
    `closing ${name.slice(-2)}`,
    `closing ${name.slice(-1)}`,
    `length ${name.length}`,
    `length ${name.length} ${unitClass}`,
    `used ${used} ${words.core.length} ${shape}`,
    `front ${skippedFront} ${shape}`,
    `back ${skippedBehind} ${shape}`,
    `place ${shape} ${isSameUnit} ${window.isBorrowed} ${words.core.length === 0} ${words.right.length === 0}`,
    `place ${shape} ${window.stop} ${window.isAfterFigure} ${Math.min(3, words.core.length)}`,
    `place ${shape} ${tagOf(words.left.at(-1))} ${tagOf(words.right[0])}`,
  ].map(numberOf);
  for (const word of words.left) {
    const side = name.includes(word.text) ? 'in' : 'out';
    said.push(numberOf(`${side} ${word.text}`), numberOf(`${side} ${word.tag}`));
  }
  for (const word of words.right) said.push(numberOf(`${name.includes(word.text) ? 'in' : 'out'} behind ${word.tag}`));
  return said;
}
