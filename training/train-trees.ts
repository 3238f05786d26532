import { LEAF, type Trees } from '../src/knowledge/ranking/trees.ts';
import { seededRandom } from './random.ts';

/** 排序样本 — rows of features, question after question. */
export interface RankingData {
  features: number;
  rows: Float32Array;
  /** First row of each question; one more at the end. */
  starts: Uint32Array;
  /** 1 for an answer. */
  labels: Uint8Array;
  /** How much each answer counts. */
  worth: Float32Array;
}

export interface TreeTuning {
  trees: number;
  leaves: number;
  rate: number;
  /** Fewest rows in a leaf. */
  least: number;
  /** Added to the curvature of a leaf. */
  calm: number;
  /** Share of the features that each tree may ask about, and of the questions that it learns from. */
  featureShare: number;
  questionShare: number;
  seed: number;
}

const BINS = 64;

interface Binned {
  bins: Uint8Array[];
  /** Upper bound of each bin, by feature. */
  bounds: Float32Array[];
}

function bin({ rows, features }: RankingData): Binned {
  const count = rows.length / features;
  const bins: Uint8Array[] = [];
  const bounds: Float32Array[] = [];
  for (let feature = 0; feature < features; feature++) {
    const values = new Float32Array(count);
    for (let row = 0; row < count; row++) values[row] = rows[row * features + feature] ?? 0;
    const sorted = Float32Array.from(values).sort();
    const limits: number[] = [];
    for (let part = 1; part < BINS; part++) {
      const limit = sorted[Math.floor((count * part) / BINS)] ?? 0;
      if (limits.length === 0 || limit > (limits.at(-1) ?? 0)) limits.push(limit);
    }
    const bound = Float32Array.from(limits);
    bounds.push(bound);
    bins.push(Uint8Array.from(values, value => placeOf(bound, value)));
  }
  return { bins, bounds };
}

