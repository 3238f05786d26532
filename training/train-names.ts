import type { Bureau } from '../src/bureau/bureau.ts';
import { parseInstant } from '../src/domain/date.ts';
import { readMessage } from '../src/ledgers/read-message.ts';
import { lexiconOf } from '../src/ledgers/reading/lexicon.ts';
import { describedNames, type NameWeights, type RankNames, rankBy, rankByRule, rounded } from '../src/ledgers/reading/naming/choose-name.ts';
import type { FigureScene } from '../src/ledgers/reading/naming/figure-scene.ts';
import { FEATURES } from '../src/ledgers/reading/naming/name-features.ts';
import { withPeople } from '../test/evals/extract.ts';
import type { ExpectedMetric, ExtractionCase } from '../test/evals/extraction-case.ts';
import type { Office } from '../test/evals/own-messages.ts';

/** 起名样本 — a figure of a message with the names that are right. */
export interface NamedScene {
  scene: FigureScene;
  names: readonly string[];
}

/** Offices are left out in so many parts. */
export const FOLDS = 5;

/** `calm`: how much a large weight costs. */
const tuning = { rounds: 4, rate: 0.1, calm: 0.01 };

/** 12.6万人 and 126000人 are the same figure. */
function amount(value: number | null, unit: string): string {
  const times = unit.startsWith('万') ? 1e4 : unit.startsWith('亿') ? 1e8 : 1;
  return `${value === null ? '-' : Math.round(value * times * 1000)}${times === 1 ? unit : unit.slice(1)}`;
}

export function matches({ value, unit, otherUnits = [] }: ExpectedMetric, quantity: FigureScene['quantity']): boolean {
  return [unit, ...otherUnits].some(each => amount(value, each) === amount(quantity.value, quantity.unit));
}

/** The figures without a metric in the messages of an office, as they are met while they are read with `rank`. */
export function scenesOf({ people, messages }: Office, bureau: Bureau, rank: RankNames): NamedScene[] {
  const own = withPeople(bureau, people);
  const lexicon = lexiconOf(own);
  return messages.flatMap(example =>
    scenesOfMessage(example, own, spy => Object.assign(lexicon, { naming: { rank: spy, recognise: () => null } }), rank),
  );
}

function scenesOfMessage(example: ExtractionCase, bureau: Bureau, listen: (spy: RankNames) => void, rank: RankNames): NamedScene[] {
  const scenes: FigureScene[] = [];
  listen(scene => {
    scenes.push(scene);
    return rank(scene);
  });
  readMessage(example.text, {
    bureau,
    reporter: example.from,
    at: parseInstant(example.at) ?? 0,
    ...(example.quote === undefined ? {} : { quote: example.quote }),
  });
  const left = example.entries.flatMap(entry => entry.metrics);
  return scenes.flatMap(scene => {
    const index = left.findIndex(metric => matches(metric, scene.quantity));
    const [metric] = index < 0 ? [] : left.splice(index, 1);
    return metric === undefined ? [] : [{ scene, names: [metric.name, ...(metric.otherNames ?? [])] }];
  });
}

/** 学习的一例 — the candidates of one figure, and which of them are right. */
interface Example {
  features: Int32Array[];
  right: boolean[];
}

/** Every scene in which a candidate is right. */
function gather(scenes: readonly NamedScene[]): Example[] {
  return scenes.flatMap(({ scene, names }) => {
    const candidates = describedNames(scene);
    const right = candidates.map(({ name }) => names.includes(name));
    return right.includes(true) ? [{ features: candidates.map(({ features }) => Int32Array.from(features)), right }] : [];
  });
}

interface Learning {
  weights: Float64Array;
  /** Sum of the squared slopes of each weight. */
  slopes: Float64Array;
  /** Sum of what each weight was moved by, times when. */
  moved: Float64Array;
  /** What one example pulls at each weight; 0 between examples. */
  pulls: Float64Array;
}

function untaught(): Learning {
  return {
    weights: new Float64Array(FEATURES),
    slopes: new Float64Array(FEATURES),
    moved: new Float64Array(FEATURES),
    pulls: new Float64Array(FEATURES),
  };
}

