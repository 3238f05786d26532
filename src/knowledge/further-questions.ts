import { askSeparately, withLastHint } from '../wording/law.ts';
import type { Answer } from './answer.ts';
import { decides, type QuestionKind, questionKinds } from './question-kind.ts';

/** 另一问 — what a message asks besides its first question. */
export interface FurtherQuestion {
  /** Its words in the message: 最低比例是多少. */
  asked: string;
  kind: QuestionKind;
}

/** These stand in statements as well; they ask only where something else does not. */
const vague: readonly QuestionKind[] = ['duty', 'permission', 'list', 'definition'];
const asks = /多少|多久|多长|几|谁|哪|什么|怎么|吗|能不能|可不可以|要不要|是否/;

function kindOf(clause: string): QuestionKind | undefined {
  return asks.test(clause) ? questionKinds(clause).find(kind => !vague.includes(kind)) : undefined;
}

/** 试用期最长几个月，没约定罚多少: the second clause asks for another kind of thing about the same matter. */
export function furtherQuestions(message: string): FurtherQuestion[] {
  const clauses = message.split(/[，,；;。？?！!\n]+/).filter(clause => clause.trim() !== '');
  const first = clauses.findIndex(clause => asks.test(clause) && questionKinds(clause).length > 0);
  if (first < 0) return [];
  const known = new Set(questionKinds(clauses[first] ?? ''));
  return clauses.slice(first + 1).flatMap((clause): FurtherQuestion[] => {
    const kind = kindOf(clause);
    if (kind === undefined || known.has(kind)) return [];
    known.add(kind);
    return [{ asked: clause.trim(), kind }];
  });
}

/** The answer, which says so where its words do not decide what else was asked. */
export function noteFurther(answer: Answer, message: string): Answer {
  const [first] = answer.citations;
  if (!answer.answered || !first) return answer;
  const open = furtherQuestions(message).filter(({ kind }) => answer.citations.every(({ quote }) => decides([kind], quote) < 1));
  return {
    ...answer,
    text: withLastHint(
      answer.text,
      open.map(({ asked }) => askSeparately(asked)),
    ),
  };
}
