import { type AnswerFeatures, answerFeatures } from '../src/knowledge/answer-features.ts';
import { provisionAt } from '../src/knowledge/corpus-view.ts';
import type { ReadingScope } from '../src/knowledge/document-weights.ts';
import { knownTitles, readQuestion, searchScope } from '../src/knowledge/search.ts';
import { comparableTitle } from './statute-questions.ts';

/** A question with the articles that answer it, how much it counts, and whether the learned likeness has seen it: then that proves nothing. */
export interface FitQuestion {
  text: string;
  articles: readonly string[];
  worth: number;
  seen: boolean;
}

const CANDIDATES = 40;
const ROUNDS = 400;
const RATE = 0.5;
const CALM = 0.002;
/** Too rare in the questions to be learned; set by hand. */
const byHand: ReadonlySet<keyof AnswerFeatures> = new Set(['frame', 'defines']);

interface Row {
  isAnswer: boolean;
  values: number[];
}

function rowsOf(scope: ReadingScope, names: readonly (keyof AnswerFeatures)[], question: FitQuestion, titles: ReturnType<typeof knownTitles>): Row[] {
  const read = readQuestion(question.text, titles);
  const hits = searchScope(scope, read, { limit: CANDIDATES });
  const top = hits[0]?.score ?? 1;
  const features = answerFeatures(scope, read);
  return hits.map(hit => {
    const found = features({ ...hit, score: hit.score / top });
    const label = `${comparableTitle(hit.place.document.title)}${provisionAt(hit).article ?? ''}`;
    return { isAnswer: question.articles.includes(label), values: names.map(name => (question.seen && name === 'likeness' ? 0 : found[name])) };
  });
}

/** Softmax over each question's candidates, by Adagrad; deterministic. Returns one weight for each feature that can be learned. */
export function fitAnswers(scope: ReadingScope, questions: readonly FitQuestion[]): Partial<Record<keyof AnswerFeatures, number>> {
  const titles = knownTitles(scope);
  const names: (keyof AnswerFeatures)[] = (
    ['found', 'sentence', 'kind', 'wording', 'likeness', 'titleSaid', 'titleForeign', 'penalty', 'penaltyUnasked', 'frame', 'own', 'defines'] as const
  ).filter(name => !byHand.has(name));
  const data = questions
    .map(question => ({ worth: question.worth, rows: rowsOf(scope, names, question, titles) }))
    .filter(({ rows }) => rows.some(row => row.isAnswer));
  const all = data.reduce((sum, { worth }) => sum + worth, 0);
  const weights = names.map(() => 0);
  const squares = names.map(() => 1e-6);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = names.map(() => 0);
    for (const { worth, rows } of data) addSlope(slope, weights, { worth, rows });
    for (const [at, value] of slope.entries()) {
      const step = value / all - CALM * (weights[at] ?? 0);
      squares[at] = (squares[at] ?? 0) + step * step;
      weights[at] = (weights[at] ?? 0) + (RATE * step) / Math.sqrt(squares[at] ?? 1);
    }
  }
  return Object.fromEntries(names.map((name, at) => [name, Number((weights[at] ?? 0).toFixed(2))]));
}

function addSlope(slope: number[], weights: readonly number[], { worth, rows }: { worth: number; rows: readonly Row[] }): void {
  const scores = rows.map(({ values }) => values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));
  const most = Math.max(...scores);
  const chances = scores.map(score => Math.exp(score - most));
  const all = chances.reduce((sum, chance) => sum + chance, 0);
  const right = rows.reduce((sum, row, at) => sum + (row.isAnswer ? (chances[at] ?? 0) : 0), 0);
  rows.forEach(({ isAnswer, values }, at) => {
    const pull = (isAnswer ? (chances[at] ?? 0) / right : 0) - (chances[at] ?? 0) / all;
    values.forEach((value, feature) => {
      slope[feature] = (slope[feature] ?? 0) + worth * pull * value;
    });
  });
}
