import type { CorpusView, DocumentPlace } from '../corpus-view.ts';
import { provisionAt } from '../corpus-view.ts';
import { questionKinds } from '../question-kind.ts';
import { contentWords, wordRarity } from '../rescore.ts';
import { askedAbout } from '../retrieve.ts';
import { articleNumber } from '../segment.ts';
import type { Candidate, Candidates } from './candidates.ts';
import type { QuestionMemory, Recalled } from './memory.ts';

/** What the trees see of each candidate, in this order. */
export const featureNames = [
  'base',
  'baseRank',
  'words',
  'bigrams',
  'added',
  'headings',
  'likeness',
  'likenessGap',
  'likenessRank',
  'first',
  'firstGap',
  'length',
  'level',
  'cited',
  'weight',
  'place',
  'previousBase',
  'nextBase',
  'previousLikeness',
  'nextLikeness',
  'aroundBase',
  'aroundLikeness',
  'lawBase',
  'lawLikeness',
  'lawShare',
  'lawGap',
  'sectionCount',
  'nearest',
  'nearestGap',
  'nearestRank',
  'votes',
  'lawVotes',
  'articlePrior',
  'lawPrior',
  'covered',
  'coveredTitle',
  'coveredLegal',
  'coveredSentence',
  'pairs',
  'kindPenalty',
  'penalties',
  'closing',
  'items',
  'titleLength',
] as const;

export const FEATURES: number = featureNames.length;

/** Features that come from answered questions; for what nobody asked before they are all 0. */
export const remembered: readonly (typeof featureNames)[number][] = [
  'nearest',
  'nearestGap',
  'nearestRank',
  'votes',
  'lawVotes',
  'articlePrior',
  'lawPrior',
];

export interface FeatureContext {
  view: CorpusView;
  question: string;
  expansion: string;
  weight: (place: DocumentPlace) => number;
  memory: QuestionMemory;
  recalled: Recalled;
  /** Place of a passage among the memory's articles, or -1. */
  articleAt: (candidate: Candidate) => number;
}

const levels: Record<string, number> = {
  constitution: 5,
  law: 6,
  'judicial-interpretation': 4,
  'administrative-regulation': 3,
  'departmental-rule': 2,
  'local-regulation': 2,
  'normative-document': 2.5,
  policy: 2.5,
  report: 0,
  other: 1,
};
const closing = /^本[一-龥]{1,6}自[^。]{0,30}起(?:施行|实施|执行)|^为了|^为[^。]{4,60}，(?:根据|制定)/;

/** Rank of what no remembered question was answered with, behind all that were. */
const NOT_RECALLED = 5;

interface WordShare {
  in: (text: string) => number;
}

/** The share of some words, the rare ones counting more, that a text holds. */
function wordShare(view: CorpusView, asked: readonly string[]): WordShare {
  const rarities = asked.map(word => wordRarity(view, word));
  const total = Math.max(
    1e-6,
    rarities.reduce((sum, value) => sum + value, 0),
  );
  return {
    in: text => {
      let sum = 0;
      for (let at = 0; at < asked.length; at++) if (text.includes(asked[at] ?? '')) sum += rarities[at] ?? 0;
      return sum / total;
    },
  };
}

