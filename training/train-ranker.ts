import { type CorpusView, placeOf } from '../src/knowledge/corpus-view.ts';
import { createScope, type ReadingScope } from '../src/knowledge/document-weights.ts';
import { legalWordsFor } from '../src/knowledge/lay-words.ts';
import { FEATURES, featureNames, remembered } from '../src/knowledge/ranking/features.ts';
import type { Memory } from '../src/knowledge/ranking/memory.ts';
import { LearnedRanker, questionKeys, type RankerWeights } from '../src/knowledge/ranking/ranker.ts';
import { retrieve, scoreQuery } from '../src/knowledge/retrieve.ts';
import { articleLabel, passageText, type Segment } from '../src/knowledge/segment.ts';
import { wordKeys } from '../src/knowledge/terms.ts';
import { noTrees } from '../src/lib/trees.ts';
import { latentWords } from './latent-words.ts';
import { seededRandom } from './random.ts';
import { comparableTitle, type StatuteQuestion } from './statute-questions.ts';
import { type Bag, type EncoderTuning, type Pair, packEncoder, type Tables, trainEncoder } from './train-encoder.ts';
import type { RankingData, TreeTuning } from './train-trees.ts';
import { questionBag, textBag } from './word-bags.ts';

/** 训练材料 — the laws as bags of words, the questions, and which passages answer them. */
export interface Material {
  view: CorpusView;
  scope: ReadingScope;
  segment: Segment;
  /** Those that were really asked come first; this many. */
  questions: readonly StatuteQuestion[];
  asked: number;
  keys: Uint32Array;
  frequencies: Map<number, number>;
  bags: Bag[];
  alive: number[];
  headings: number[][];
  questionKeys: number[][];
  gold: number[][];
  wrong: number[][];
}

/** What is learned from questions before any trees. */
export type LearnedParts = Omit<RankerWeights, 'trees' | 'answers'>;

export const tuning = {
  dimensions: 64,
  rarest: 3,
  /** Length of a word's first vector, times its rarity. */
  scale: 0.2,
  self: { epochs: 2, batch: 256, strangers: 0, temperature: 0.1, rate: 0.05, seed: 3 } satisfies EncoderTuning,
  labelled: { epochs: 10, batch: 64, strangers: 192, temperature: 0.1, rate: 0.02, seed: 11 } satisfies EncoderTuning,
  trees: { trees: 300, leaves: 12, rate: 0.04, least: 30, calm: 1, featureShare: 0.5, questionShare: 0.7, seed: 5 } satisfies TreeTuning,
  /** Share of the questions from whose rows all memory is blanked, so that the trees can do without. */
  forgotten: 0.15,
  negatives: 60,
  /** An answer that no other question had counts this much more: most of what will be asked has never been asked. */
  unseenWorth: 2,
};

/** `asked` were really asked; `written` were written for this project. */
export function gatherMaterial(
  view: CorpusView,
  { asked: really, written }: { asked: readonly StatuteQuestion[]; written: readonly StatuteQuestion[] },
  asOf: string,
): Material {
  const questions = [...really, ...written];
  const [segmentView] = view.segments;
  if (!segmentView || view.segments.length > 1) throw new Error('Training reads the laws as one segment.');
  const { segment } = segmentView;
  const scope = createScope(view, { id: 'training', validity: [], contacts: [] }, asOf);
  const frequencies = new Map<number, number>();
  const count = (keys: readonly number[]): void => {
    for (const key of new Set(keys)) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  };
  const texts = Array.from({ length: segment.sectionOf.length }, (_, passage) => wordKeys(passageText(segment, passage)));
  texts.forEach(count);
  const known = new Map<string, number[]>();
  const headings = segment.sections.map(({ document, path }) =>
    [segment.documents[document]?.title ?? '', ...path].flatMap(heading => {
      const keys = known.get(heading) ?? wordKeys(heading);
      known.set(heading, keys);
      return keys;
    }),
  );
  for (const keys of known.values()) count(keys);
  const asked = questions.map(({ text }) => questionKeys(text));
  const vocabulary = new Set(asked.flat());
  for (const [key, times] of frequencies) if (times >= tuning.rarest) vocabulary.add(key);
  const keys = Uint32Array.from(vocabulary).sort();
  const alive: number[] = [];
  const byName = new Map<string, number[]>();
  for (let passage = 0; passage < texts.length; passage++) {
    const place = placeOf(segmentView, passage);
    if (!place || scope.weight(place) === 0) continue;
    alive.push(passage);
    const name = `${comparableTitle(place.document.title)}${articleLabel(segment, passage) ?? ''}`;
    byName.set(name, [...(byName.get(name) ?? []), passage]);
  }
  const gold = questions.map(({ articles }) => articles.flatMap(({ document, article }) => byName.get(comparableTitle(document) + article) ?? []));
  const wrong = questions.map(({ text }, at) =>
    retrieve(scoreQuery(view, { text, expansion: legalWordsFor(text) }, scope.weight), 40)
      .map(hit => hit.passage)
      .filter(passage => !gold[at]?.includes(passage))
      .slice(2, 30),
  );
  const bags = texts.map((words, passage) => textBag(keys, words, headings[segment.sectionOf[passage] ?? 0] ?? []));
  return { view, scope, segment, questions, asked: really.length, keys, frequencies, bags, alive, headings, questionKeys: asked, gold, wrong };
}

