import { featureNames } from '../src/knowledge/ranking/features.ts';
import type { RankerWeights } from '../src/knowledge/ranking/ranker.ts';
import { noTrees } from '../src/lib/trees.ts';
import { trainAnswers } from './train-answers.ts';
import type { Tables } from './train-encoder.ts';
import { type LearnedParts, learnFrom, type Material, type QuestionRows, readLaws, rowsFor, samplesOf, tuning } from './train-ranker.ts';
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

/** One in so many: of the questions written for us that another fold teaches an article of, and of those that none does. Of what will be asked, about one in ten is of the second kind. */
const TAUGHT = 4;
const UNTAUGHT = 21;

/** The questions whose candidates the trees learn from: what was really asked, and enough of what was written. */
export function lessons(material: Material): ReadonlySet<number> {
  const folds = new Map<number, Set<number>>();
  material.gold.forEach((passages, question) => {
    for (const passage of passages) folds.set(passage, (folds.get(passage) ?? new Set()).add(foldOf(question)));
  });
  const isTaught = (question: number): boolean =>
    (material.gold[question] ?? []).some(passage => [...(folds.get(passage) ?? [])].some(fold => fold !== foldOf(question)));
  return new Set(
    [...material.questions.keys()].filter(question => question < material.asked || question % (isTaught(question) ? TAUGHT : UNTAUGHT) === 0),
  );
}

function treesFrom(material: Material, found: ReadonlyMap<number, QuestionRows>): RankerWeights['trees'] {
  return trainTrees(samplesOf(material, found), tuning.trees);
}

/** The weights that ship: learned from every question; the trees from rows that were made without the question itself. */
export function trainOnAll(material: Material, say: (line: string) => void): RankerWeights {
  const base = readLaws(material);
  say('laws read');
  const chosen = lessons(material);
  say(`trees learn from ${chosen.size} of ${material.questions.length} questions`);
  const parts: LearnedParts[] = [];
  const found: Map<number, QuestionRows>[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const learned = learnFrom(material, base, outside(material, fold));
    parts.push(learned);
    found.push(
      rowsFor(
        material,
        learned,
        inside(material, fold).filter(question => chosen.has(question)),
      ),
    );
    say(`fold ${fold + 1} of ${FOLDS}`);
  }
  const trees = treesFrom(material, merged(found));
  say(`${featureNames.length} features, ${trees.starts.length - 1} trees`);
  const answers = trainAnswers(material, { parts, found, treesFrom: rows => treesFrom(material, merged(rows)) }, say);
  return { ...learnFrom(material, base, outside(material)), trees, answers };
}

function merged(found: readonly ReadonlyMap<number, QuestionRows>[]): Map<number, QuestionRows> {
  return new Map(found.flatMap(each => [...each]));
}

/** One ranker for each fold, no part of which saw any question of that fold. */
export function trainByFold(material: Material, say: (line: string) => void): RankerWeights[] {
  const base = readLaws(material);
  say('laws read');
  const rows = crossRows(material, base, say);
  return rows.map((found, fold) => {
    const trees = treesFrom(material, found);
    say(`trees ${fold + 1} of ${FOLDS}`);
    return { ...learnFrom(material, base, outside(material, fold)), trees, answers: noTrees };
  });
}

/** For each fold the rows of all other questions, each made by a model that saw neither that question's fold nor this one. */
function crossRows(material: Material, base: Tables, say: (line: string) => void): Map<number, QuestionRows>[] {
  const result = Array.from({ length: FOLDS }, () => new Map<number, QuestionRows>());
  const chosen = lessons(material);
  const lessonsIn = (fold: number): number[] => inside(material, fold).filter(question => chosen.has(question));
  for (let one = 0; one < FOLDS; one++) {
    for (let other = one + 1; other < FOLDS; other++) {
      const parts = learnFrom(material, base, outside(material, one, other));
      for (const [question, rows] of rowsFor(material, parts, lessonsIn(one))) result[other]?.set(question, rows);
      for (const [question, rows] of rowsFor(material, parts, lessonsIn(other))) result[one]?.set(question, rows);
      say(`folds ${one + 1} and ${other + 1} left out`);
    }
  }
  return result;
}
