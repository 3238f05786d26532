import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BinaryFile, checksumOf, decodeBinaryFile, encodeBinaryFile } from '../../lib/binary-file.ts';
import { projectRoot } from '../../lib/project-root.ts';
import type { Memory } from './memory.ts';
import { LearnedRanker, type RankerWeights } from './ranker.ts';

/** Where the weights that ship with the project lie; `npm run train -- ranker` makes them again. */
export const shippedWeights: string = join(projectRoot, 'data', 'ranker', 'statutes.bin');
/** Grows when the file's shape, the features or the terms change: older weights are then not used. */
const FORMAT = 2;

interface RankerMeta extends Pick<Memory, 'answers' | 'articles' | 'knownTitles'> {
  dimensions: number;
  /** Where the weights come from and under which licence. */
  origin: string;
}

export function encodeRanker({ encoder, memory, trees, answers: choice }: RankerWeights, origin: string): Uint8Array {
  const { answers, articles, knownTitles } = memory;
  const meta: RankerMeta = { origin, dimensions: encoder.dimensions, answers, articles, knownTitles };
  const arrays: BinaryFile['arrays'] = {
    words: encoder.keys,
    question: encoder.question,
    text: encoder.text,
    rarity: memory.rarity,
    asked: memory.keys,
    askedStarts: memory.starts,
    treeStarts: trees.starts,
    treeFeatures: trees.features,
    treeValues: trees.values,
    treeLefts: trees.lefts,
    answerStarts: choice.starts,
    answerFeatures: choice.features,
    answerValues: choice.values,
    answerLefts: choice.lefts,
  };
  return encodeBinaryFile({ meta, arrays }, FORMAT);
}

/** Undefined when the file is damaged or of another format. */
export function decodeRanker(bytes: Uint8Array): RankerWeights | undefined {
  const file = decodeBinaryFile(bytes, FORMAT);
  if (!file) return undefined;
  const { dimensions, answers, articles, knownTitles } = file.meta as RankerMeta;
  const array = <Kind>(name: string): Kind => file.arrays[name] as Kind;
  return {
    encoder: { dimensions, keys: array('words'), question: array('question'), text: array('text') },
    memory: { answers, articles, knownTitles, keys: array('asked'), starts: array('askedStarts'), rarity: array('rarity') },
    trees: { starts: array('treeStarts'), features: array('treeFeatures'), values: array('treeValues'), lefts: array('treeLefts') },
    answers: { starts: array('answerStarts'), features: array('answerFeatures'), values: array('answerValues'), lefts: array('answerLefts') },
  };
}

/** Weights with what tells them from other weights. */
export interface FingerprintedWeights extends RankerWeights {
  fingerprint: string;
}

/** The weights that ship with the project; null when their file is absent or damaged. */
export function shippedRankerWeights(): FingerprintedWeights | null {
  if (!existsSync(shippedWeights)) return null;
  const bytes = readFileSync(shippedWeights);
  const weights = decodeRanker(bytes);
  return weights ? { ...weights, fingerprint: checksumOf(bytes) } : null;
}

let shipped: LearnedRanker | null | undefined;

/** The ranker that ships with the project, read once; null when there is none, and search goes on without it. */
export function shippedRanker(): LearnedRanker | null {
  if (shipped === undefined) {
    const weights = shippedRankerWeights();
    shipped = weights ? new LearnedRanker(weights, weights.fingerprint) : null;
  }
  return shipped;
}
