import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBinaryFile, encodeBinaryFile } from '../../../lib/binary-file.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { KIND_FEATURES } from './kind-features.ts';

/** What is told apart: 存量, 比率, and what was done, of which the days say whether it is 增量 or 累计. */
export const toldApart = ['done', 'level', 'rate'] as const;
export type ToldKind = (typeof toldApart)[number];

/** 性质的权重 — what each feature of a figure says for each of `toldApart`, as multiples of `step`. */
export interface KindWeights {
  says: Int8Array;
  step: number;
}

/** Where the weights that ship with the project lie; `npm run train -- kinds` makes them again. */
export const shippedKindsFile: string = join(projectRoot, 'data', 'reading', 'kinds.bin');
/** Grows when features change: what was learned before is then not used. */
const FORMAT = 1;

/** How likely each of `toldApart` is, in its order. */
export function kindOdds(features: readonly number[], { says, step }: KindWeights): number[] {
  const sums = toldApart.map((_, label) => {
    let sum = 0;
    for (const place of features) sum += says[place * toldApart.length + label] ?? 0;
    return sum * step;
  });
  const most = Math.max(...sums);
  const odds = sums.map(sum => Math.exp(sum - most));
  const all = odds.reduce((sum, each) => sum + each, 0);
  return odds.map(each => each / all);
}

export function encodeKinds({ says, step }: KindWeights): Uint8Array {
  const origin = 'Learned from messages written for this project (test/evals/data, training/data/figure-kinds.txt); npm run train -- kinds';
  return encodeBinaryFile({ meta: { origin, step }, arrays: { says } }, FORMAT);
}

/** Null when the file is damaged or of another format. */
export function decodeKinds(bytes: Uint8Array): KindWeights | null {
  const file = decodeBinaryFile(bytes, FORMAT);
  const says = file?.arrays['says'];
  if (file === undefined || !(says instanceof Int8Array) || says.length !== KIND_FEATURES * toldApart.length) return null;
  return { says, step: (file.meta as Pick<KindWeights, 'step'>).step };
}

let shipped: KindWeights | null | undefined;

/** The weights that ship with the project, read once; null when they are absent or damaged: then the rules decide alone. */
export function shippedKinds(): KindWeights | null {
  if (shipped === undefined) shipped = existsSync(shippedKindsFile) ? decodeKinds(readFileSync(shippedKindsFile)) : null;
  return shipped;
}
