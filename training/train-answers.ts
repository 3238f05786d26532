import { ANSWER_FEATURES, readContenders } from '../src/knowledge/answer-fit.ts';
import { provisionAt } from '../src/knowledge/corpus-view.ts';
import { createScope } from '../src/knowledge/document-weights.ts';
import { LearnedRanker } from '../src/knowledge/ranking/ranker.ts';
import { findContenders, knownTitles, readQuestion } from '../src/knowledge/search.ts';
import { noTrees, type Trees } from '../src/lib/trees.ts';
import { articleNames } from './lay-questions.ts';
import { comparableTitle } from './statute-questions.ts';
import type { LearnedParts, Material, QuestionRows } from './train-ranker.ts';
import { type RankingData, type TreeTuning, trainTrees } from './train-trees.ts';

/** What was learned without each fold, and the candidates that it finds for the questions of that fold. */
export interface FoldedLessons {
  parts: readonly LearnedParts[];
  found: readonly ReadonlyMap<number, QuestionRows>[];
  treesFrom: (found: ReadonlyMap<number, QuestionRows>[]) => Trees;
}

export const answerTuning = {
  trees: { trees: 250, leaves: 8, rate: 0.05, least: 40, calm: 1, featureShare: 0.5, questionShare: 0.7, seed: 23 } satisfies TreeTuning,
  /** What was really asked is of another kind than a bureau's questions. */
  askedWorth: 0.4,
};

/** The trees that choose the answer, from contenders that were found by a ranker that saw neither the question nor its fold. */
export function trainAnswers(material: Material, lessons: FoldedLessons, say: (line: string) => void): Trees {
  return trainTrees(answerRows(material, lessons, say), answerTuning.trees);
}

/** Two halves of the folds; the trees that order one's candidates learned from the other. */
const HALF = 2;

export function answerRows(material: Material, { parts, found, treesFrom }: FoldedLessons, say: (line: string) => void): RankingData {
  const crossed = [treesFrom(found.slice(HALF)), treesFrom(found.slice(0, HALF))];
  say('trees of each half');
  const rows: Float32Array[] = [];
  const initial: number[] = [];
  const labels: number[] = [];
  const worth: number[] = [];
  const starts = [0];
  parts.forEach((learned, fold) => {
    const ranker = new LearnedRanker({ ...learned, trees: crossed[fold < HALF ? 0 : 1] ?? noTrees, answers: noTrees });
    const scope = createScope({ ...material.view, ranker }, material.scope.bureau, material.scope.asOf);
    const titles = knownTitles(scope);
    for (const at of found[fold]?.keys() ?? []) {
      const question = material.questions[at];
      if (!question) continue;
      const wanted = new Set(articleNames(question));
      const read = readQuestion(question.text, titles);
      for (const { hit, odds, row } of readContenders(scope, read, findContenders(scope, read))) {
        if (!row) continue;
        rows.push(row);
        initial.push(odds);
        labels.push(wanted.has(`${comparableTitle(hit.place.document.title)}${provisionAt(hit).article ?? ''}`) ? 1 : 0);
        worth.push(at < material.asked ? answerTuning.askedWorth : 1);
      }
      starts.push(labels.length);
    }
    say(`contenders of fold ${fold + 1}`);
  });
  const packed = new Float32Array(rows.length * ANSWER_FEATURES);
  rows.forEach((row, at) => {
    packed.set(row, at * ANSWER_FEATURES);
  });
  return {
    features: ANSWER_FEATURES,
    rows: packed,
    starts: Uint32Array.from(starts),
    labels: Uint8Array.from(labels),
    worth: Float32Array.from(worth),
    initial: Float32Array.from(initial),
  };
}
