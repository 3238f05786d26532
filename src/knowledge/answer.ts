import type { Citation } from '../domain/citation.ts';
import { noLocalRule, noReportedFigure, notFound, refusal } from '../wording/law.ts';
import type { ReadingScope } from './document-weights.ts';
import { answerFromLaw } from './law-answer.ts';
import { refusalByName } from './name-refusal.ts';
import { asksLocalMatter, ruledOut, topicOf } from './refusal-rules.ts';
import { answerFromReports, asksPastFigure, asksPastReport } from './report-answer.ts';
import type { ReadQuestion } from './search.ts';

/** 答复 — what is said to a question about law, policy or a past report. */
export interface Answer {
  /** False: nothing in the corpus decides it, and the text says so and whom to ask. */
  answered: boolean;
  text: string;
  /** The first is the basis, up to two more follow. */
  citations: Citation[];
  /** 科室 to ask instead; null when the answer stands or nobody is named. */
  contact: string | null;
}

/** 作答 — from provisions and reports only, in their own words; otherwise an honest refusal that says whom to ask. */
export function answerQuestion(scope: ReadingScope, question: ReadQuestion): Answer {
  const contact = contactFor(scope, question.text);
  const refuse = (text: string): Answer => ({ answered: false, text, citations: [], contact });
  const ruled = ruledOut(question.text);
  if (ruled) return refuse(refusal(ruled, contact));
  const naming = refusalByName(scope, question, contact);
  if (naming !== undefined) return refuse(naming);
  if (question.names.length === 0 && asksPastReport(question.text)) {
    const reported = answerFromReports(scope, question.text);
    if (reported) return reported;
    if (asksPastFigure(question.text)) return refuse(noReportedFigure(topicOf(question.text), contact));
  }
  return (
    answerFromLaw(scope, question, contact) ?? refuse((asksLocalMatter(question.text) ? noLocalRule : notFound)(topicOf(question.text), contact))
  );
}

function contactFor(scope: ReadingScope, question: string): string | null {
  return scope.bureau.contacts.find(({ words }) => words.some(word => question.includes(word)))?.department ?? null;
}
