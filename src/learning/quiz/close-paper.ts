import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, yearOf } from '../../domain/date.ts';
import type { Member } from '../../domain/member.ts';
import type { Paper, QuizResult } from '../../domain/quiz.ts';
import { isBooked } from '../../ledgers/deadlines.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Transaction } from '../../store/store.ts';
import { bookResult } from './book-result.ts';
import { closePaper, resultOf } from './papers.ts';

/** The ledger of the official exam. */
const EXAM = 'law-exam';

/** 收卷结果 — the counts, and the number of the entry that they were booked as. */
export interface ClosedPaper {
  result: QuizResult;
  number: string | null;
  /** Whether this year's official exam has been reported; its counts are never taken from a 局内自测. */
  isExamBooked: boolean;
}

function approverOf({ members }: Bureau, paper: Paper): Member | undefined {
  return members.find(({ id }) => id === paper.approvedBy) ?? members.find(({ roles }) => roles.includes('editor'));
}

/** 收卷 — counts, books and closes an open paper. */
export async function closeOpenPaper(transaction: Transaction, paper: Paper, { bureau, at }: { bureau: Bureau; at: Instant }): Promise<ClosedPaper> {
  const result = await resultOf(transaction, paper);
  const editor = approverOf(bureau, paper);
  const booked = editor ? await bookResult(transaction, paper, { bureau, editor, result, at }) : null;
  await closePaper(transaction, paper, booked?.id ?? null);
  return { result, number: booked?.number ?? null, isExamBooked: await isBooked(transaction, EXAM, yearOf(dateOf(at))) };
}
