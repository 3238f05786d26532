import { rankByFit } from '../src/knowledge/answer-fit.ts';
import { asksLaw } from '../src/knowledge/asks-law.ts';
import { type ConfidenceParts, confidenceParts } from '../src/knowledge/confidence.ts';
import type { ReadingScope } from '../src/knowledge/document-weights.ts';
import { findContenders, knownTitles, readQuestion } from '../src/knowledge/search.ts';
import { learnAsksLaw } from './train-asks-law.ts';

const FOLDS = 5;
const ROUNDS = 40;
const CALM = 1;

/** 判断把握的材料 — questions that law decides and the ranker never saw, and questions that no law decides. */
export interface ConfidenceMaterial {
  decided: readonly string[];
  undecided: readonly string[];
  /** What the wording of questions of law is learned from. */
  wording: readonly string[];
}

type Weights = Record<keyof ConfidenceParts | 'constant', number>;

/** The weights that confidence.ts holds: logistic regression, both kinds counting alike; what is said of an undecided question's wording was learned without it. */
export function fitConfidence(scope: ReadingScope, { decided, undecided, wording }: ConfidenceMaterial): Weights {
  const titles = knownTitles(scope);
  const folds = Array.from({ length: FOLDS }, (_, fold) =>
    learnAsksLaw(
      wording,
      undecided.filter((_one, at) => at % FOLDS !== fold),
    ),
  );
  const rows = [...decided, ...undecided].flatMap((text, at) => {
    const isDecided = at < decided.length;
    const weights = folds[(isDecided ? at : at - decided.length) % FOLDS];
    const question = readQuestion(text, titles);
    const hits = findContenders(scope, question);
    const [first] = rankByFit(scope, question, hits);
    if (!first || !weights || question.names.some(({ match }) => match === 'exact' || match === 'nickname')) return [];
    const parts = confidenceParts(scope, question.text, { hits, chosen: first.score });
    return parts ? [{ isDecided, values: [1, parts.worded, parts.chosen, parts.nearest, asksLaw(weights, question.text)] }] : [];
  });
  const worth = (isDecided: boolean): number => 1 / rows.filter(row => row.isDecided === isDecided).length;
  const fitted = logistic(rows.map(({ isDecided, values }) => ({ values, right: isDecided ? 1 : 0, worth: (worth(isDecided) * rows.length) / 2 })));
  const [constant = 0, worded = 0, chosen = 0, nearest = 0, asked = 0] = fitted.map(weight => Number(weight.toFixed(2)));
  return { constant, worded, chosen, nearest, asked };
}

interface Example {
  values: number[];
  right: number;
  worth: number;
}

/** By Newton's method; the first value is the constant and is not held back. */
function logistic(examples: readonly Example[]): number[] {
  const width = examples[0]?.values.length ?? 0;
  let weights = Array.from({ length: width }, () => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map((weight, at) => (at === 0 ? 0 : -CALM * weight));
    const bend = weights.map((_, row) => weights.map((_one, column) => (row !== column ? 0 : row === 0 ? 1e-6 : CALM)));
    for (const { values, right, worth } of examples) {
      const odds = values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
      const chance = 1 / (1 + Math.exp(-odds));
      values.forEach((value, row) => {
        slope[row] = (slope[row] ?? 0) + worth * (right - chance) * value;
        const line = bend[row] as number[];
        values.forEach((other, column) => {
          line[column] = (line[column] ?? 0) + worth * chance * (1 - chance) * value * other;
        });
      });
    }
    const step = solve(bend, slope);
    weights = weights.map((weight, at) => weight + (step[at] ?? 0));
  }
  return weights;
}

/** Gauss's elimination of a small positive system. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  rows.forEach((pivot, at) => {
    const lead = pivot[at] ?? 1;
    pivot.forEach((value, column) => {
      pivot[column] = value / lead;
    });
    rows.forEach((row, other) => {
      const times = row[at] ?? 0;
      if (other === at) return;
      row.forEach((value, column) => {
        row[column] = value - times * (pivot[column] ?? 0);
      });
    });
  });
  return rows.map(row => row.at(-1) ?? 0);
}