/** First bin whose upper bound is not below the value. */
function placeOf(bounds: Float32Array, value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value <= (bounds[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Gradients of LambdaRank: how far each row should move, and how sharply, weighed by what a swap would change in NDCG. */
function lambdas(data: RankingData, scores: Float64Array, into: { pulls: Float64Array; curves: Float64Array }): void {
  const { starts, labels, worth } = data;
  into.pulls.fill(0);
  into.curves.fill(0);
  for (let question = 0; question + 1 < starts.length; question++) {
    const from = starts[question] ?? 0;
    const to = starts[question + 1] ?? 0;
    const order = Uint32Array.from({ length: to - from }, (_, at) => from + at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    const gold = [...order.keys()].filter(at => labels[order[at] ?? 0] === 1);
    if (gold.length === 0) continue;
    let ideal = 0;
    for (let at = 0; at < gold.length; at++) ideal += 1 / Math.log2(at + 2);
    for (const goodRank of gold) {
      const good = order[goodRank] ?? 0;
      for (let at = 0; at < order.length; at++) {
        const bad = order[at] ?? 0;
        if (labels[bad] === 1) continue;
        const change = Math.abs(1 / Math.log2(goodRank + 2) - 1 / Math.log2(at + 2)) * ((worth[good] ?? 1) / ideal);
        const doubt = 1 / (1 + Math.exp((scores[good] ?? 0) - (scores[bad] ?? 0)));
        const pull = doubt * change;
        const curve = doubt * (1 - doubt) * change;
        into.pulls[good] = (into.pulls[good] ?? 0) + pull;
        into.pulls[bad] = (into.pulls[bad] ?? 0) - pull;
        into.curves[good] = (into.curves[good] ?? 0) + curve;
        into.curves[bad] = (into.curves[bad] ?? 0) + curve;
      }
    }
  }
}

interface Split {
  gain: number;
  feature: number;
  bin: number;
}

interface Leaf {
  rows: Uint32Array;
  node: number;
  pull: number;
  curve: number;
  split: Split | undefined;
}

interface GrowingTree {
  features: number[];
  values: number[];
  lefts: number[];
}

class TreeGrower {
  readonly #binned: Binned;
  readonly #tuning: TreeTuning;
  readonly #pulls: Float64Array;
  readonly #curves: Float64Array;

  constructor(binned: Binned, tuning: TreeTuning, { pulls, curves }: { pulls: Float64Array; curves: Float64Array }) {
    this.#binned = binned;
    this.#tuning = tuning;
    this.#pulls = pulls;
    this.#curves = curves;
  }

  grow(rows: Uint32Array, features: readonly number[]): GrowingTree {
    const tree: GrowingTree = { features: [LEAF], values: [0], lefts: [0] };
    const leaves = [this.#leaf(rows, 0, features)];
    while (leaves.length < this.#tuning.leaves) {
      const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
      if (!best.split) break;
      leaves.splice(leaves.indexOf(best), 1, ...this.#divide(tree, best, best.split, features));
    }
    for (const { node, pull, curve } of leaves) tree.values[node] = (this.#tuning.rate * pull) / (curve + this.#tuning.calm);
    return tree;
  }

  #divide(tree: GrowingTree, leaf: Leaf, split: Split, features: readonly number[]): Leaf[] {
    const bins = this.#binned.bins[split.feature] ?? new Uint8Array();
    const left = tree.features.length;
    tree.features[leaf.node] = split.feature;
    tree.values[leaf.node] = this.#binned.bounds[split.feature]?.[split.bin] ?? 0;
    tree.lefts[leaf.node] = left;
    tree.features.push(LEAF, LEAF);
    tree.values.push(0, 0);
    tree.lefts.push(0, 0);
    const goesLeft = (row: number): boolean => (bins[row] ?? 0) <= split.bin;
    return [
      this.#leaf(leaf.rows.filter(goesLeft), left, features),
      this.#leaf(
        leaf.rows.filter(row => !goesLeft(row)),
        left + 1,
        features,
      ),
    ];
  }

  #leaf(rows: Uint32Array, node: number, features: readonly number[]): Leaf {
    let pull = 0;
    let curve = 0;
    for (const row of rows) {
      pull += this.#pulls[row] ?? 0;
      curve += this.#curves[row] ?? 0;
    }
    return { rows, node, pull, curve, split: this.#bestSplit(rows, features, { pull, curve }) };
  }

  #bestSplit(rows: Uint32Array, features: readonly number[], whole: { pull: number; curve: number }): Split | undefined {
    const { least, calm } = this.#tuning;
    if (rows.length < 2 * least) return undefined;
    const worth = (pull: number, curve: number): number => (pull * pull) / (curve + calm);
    let best: Split | undefined;
    const pulls = new Float64Array(BINS);
    const curves = new Float64Array(BINS);
    const counts = new Uint32Array(BINS);
    for (const feature of features) {
      const bins = this.#binned.bins[feature] ?? new Uint8Array();
      pulls.fill(0);
      curves.fill(0);
      counts.fill(0);
      for (let at = 0; at < rows.length; at++) {
        const row = rows[at] as number;
        const place = bins[row] as number;
        (pulls[place] as number) += this.#pulls[row] as number;
        (curves[place] as number) += this.#curves[row] as number;
        (counts[place] as number) += 1;
      }
      let pull = 0;
      let curve = 0;
      let count = 0;
      for (let place = 0; place + 1 < BINS; place++) {
        pull += pulls[place] ?? 0;
        curve += curves[place] ?? 0;
        count += counts[place] ?? 0;
        if (count < least || rows.length - count < least) continue;
        const gain = worth(pull, curve) + worth(whole.pull - pull, whole.curve - curve) - worth(whole.pull, whole.curve);
        if (gain > (best?.gain ?? 1e-9)) best = { gain, feature, bin: place };
      }
    }
    return best;
  }
}

function sample(random: () => number, count: number, share: number): number[] {
  return Array.from({ length: count }, (_, at) => at).filter(() => random() < share);
}

function leafValue(tree: GrowingTree, binned: Binned, row: number): number {
  let node = 0;
  for (let feature = tree.features[0] ?? LEAF; feature !== LEAF; feature = tree.features[node] ?? LEAF) {
    const left = tree.lefts[node] ?? 0;
    const bound = binned.bounds[feature] ?? new Float32Array();
    const place = binned.bins[feature]?.[row] ?? 0;
    node = (bound[place] ?? Number.POSITIVE_INFINITY) <= (tree.values[node] ?? 0) ? left : left + 1;
  }
  return tree.values[node] ?? 0;
}

/** LambdaMART: each tree moves the answers of every question upwards from where the trees before it put them. */
export function trainTrees(data: RankingData, tuning: TreeTuning): Trees {
  const random = seededRandom(tuning.seed);
  const binned = bin(data);
  const count = data.labels.length;
  const scores = new Float64Array(count);
  const slopes = { pulls: new Float64Array(count), curves: new Float64Array(count) };
  const grown: GrowingTree[] = [];
  for (let tree = 0; tree < tuning.trees; tree++) {
    lambdas(data, scores, slopes);
    const questions = sample(random, data.starts.length - 1, tuning.questionShare);
    const rows = questions.flatMap(question => {
      const from = data.starts[question] ?? 0;
      return Array.from({ length: (data.starts[question + 1] ?? 0) - from }, (_, at) => from + at);
    });
    const next = new TreeGrower(binned, tuning, slopes).grow(Uint32Array.from(rows), sample(random, data.features, tuning.featureShare));
    for (let row = 0; row < count; row++) scores[row] = (scores[row] ?? 0) + leafValue(next, binned, row);
    grown.push(next);
  }
  return pack(grown);
}

function pack(grown: readonly GrowingTree[]): Trees {
  const starts = [0];
  for (const { features } of grown) starts.push((starts.at(-1) ?? 0) + features.length);
  return {
    starts: Uint32Array.from(starts),
    features: Uint8Array.from(grown.flatMap(tree => tree.features)),
    values: Float32Array.from(grown.flatMap(tree => tree.values)),
    lefts: Uint8Array.from(grown.flatMap(tree => tree.lefts)),
  };
}
