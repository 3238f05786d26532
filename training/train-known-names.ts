import type { Bureau } from '../src/bureau/bureau.ts';
import type { Ledger, MetricDefinition } from '../src/domain/ledger.ts';
import type { RankNames } from '../src/ledgers/reading/naming/choose-name.ts';
import { KNOWN_FEATURES } from '../src/ledgers/reading/naming/known-name-features.ts';
import { KnownNames } from '../src/ledgers/reading/naming/known-names.ts';
import { besideKnown } from '../src/ledgers/reading/naming/recognise-name.ts';
import { scoreRow, type Trees } from '../src/lib/trees.ts';
import type { Office } from '../test/evals/own-messages.ts';
import { seededRandom } from './random.ts';
import { FOLDS, type NamedScene, scenesOf } from './train-names.ts';
import { trainTrees } from './train-trees.ts';

/** 认名样本 — the known names beside a figure, “none of these” last; 1 for those that are right. */
interface KnownExample {
  office: number;
  /** None where no known name has a pair of letters in common with what was said. */
  rows: Float32Array;
  labels: number[];
  /** One of its names is known, near or not. */
  isKnown: boolean;
}

const tuning = { trees: 300, leaves: 16, rate: 0.07, least: 15, calm: 1, featureShare: 0.7, questionShare: 0.8, seed: 3 };

/** Of what an office counts so much is known, as a bureau would have listed it: two in three, three in five of them under the first of their names. */
const KNOWN = 0.65;
const FIRST = 0.6;

function metricsOfOffice({ messages }: Office, random: () => number): Map<string, MetricDefinition> {
  const metrics = new Map<string, MetricDefinition>();
  for (const { name, otherNames = [], unit, otherUnits = [], kind, inferred } of messages.flatMap(({ entries }) =>
    entries.flatMap(entry => entry.metrics),
  )) {
    const names = [name, ...otherNames];
    if (inferred === true || names.some(each => metrics.has(each)) || random() > KNOWN) continue;
    const known = random() < FIRST ? name : (names[Math.floor(random() * names.length)] ?? name);
    const units = [unit, ...otherUnits].filter(each => each !== '');
    metrics.set(known, { name: known, aliases: [], units, kind: kind === 'cumulative' ? 'increment' : kind, partOf: null, rate: null });
  }
  return metrics;
}

/** Each office as a bureau that has listed part of what it counts, its figures named by what was learned without it. */
export function knownExamples(offices: readonly Office[], ranks: readonly RankNames[], bureau: Bureau): KnownExample[] {
  const random = seededRandom(11);
  return offices.flatMap((office, index) => {
    const rank = ranks[index % FOLDS];
    if (rank === undefined) return [];
    const metrics = metricsOfOffice(office, random);
    const own: Ledger = { id: 'own', name: '', section: '', departments: [], keywords: [], metrics: [...metrics.values()], eventMetric: null };
    const known = new KnownNames();
    for (const ledger of [...bureau.ledgers, own])
      for (const metric of ledger.metrics) known.add(metric.name, { units: metric.units, kind: metric.kind, definition: { ledger, metric } });
    const isKnown = (name: string): boolean => metrics.has(name);
    return scenesOf(office, bureau, rank).map(scene => ({ office: index, isKnown: scene.names.some(isKnown), ...exampleOf(scene, rank, known) }));
  });
}

function exampleOf({ scene, names }: NamedScene, rank: RankNames, known: KnownNames): Pick<KnownExample, 'rows' | 'labels'> {
  const ranked = rank(scene);
  const beside = besideKnown(scene, ranked, known);
  if (beside === null) return { rows: new Float32Array(), labels: [] };
  const labels = beside.near.map(({ name }) => (names.includes(name) ? 1 : 0));
  return { rows: beside.rows, labels: [...labels, labels.includes(1) ? 0 : 1] };
}

export function trainKnownNames(examples: readonly KnownExample[]): Trees {
  const asked = examples.filter(({ labels }) => labels.length > 0);
  const count = asked.reduce((sum, { labels }) => sum + labels.length, 0);
  const rows = new Float32Array(count * KNOWN_FEATURES);
  const starts = [0];
  for (const { rows: own, labels } of asked) {
    const from = starts.at(-1) ?? 0;
    rows.set(own, from * KNOWN_FEATURES);
    starts.push(from + labels.length);
  }
  const labels = Uint8Array.from(asked.flatMap(example => example.labels));
  const data = { features: KNOWN_FEATURES, rows, starts: Uint32Array.from(starts), labels, worth: new Float32Array(count).fill(1) };
  return trainTrees(data, tuning);
}

/** How many figures are of known names, how many were taken for one, and how many of these rightly. */
export interface KnownScore {
  known: number;
  taken: number;
  right: number;
}

/** Every office judged by what the others teach. `sure`: how much more must speak for a name than for none. */
export function crossValidateKnownNames(examples: readonly KnownExample[], sure: number): KnownScore {
  const total: KnownScore = { known: examples.filter(({ isKnown }) => isKnown).length, taken: 0, right: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const trees = trainKnownNames(examples.filter(({ office }) => office % FOLDS !== fold));
    for (const { rows, labels } of examples.filter(({ office, labels }) => office % FOLDS === fold && labels.length > 0)) {
      const scores = labels.map((_, place) => scoreRow(trees, rows, place * KNOWN_FEATURES));
      const none = scores.pop() ?? 0;
      const best = scores.indexOf(Math.max(...scores));
      if ((scores[best] ?? none) <= none + sure) continue;
      total.taken++;
      total.right += labels[best] ?? 0;
    }
  }
  return total;
}
