import type { Bureau } from '../src/bureau/bureau.ts';
import type { Intent } from '../src/domain/intent.ts';
import { lookAt } from '../src/ledgers/reading/first-look.ts';
import { type IntentWeights, pairKey, weighed } from '../src/ledgers/reading/intent-model.ts';
import { featuresOf } from '../src/ledgers/reading/judge-intent.ts';
import { lexiconOf } from '../src/ledgers/reading/lexicon.ts';
import { type IntentExample, loadIntentExamples, loadLawExamples, loadOfficeExamples, loadPlainExamples } from './intent-examples.ts';
import { descend, type Lesson } from './softmax.ts';

/** What an example counts: everyday messages are few for how often they are sent, questions of law are many and alike. */
const WORTH = { border: 1, office: 1, plain: 3, law: 0.1 };
/** When nobody wrote down the day of a message. */
const SOME_DAY = '2026-11-20';
/** A feature that a single example has says nothing of the next. */
const SEEN = 2;
/** How much a large weight costs. */
const DECAY = 0.0002;
/** Weights are kept as a byte each; what rounds to nothing for every intent is left out. */
const LARGEST = 127;

/** Everything that may be learned from. */
export function learnable(): IntentExample[] {
  return [...loadIntentExamples(), ...loadPlainExamples(), ...loadOfficeExamples(), ...loadLawExamples()].filter(
    ({ intent }) => intent !== 'screened',
  );
}

function worthOf({ by }: IntentExample): number {
  if (by === 'law' || by === 'plain') return WORTH[by];
  return by.startsWith('office ') ? WORTH.office : WORTH.border;
}

/** The same examples give the same weights. */
export function trainIntents(examples: readonly IntentExample[], bureau: Bureau): IntentWeights {
  const intents = [...new Set(examples.map(({ intent }) => intent))].sort();
  const lexicon = lexiconOf(bureau);
  const features = examples.map(({ text, quote, day = SOME_DAY }) =>
    featuresOf(text, { look: lookAt(text, { bureau, department: '', today: day }), lexicon, quote }),
  );
  const seen = new Map<number, number>([[0, SEEN]]);
  for (const { pieces, signs } of features) {
    const pairs = signs.flatMap((sign, at) => signs.slice(at + 1).map(other => pairKey(sign, other)));
    for (const key of new Set([...pieces, ...signs, ...pairs])) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const keys = Uint32Array.from([...seen].filter(([, times]) => times >= SEEN).map(([key]) => key)).sort();
  const places = new Map([...keys].map((key, place) => [key, place]));
  const all = examples.reduce((sum, example) => sum + worthOf(example), 0);
  const rows = features.map((each, at): Lesson => {
    const example = examples[at] as IntentExample;
    return { ...weighed(each, key => places.get(key) ?? -1), right: [intents.indexOf(example.intent)], counts: worthOf(example) / all };
  });
  return quantised(descend(rows, { features: keys.length, labels: intents.length, decay: DECAY }), keys, intents);
}

function quantised(weights: Float64Array, keys: Uint32Array, intents: Intent[]): IntentWeights {
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST;
  const rounded = Int8Array.from(weights, weight => Math.round(weight / step));
  const said = [...keys.keys()].filter(
    place => place === 0 || rounded.subarray(place * intents.length, (place + 1) * intents.length).some(weight => weight !== 0),
  );
  const says = new Int8Array(said.length * intents.length);
  for (const [at, place] of said.entries()) says.set(rounded.subarray(place * intents.length, (place + 1) * intents.length), at * intents.length);
  return { intents, keys: Uint32Array.from(said, place => keys[place] ?? 0), says, step };
}

/** Too easy to tell anything. */
const unjudged: ReadonlySet<string> = new Set(['law', 'plain']);

/** 交叉检验 — weights for each fold, learned without it; what is learned for is judged on messages that were not learned from. */
export function* intentFolds(
  examples: readonly IntentExample[],
  bureau: Bureau,
  folds = 5,
): Generator<{ weights: IntentWeights; left: IntentExample[] }> {
  for (let fold = 0; fold < folds; fold++) {
    const left = examples.filter(({ by }, at) => !unjudged.has(by) && at % folds === fold);
    const out = new Set(left);
    yield {
      weights: trainIntents(
        examples.filter(example => !out.has(example)),
        bureau,
      ),
      left,
    };
  }
}
