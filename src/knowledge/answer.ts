import type { Citation } from '../domain/citation.ts';
import type { ReadingScope } from './document-weights.ts';
import type { ReadQuestion } from './search.ts';

/** 答复 — what is said to a question about law, policy or a past report. */
export interface Answer {
  /** False: nothing was found that decides it, and the text says so and whom to ask. */
  answered: boolean;
  text: string;
  citations: Citation[];
  /** Whom to ask instead. */
  contact: string | null;
}

export function answerQuestion(scope: ReadingScope, question: ReadQuestion): Answer {
  return { answered: false, text: `${scope.asOf}${question.text}`, citations: [], contact: null };
}