function ranks(list: readonly Candidate[], value: (candidate: Candidate) => number): Float32Array {
  const values = list.map(value);
  const order = [...list.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
  const result = new Float32Array(list.length);
  order.forEach((at, rank) => {
    result[at] = Math.log1p(rank);
  });
  return result;
}

/** One row of numbers for each candidate. */
export function featuresOf({ list, attainable, bestLikeness }: Candidates, context: FeatureContext): Float32Array {
  const { view, memory, recalled } = context;
  const rows = new Float32Array(list.length * FEATURES);
  const asked = contentWords(context.question);
  const share = wordShare(view, asked);
  const legal = wordShare(
    view,
    context.expansion.split(' ').filter(word => word !== ''),
  );
  const plain = askedAbout(context.question).replace(/[^一-龥]+/g, ' ');
  const pairList = [...new Set([...plain.matchAll(/(?=([一-龥]{2}))/g)].map(match => match[1] ?? ''))];
  const asksPenalty = questionKinds(context.question).includes('penalty') ? 1 : 0;
  const baseRanks = ranks(list, ({ in: source, passage }) => source.base[passage] ?? 0);
  const likenessRanks = ranks(list, ({ in: source, passage }) => source.likeness[passage] ?? 0);
  const lawSums = new Map<DocumentPlace, number>();
  const sections = new Map<string, number>();
  let all = 1e-6;
  const bestFirst = list[0]?.first ?? 0;
  const knownOrder = [...recalled.nearest.values()].sort((a, b) => b - a);
  const bestKnown = knownOrder[0] ?? 0;
  for (const { place, first, in: source, passage } of list) {
    const worth = Math.max(0, first - bestFirst + 1.5) ** 2;
    lawSums.set(place, (lawSums.get(place) ?? 0) + worth);
    all += worth;
    const section = `${place.document.id}#${source.view.segment.sectionOf[passage]}`;
    sections.set(section, (sections.get(section) ?? 0) + 1);
  }
  list.forEach((candidate, at) => {
    const { in: source, passage, place, first } = candidate;
    const { text, path } = provisionAt({ segment: source.view, passage });
    const title = place.document.title;
    const base = source.base[passage] ?? 0;
    const like = source.likeness[passage] ?? 0;
    const near = (values: Float32Array, step: number): number => {
      const other = passage + step;
      return other >= place.first && other < place.end ? (values[other] ?? 0) : 0;
    };
    const around = (values: Float32Array): number => (near(values, -2) + near(values, -1) + near(values, 1) + near(values, 2)) / 4;
    const article = context.articleAt(candidate);
    const nearest = recalled.nearest.get(article) ?? 0;
    const lawBase = source.bestBase[place.position] ?? 0;
    let sentence = 0;
    for (const part of text.split(/[。；\n]/)) sentence = Math.max(sentence, part.length > 3 ? share.in(part) : 0);
    let found = 0;
    for (const pair of pairList) if (text.includes(pair)) found++;
    rows.set(
      [
        base,
        baseRanks[at] ?? 0,
        (source.fields.words[passage] ?? 0) / (attainable.words + 1),
        (source.fields.bigrams[passage] ?? 0) / (attainable.bigrams + 1),
        source.fields.added[passage] ?? 0,
        source.fields.headings[source.view.segment.sectionOf[passage] ?? 0] ?? 0,
        like,
        bestLikeness - like,
        likenessRanks[at] ?? 0,
        first,
        bestFirst - first,
        Math.log1p(text.length),
        levels[place.document.level] ?? 1,
        Math.log1p(view.citations.get(title) ?? 0),
        context.weight(place),
        (passage - place.first) / Math.max(1, place.end - place.first),
        near(source.base, -1),
        near(source.base, 1),
        near(source.likeness, -1),
        near(source.likeness, 1),
        around(source.base),
        around(source.likeness),
        lawBase,
        source.bestLikeness[place.position] ?? 0,
        (lawSums.get(place) ?? 0) / all,
        (source.bestLikeness[place.position] ?? 0) - like,
        sections.get(`${place.document.id}#${source.view.segment.sectionOf[passage]}`) ?? 0,
        nearest,
        bestKnown - nearest,
        nearest > 0 ? Math.log1p(knownOrder.indexOf(nearest)) : NOT_RECALLED,
        recalled.votes.get(article) ?? 0,
        recalled.laws.get(title) ?? 0,
        article < 0 ? 0 : Math.log1p(memory.articleCounts[article] ?? 0),
        memory.lawPrior(title),
        share.in(`${title}${path.join('')}${text}`),
        share.in(`${title}${path.join('')}`),
        legal.in(text),
        sentence,
        found / Math.max(1, pairList.length),
        asksPenalty,
        path.some(heading => /法律责任|罚则/.test(heading)) ? 1 : 0,
        closing.test(text) ? 1 : 0,
        articleNumber(source.view.segment, passage) ? Math.min(9, text.split('\n').length) : -1,
        title.length,
      ],
      at * FEATURES,
    );
  });
  return rows;
}
