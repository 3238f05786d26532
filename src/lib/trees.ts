/** 回归树 — many small trees, node after node; a leaf's feature is -1. */
export interface Trees {
  /** First node of each tree; one more at the end. */
  starts: Uint32Array;
  /** Feature that a node asks about, 255 for a leaf. */
  features: Uint8Array;
  /** At most this goes left; of a leaf its value. */
  values: Float32Array;
  /** Node on the left, counted from the tree's first; the right one follows it. */
  lefts: Uint8Array;
}

export const LEAF = 255;

/** Trees that say nothing. */
export const noTrees: Trees = { starts: Uint32Array.of(0), features: new Uint8Array(), values: new Float32Array(), lefts: new Uint8Array() };

/** Sum of all trees for the row of features that begins at `from`. */
export function scoreRow(trees: Trees, rows: Float32Array, from: number): number {
  const { starts, features, values, lefts } = trees;
  let sum = 0;
  for (let tree = 0; tree + 1 < starts.length; tree++) {
    const first = starts[tree] ?? 0;
    let node = first;
    for (let feature = features[node] ?? LEAF; feature !== LEAF; feature = features[node] ?? LEAF) {
      const left = first + (lefts[node] ?? 0);
      node = (rows[from + feature] ?? 0) <= (values[node] ?? 0) ? left : left + 1;
    }
    sum += values[node] ?? 0;
  }
  return sum;
}
