import { scoreRow, type Trees } from '../../../lib/trees.ts';
import { unitScore } from '../unit-fit.ts';
import type { RankedNames } from './choose-name.ts';
import type { FigureScene } from './figure-scene.ts';
import { COMPARED, joined, KNOWN_FEATURES, knownRow, noneRow, type SaidWords, saidWords } from './known-name-features.ts';
import type { KnownName, KnownNames } from './known-names.ts';
import { isOtherMatter } from './other-matter.ts';

/** 认名 — under which name that is counted already a figure belongs; null for none. */
export type RecogniseName = (scene: FigureScene, ranked: RankedNames, names: KnownNames) => KnownName | null;

/** 旁列 — what a figure is put beside: names of its unit that share letters with the words around it; a row for each, and last one for none of them. */
export interface Beside {
  near: KnownName[];
  said: SaidWords;
  rows: Float32Array;
}

/** Null where there are none. */
export function besideKnown(scene: FigureScene, ranked: RankedNames, names: KnownNames): Beside | null {
  const near = knownNear(scene, ranked, names);
  if (near.length === 0) return null;
  const said = saidWords(scene, ranked);
  return { near, said, rows: knownRows(near, said, names.ofUnit(scene.quantity.unit)) };
}

function knownNear({ quantity, window, rule, refused }: FigureScene, { words }: RankedNames, names: KnownNames): KnownName[] {
  const texts = [words.left, words.right, words.previous, words.topic, words.before].map(joined);
  return names.near([...texts, rule], ({ name, units, definition }) => {
    if (refused.has(name)) return false;
    return definition === null ? units.includes(quantity.unit) : unitScore(quantity, definition.metric, window.left) !== undefined;
  });
}

function knownRows(near: readonly KnownName[], said: SaidWords, ofUnit: number): Float32Array {
  const rows = new Float32Array((near.length + 1) * KNOWN_FEATURES);
  for (const [place, known] of near.entries()) rows.set(knownRow(known, said, place, ofUnit), place * KNOWN_FEATURES);
  for (const [at, feature] of COMPARED.entries()) setLead(rows, { feature, into: KNOWN_FEATURES - COMPARED.length + at, count: near.length });
  rows.set(noneRow(said), near.length * KNOWN_FEATURES);
  return rows;
}

/** 领先 — by how much each name leads the best of the others in one share of what of it was said. */
function setLead(rows: Float32Array, { feature, into, count }: { feature: number; into: number; count: number }): void {
  let [best, second] = [0, 0];
  for (let place = 0; place < count; place++) {
    const share = rows[place * KNOWN_FEATURES + feature] ?? 0;
    if (share > best) [best, second] = [share, best];
    else if (share > second) second = share;
  }
  for (let place = 0; place < count; place++) {
    const share = rows[place * KNOWN_FEATURES + feature] ?? 0;
    rows[place * KNOWN_FEATURES + into] = share - (share === best ? second : best);
  }
}

/** How much more must speak for a name than for none: less for what the bureau listed than for what figures were only kept under. A wrong total is somebody's post, a separate name one click of the editor's. */
export const SURE = { listed: 0.5, kept: 1.5 };

/** By what was learned; noTrees recognises nothing. */
export function recogniseBy(trees: Trees): RecogniseName {
  return (scene, ranked, names) => {
    const beside = besideKnown(scene, ranked, names);
    if (beside === null) return null;
    const { near, said, rows } = beside;
    const none = scoreRow(trees, rows, near.length * KNOWN_FEATURES);
    let best: KnownName | null = null;
    let most = Number.NEGATIVE_INFINITY;
    for (const [place, known] of near.entries()) {
      const score = scoreRow(trees, rows, place * KNOWN_FEATURES);
      const least = none + (known.definition === null ? SURE.kept : SURE.listed);
      if (score > Math.max(most, least) && !isOtherMatter(known, said)) [best, most] = [known, score];
    }
    return best;
  };
}
