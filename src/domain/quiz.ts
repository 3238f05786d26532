import type { Instant } from '../lib/clock.ts';
import type { LocalDate } from './date.ts';
import type { BureauId } from './member.ts';

/** 题型 — 期限、数额、主体 and 判断. */
export type QuizKind = 'period' | 'figure' | 'authority' | 'yes-no';

/** 自测题 — made from one sentence of a provision in force, which is also its explanation. */
export interface QuizQuestion {
  /** Names it by its sentence and what is asked of it: never asked twice in a term. */
  key: string;
  kind: QuizKind;
  provisionId: string;
  /** 《名称》第五条第一款. */
  reference: string;
  /** The sentence with ____ in it, or the statement to be judged. */
  stem: string;
  /** Four, or 对 and 错. */
  options: string[];
  /** Position of the right one. */
  answer: number;
  /** The sentence as it stands in the provision. */
  explanation: string;
}

/** What stands where the answer was taken out. */
export const BLANK = '____';

/** 局内自测卷 — its own thing, never the official 学法考试. States: 待审, 已发, 已收, 作废. */
export interface Paper {
  bureau: BureauId;
  /** `2026-H2-1` */
  id: string;
  version: number;
  /** 2026-H2. */
  term: string;
  state: 'draft' | 'open' | 'closed' | 'dropped';
  questions: QuizQuestion[];
  /** The paper that this one is the make-up of. */
  makeupOf: string | null;
  createdBy: string;
  createdAt: Instant;
  approvedBy: string | null;
  /** The last day for answers. */
  closesOn: LocalDate | null;
  /** 应参加: member ids. */
  invited: string[];
  /** The entry that its result was booked as. */
  entry: string | null;
}

/** 答卷 — one member's answers, private to them; others see counts only. */
export interface Sitting {
  bureau: BureauId;
  /** `paper:member` */
  id: string;
  version: number;
  paper: string;
  member: string;
  at: Instant;
  answers: number[];
  correct: number;
  passed: boolean;
}

/** 答题卡 — what a member has chosen so far of a paper that is answered question by question; private, and gone once handed in or closed. */
export interface AnswerSheet {
  bureau: BureauId;
  /** `paper:member` */
  id: string;
  version: number;
  paper: string;
  /** By question, null where nothing is chosen yet. */
  answers: (number | null)[];
}

/** 自测结果 — counts only, each rate from its parts. */
export interface QuizResult {
  invited: number;
  taken: number;
  passed: number;
}

/** 合格线: six of ten. */
export function isPass(correct: number, questions: number): boolean {
  return questions > 0 && correct * 10 >= questions * 6;
}
