import { featureNames } from '../src/knowledge/ranking/features.ts';
import type { RankerWeights } from '../src/knowledge/ranking/ranker.ts';
import type { Tables } from './train-encoder.ts';
import { learnFrom, type Material, type QuestionRows, readLaws, rowsFor, samplesOf, tuning } from './train-ranker.ts';
import { trainTrees } from './train-trees.ts';

export const FOLDS = 5;

/** Neighbouring questions are often about one matter, and so fall into different folds, as real questions would. */
export function foldOf(question: number): number {
  return question % FOLDS;
}

function outside(material: Material, ...folds: number[]): number[] {
  return [...material.questions.keys()].filter(question => !folds.includes(foldOf(question)));
}

function inside(material: Material, fold: number): number[] {
  return [...material.questions.keys()].filter(question => foldOf(question) === fold);
}

function treesFrom(material: Material, found: ReadonlyMap<number, QuestionRows>): RankerWeights['trees'] {
  return trainTrees(samplesOf(material, found), tuning.trees);
}

/** The weights that ship: learned from every question; the trees from rows that were made without the question itself. */
export function trainOnAll(material: Material, say: (line: string) => void): RankerWeights {
  const base = readLaws(material);
  say('laws read');
  const found = new Map<number, QuestionRows>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const parts = learnFrom(material, base, outside(material, fold));
    for (const [question, rows] of rowsFor(material, parts, inside(material, fold))) found.set(question, rows);
    say(`fold ${fold + 1} of ${FOLDS}`);
  }
  const trees = treesFrom(material, found);
  say(`${featureNames.length} features, ${trees.starts.length - 1} trees`);
  return { ...learnFrom(material, base, outside(material)), trees };
}

/** One ranker for each fold, no part of which saw any question of that fold. */
export function trainByFold(material: Material, say: (line: string) => void): RankerWeights[] {
  const base = readLaws(material);
  say('laws read');
  const rows = crossRows(material, base, say);
  return rows.map((found, fold) => {
    const trees = treesFrom(material, found);
    say(`trees ${fold + 1} of ${FOLDS}`);
    return { ...learnFrom(material, base, outside(material, fold)), trees };
  });
}

/** For each fold the rows of all other questions, each made by a model that saw neither that question's fold nor this one. */
function crossRows(material: Material, base: Tables, say: (line: string) => void): Map<number, QuestionRows>[] {
  const result = Array.from({ length: FOLDS }, () => new Map<number, QuestionRows>());
  for (let one = 0; one < FOLDS; one++) {
    for (let other = one + 1; other < FOLDS; other++) {
      const parts = learnFrom(material, base, outside(material, one, other));
      for (const [question, rows] of rowsFor(material, parts, inside(material, one))) result[other]?.set(question, rows);
      for (const [question, rows] of rowsFor(material, parts, inside(material, other))) result[one]?.set(question, rows);
      say(`folds ${one + 1} and ${other + 1} left out`);
    }
  }
  return result;
}
