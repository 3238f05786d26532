import type { LocalDate } from '../domain/date.ts';
import type { Question, QuestionForm } from '../domain/question.ts';
import type { QuestionParts } from './question-parts.ts';
import { yearToDate } from './read-period.ts';

/** What the words of a question came to: a question, or a choice that the asker must make first. */
export interface QuestionReading {
  question: Question;
  choice: string[];
  isFollowUp: boolean;
  /** 怎么算的, 明细: in what form the answer was given that they are about. */
  about: QuestionForm | null;
  /** What else was asked, for which nothing was found. */
  unmatched: string[];
  /** Further metrics that the same words name. */
  beside: string[];
  /** The words without days, 科室 and comparison. */
  rest: string;
  /** The same question in words that need nothing before it, where the words alone would be read otherwise. */
  inFull?: string;
}

/** The parts of a question as one, asked in this form. */
export function readingOf(
  { against, subject, department, among, without, reporter, target, per, nth, isUnread, rest, ...asked }: QuestionParts,
  today: LocalDate,
  said: QuestionForm,
): QuestionReading {
  const form = isUnread ? 'undated' : said;
  const question: Question = {
    form,
    metrics: subject.metrics,
    ledger: subject.ledger?.id ?? null,
    department,
    among,
    without,
    reporter,
    target,
    per,
    period: asked.future ?? asked.period ?? (against === 'last-period' ? asked.lastMonth : yearToDate(today)),
    earlier: asked.earlier,
    against,
    ...(nth === undefined ? {} : { nth }),
  };
  // What is left of a ledger needs no single metric of it.
  if (form === 'outstanding' && subject.choice.length > 0)
    return { question: { ...question, metrics: subject.choice }, choice: [], isFollowUp: false, about: null, unmatched: [], beside: [], rest };
  return { question, choice: subject.choice, isFollowUp: false, about: null, unmatched: subject.unmatched, beside: subject.beside, rest };
}
