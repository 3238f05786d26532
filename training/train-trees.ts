import { LEAF, type Trees } from '../src/lib/trees.ts';
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
  /** Scores that the trees start from; 0 without them. */
  initial?: Float32Array;
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
  features: number;
  /** Row after row: one row's features lie together, since each tree counts them together. */
  bins: Uint8Array;
  /** Upper bound of each bin, by feature. */
  bounds: Float32Array[];
}

function bin({ rows, features }: RankingData): Binned {
  const count = rows.length / features;
  const bins = new Uint8Array(rows.length);
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
    for (let row = 0; row < count; row++) bins[row * features + feature] = placeOf(bound, values[row] as number);
  }
  return { features, bins, bounds };
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

/** 直方图 — sums over the rows of a leaf, by feature and bin. */
interface Histogram {
  pulls: Float64Array;
  curves: Float64Array;
  counts: Float64Array;
}

interface Leaf {
  rows: Uint32Array;
  node: number;
  pull: number;
  curve: number;
  histogram: Histogram;
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

  grow(rows: Uint32Array, features: Uint32Array): GrowingTree {
    const tree: GrowingTree = { features: [LEAF], values: [0], lefts: [0] };
    const leaves = [this.#leaf({ rows, node: 0, histogram: this.#count(rows, features) }, features)];
    while (leaves.length < this.#tuning.leaves) {
      const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
      if (!best.split) break;
      leaves.splice(leaves.indexOf(best), 1, ...this.#divide(tree, { leaf: best, split: best.split }, features));
    }
    for (const { node, pull, curve } of leaves) tree.values[node] = (this.#tuning.rate * pull) / (curve + this.#tuning.calm);
    return tree;
  }

  #divide(tree: GrowingTree, { leaf, split }: { leaf: Leaf; split: Split }, features: Uint32Array): Leaf[] {
    const left = tree.features.length;
    tree.features[leaf.node] = split.feature;
    tree.values[leaf.node] = this.#binned.bounds[split.feature]?.[split.bin] ?? 0;
    tree.lefts[leaf.node] = left;
    tree.features.push(LEAF, LEAF);
    tree.values.push(0, 0);
    tree.lefts.push(0, 0);
    const { bins, features: width } = this.#binned;
    const goesLeft = (row: number): boolean => (bins[row * width + split.feature] as number) <= split.bin;
    const sides = [leaf.rows.filter(goesLeft), leaf.rows.filter(row => !goesLeft(row))] as const;
    // Only the smaller side is counted; the other is what remains.
    const smaller = sides[0].length <= sides[1].length ? 0 : 1;
    const counted = this.#count(sides[smaller], features);
    const rest = less(leaf.histogram, counted);
    return sides.map((rows, side) => this.#leaf({ rows, node: left + side, histogram: side === smaller ? counted : rest }, features));
  }

  #leaf(leaf: Pick<Leaf, 'rows' | 'node' | 'histogram'>, features: Uint32Array): Leaf {
    let pull = 0;
    let curve = 0;
    for (const row of leaf.rows) {
      pull += this.#pulls[row] as number;
      curve += this.#curves[row] as number;
    }
    return { ...leaf, pull, curve, split: this.#bestSplit({ ...leaf, pull, curve }, features) };
  }

  #count(rows: Uint32Array, features: Uint32Array): Histogram {
    const { bins, features: width } = this.#binned;
    const size = width * BINS;
    const pulls = new Float64Array(size);
    const curves = new Float64Array(size);
    const counts = new Float64Array(size);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      const pull = this.#pulls[row] as number;
      const curve = this.#curves[row] as number;
      const from = row * width;
      for (let each = 0; each < features.length; each++) {
        const feature = features[each] as number;
        const place = feature * BINS + (bins[from + feature] as number);
        (pulls[place] as number) += pull;
        (curves[place] as number) += curve;
        (counts[place] as number) += 1;
      }
    }
    return { pulls, curves, counts };
  }

  #bestSplit({ rows, histogram, pull: allPull, curve: allCurve }: Omit<Leaf, 'split'>, features: Uint32Array): Split | undefined {
    const { least, calm } = this.#tuning;
    if (rows.length < 2 * least) return undefined;
    const worth = (pull: number, curve: number): number => (pull * pull) / (curve + calm);
    let best: Split | undefined;
    for (const feature of features) {
      let pull = 0;
      let curve = 0;
      let count = 0;
      for (let place = 0; place + 1 < BINS; place++) {
        const at = feature * BINS + place;
        pull += histogram.pulls[at] as number;
        curve += histogram.curves[at] as number;
        count += histogram.counts[at] as number;
        if (count < least || rows.length - count < least) continue;
        const gain = worth(pull, curve) + worth(allPull - pull, allCurve - curve) - worth(allPull, allCurve);
        if (gain > (best?.gain ?? 1e-9)) best = { gain, feature, bin: place };
      }
    }
    return best;
  }
}

function less(whole: Histogram, part: Histogram): Histogram {
  const without = (all: Float64Array, some: Float64Array): Float64Array => all.map((value, at) => value - (some[at] as number));
  return { pulls: without(whole.pulls, part.pulls), curves: without(whole.curves, part.curves), counts: without(whole.counts, part.counts) };
}

function sample(random: () => number, count: number, share: number): number[] {
  return Array.from({ length: count }, (_, at) => at).filter(() => random() < share);
}

function leafValue(tree: GrowingTree, binned: Binned, row: number): number {
  let node = 0;
  for (let feature = tree.features[0] ?? LEAF; feature !== LEAF; feature = tree.features[node] ?? LEAF) {
    const left = tree.lefts[node] ?? 0;
    const bound = binned.bounds[feature] ?? new Float32Array();
    const place = binned.bins[row * binned.features + feature] ?? 0;
    node = (bound[place] ?? Number.POSITIVE_INFINITY) <= (tree.values[node] ?? 0) ? left : left + 1;
  }
  return tree.values[node] ?? 0;
}

/** LambdaMART: each tree moves the answers of every question upwards from where the trees before it put them. */
export function trainTrees(data: RankingData, tuning: TreeTuning): Trees {
  const random = seededRandom(tuning.seed);
  const binned = bin(data);
  const count = data.labels.length;
  const scores = Float64Array.from(data.initial ?? new Float32Array(count));
  const slopes = { pulls: new Float64Array(count), curves: new Float64Array(count) };
  const grown: GrowingTree[] = [];
  for (let tree = 0; tree < tuning.trees; tree++) {
    lambdas(data, scores, slopes);
    const questions = sample(random, data.starts.length - 1, tuning.questionShare);
    const rows = questions.flatMap(question => {
      const from = data.starts[question] ?? 0;
      return Array.from({ length: (data.starts[question + 1] ?? 0) - from }, (_, at) => from + at);
    });
    const next = new TreeGrower(binned, tuning, slopes).grow(
      Uint32Array.from(rows),
      Uint32Array.from(sample(random, data.features, tuning.featureShare)),
    );
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