/** Tables that have read the laws only: words of the same articles are near, and a clause should find the article that it was taken from. */
export function readLaws(material: Material): Tables {
  const { keys, frequencies, segment, headings, alive, bags } = material;
  const size = tuning.dimensions;
  const random = seededRandom(7);
  const rarity = Float32Array.from(keys, key => Math.log(1 + segment.sectionOf.length / (1 + (frequencies.get(key) ?? 1))));
  const living = alive.flatMap(passage => bags[passage] ?? []);
  const table = latentWords(living, rarity, { dimensions: size, seed: 99 }).map(value => value * tuning.scale);
  const texts: Bag[] = [];
  const pairs: Pair[] = [];
  for (const passage of alive) {
    const text = passageText(segment, passage);
    const clauses = text.split(/[。；\n，]/).filter(clause => clause.length >= 6);
    if (clauses.length < 2) continue;
    const at = Math.floor(random() * clauses.length);
    const span = 1 + Math.floor(random() * 2);
    const rest = random() < 0.3 ? text : [...clauses.slice(0, at), ...clauses.slice(at + span)].join('，');
    if (rest.length < 6) continue;
    const above = headings[segment.sectionOf[passage] ?? 0] ?? [];
    const words = wordKeys(clauses.slice(at, at + span).join('，')).filter(() => random() < 0.9);
    if (random() < 0.3) words.push(...above.filter(() => random() < 0.5));
    texts.push(textBag(keys, wordKeys(rest), random() < 0.7 ? above : []));
    pairs.push({ question: questionBag(keys, words), texts: [texts.length - 1] });
  }
  const tables: Tables = { dimensions: size, keys, question: table, text: table };
  trainEncoder(tables, { pairs, texts }, tuning.self);
  return tables;
}

/** Everything but the trees, learned from some of the questions. */
export function learnFrom(material: Material, base: Tables, learned: readonly number[]): LearnedParts {
  const { keys, questionKeys: asked, gold, wrong, bags } = material;
  const tables: Tables = { ...base, question: Float32Array.from(base.question), text: Float32Array.from(base.text) };
  const pairs = learned.map(at => ({ question: questionBag(keys, asked[at] ?? []), texts: gold[at] ?? [], wrong: wrong[at] ?? [] }));
  trainEncoder(tables, { pairs: pairs.filter(({ texts }) => texts.length > 0), texts: bags }, tuning.labelled);
  return { encoder: packEncoder(tables), memory: remember(material, learned) };
}

function remember(material: Material, learned: readonly number[]): Memory {
  const { segment, view, gold, questionKeys: asked, keys, frequencies } = material;
  const places = new Map<string, number>();
  const articles: Memory['articles'] = [];
  const answers = learned.map(at =>
    (gold[at] ?? []).map(passage => {
      const place = view.segments[0] && placeOf(view.segments[0], passage);
      const article = { title: place?.document.title ?? '', code: segment.articleOf[passage] ?? 0 };
      const name = `${article.title}#${article.code}`;
      const known = places.get(name);
      if (known !== undefined) return known;
      places.set(name, articles.length);
      return articles.push(article) - 1;
    }),
  );
  const words = learned.map(at => [...new Set(asked[at] ?? [])]);
  const starts = new Uint32Array(words.length + 1);
  words.forEach((each, at) => {
    starts[at + 1] = (starts[at] ?? 0) + each.length;
  });
  return {
    keys: Uint32Array.from(words.flat()),
    starts,
    answers: answers.map(each => [...new Set(each)]),
    articles,
    knownTitles: [...new Set(view.documents.map(({ document }) => document.title))],
    rarity: Float32Array.from(keys, key => Math.log(1 + segment.sectionOf.length / (1 + (frequencies.get(key) ?? 0)))),
  };
}

export interface QuestionRows {
  rows: Float32Array;
  passages: number[];
}

/** The candidates of some questions as a ranker that never saw them finds them. */
export function rowsFor(material: Material, parts: LearnedParts, asked: readonly number[]): Map<number, QuestionRows> {
  const ranker = new LearnedRanker({ ...parts, trees: noTrees, answers: noTrees });
  const result = new Map<number, QuestionRows>();
  for (const at of asked) {
    const text = material.questions[at]?.text ?? '';
    const scored = scoreQuery(material.view, { text, expansion: legalWordsFor(text) }, material.scope.weight);
    const { candidates, rows } = ranker.features(material.view, scored);
    result.set(at, { rows, passages: candidates.list.map(({ passage }) => passage) });
  }
  return result;
}

/** Samples for the trees: all answers among the candidates, and some of the others drawn evenly. */
export function samplesOf(material: Material, found: ReadonlyMap<number, QuestionRows>): RankingData {
  const random = seededRandom(17);
  const blanked = remembered.map(name => featureNames.indexOf(name));
  const kept: Float32Array[] = [];
  const labels: number[] = [];
  const worth: number[] = [];
  const seen = featureNames.indexOf('articlePrior');
  const starts = [0];
  for (const [at, { rows, passages }] of found) {
    const gold = new Set(material.gold[at]);
    const forget = random() < tuning.forgotten;
    const share = tuning.negatives / passages.length;
    passages.forEach((passage, row) => {
      const isGold = gold.has(passage);
      if (!isGold && random() > share) return;
      const values = rows.slice(row * FEATURES, (row + 1) * FEATURES);
      if (forget) for (const feature of blanked) values[feature] = 0;
      kept.push(values);
      labels.push(isGold ? 1 : 0);
      worth.push(values[seen] === 0 ? tuning.unseenWorth : 1);
    });
    starts.push(labels.length);
  }
  const rows = new Float32Array(kept.length * FEATURES);
  kept.forEach((values, at) => {
    rows.set(values, at * FEATURES);
  });
  return { features: FEATURES, rows, starts: Uint32Array.from(starts), labels: Uint8Array.from(labels), worth: Float32Array.from(worth) };
}