/** Moves the weights towards the right candidates of one figure: the slope of the log of their joint share in a softmax, by AdaGrad. */
function learn({ features, right }: Example, { weights, slopes, moved, pulls }: Learning, step: number): void {
  const scores = features.map(own => own.reduce((sum, feature) => sum + (weights[feature] ?? 0), 0));
  const top = Math.max(...scores);
  const shares = scores.map(score => Math.exp(score - top));
  const all = shares.reduce((sum, share) => sum + share, 0);
  const good = shares.reduce((sum, share, index) => sum + (right[index] ? share : 0), 0);
  const touched = new Set<number>();
  shares.forEach((share, index) => {
    const pull = share / all - (right[index] ? share / good : 0);
    if (Math.abs(pull) < 1e-4) return;
    for (const feature of features[index] ?? []) {
      pulls[feature] = (pulls[feature] ?? 0) + pull;
      touched.add(feature);
    }
  });
  for (const feature of touched) {
    const slope = (pulls[feature] ?? 0) + tuning.calm * (weights[feature] ?? 0);
    pulls[feature] = 0;
    slopes[feature] = (slopes[feature] ?? 0) + slope * slope;
    const move = (tuning.rate * slope) / Math.sqrt((slopes[feature] ?? 0) + 1e-8);
    weights[feature] = (weights[feature] ?? 0) - move;
    moved[feature] = (moved[feature] ?? 0) - move * step;
  }
}

/** Strides through the examples, each without a factor in common with any likely count: no office is learned in one piece. */
const orders = [7919, 6271, 4409];

/** The weights are the mean of those after every step of every order, which depends less on what came last. */
function weightsFor(examples: readonly Example[]): NameWeights {
  const mean = new Float64Array(FEATURES);
  for (const order of orders)
    for (const [feature, weight] of learnedInOrder(examples, order).entries()) mean[feature] = (mean[feature] ?? 0) + weight / orders.length;
  return rounded(mean);
}

function learnedInOrder(examples: readonly Example[], order: number): Float64Array {
  const learning = untaught();
  const steps = tuning.rounds * examples.length;
  for (let step = 1; step <= steps; step++) {
    const example = examples[(step * order) % examples.length];
    if (example) learn(example, learning, step);
  }
  return learning.moved.map((moved, feature) => (learning.weights[feature] ?? 0) - moved / (steps + 1));
}

/** How often the rules, the weights and an all-knowing choice name a figure right. */
export interface NamingScore {
  figures: number;
  rule: number;
  chosen: number;
  possible: number;
}

function score(scenes: readonly NamedScene[], rank: RankNames): NamingScore {
  const total = { figures: scenes.length, rule: 0, chosen: 0, possible: 0 };
  for (const { scene, names } of scenes) {
    if (names.includes(scene.rule)) total.rule++;
    if (names.includes(rank(scene).best)) total.chosen++;
    if (describedNames(scene).some(({ name }) => names.includes(name))) total.possible++;
  }
  return total;
}

/** Learns from all offices; the second time the figures before are named as the first weights name them. */
export function trainNames(offices: readonly Office[], bureau: Bureau, say: (line: string) => void = () => undefined): NameWeights {
  let rank = rankByRule;
  let weights = rounded(new Float64Array(FEATURES));
  for (let pass = 0; pass < 2; pass++) {
    const examples = gather(offices.flatMap(office => scenesOf(office, bureau, rank)));
    say(`${examples.length} figures with a right candidate`);
    weights = weightsFor(examples);
    rank = rankBy(weights);
  }
  return weights;
}

/** For each fifth of the offices what the other four, and the sets that are only learned from, teach. */
export function leftOutRanks(offices: readonly Office[], besides: readonly Office[], bureau: Bureau): RankNames[] {
  return Array.from({ length: FOLDS }, (_, fold) =>
    rankBy(trainNames([...offices.filter((_office, index) => index % FOLDS !== fold), ...besides], bureau)),
  );
}

/** Every office named by what was learned without it. */
export function crossValidateNames(offices: readonly Office[], ranks: readonly RankNames[], bureau: Bureau): NamingScore {
  const total: NamingScore = { figures: 0, rule: 0, chosen: 0, possible: 0 };
  for (const [index, office] of offices.entries()) {
    const rank = ranks[index % FOLDS] ?? rankByRule;
    const one = score(scenesOf(office, bureau, rank), rank);
    for (const key of ['figures', 'rule', 'chosen', 'possible'] as const) total[key] += one[key];
  }
  return total;
}
