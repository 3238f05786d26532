import { AppError } from '../domain/errors.ts';

/** 问题 — one thing wrong in a bureau's file: where, what stands there, what was expected. */
export interface Problem {
  file: string;
  /** Counted from 1; null when the file as a whole is meant. */
  line: number | null;
  /** In words: `members 第3项 roles`; empty for the whole file. */
  place: string;
  message: string;
}

/** 问题清单 — everything found wrong in one load, so that an operator mends it all at once. */
export interface ProblemList {
  readonly errors: Problem[];
  readonly warnings: Problem[];
}

/** `members 第3项 roles` */
export function placeOf(path: readonly PropertyKey[]): string {
  return path.map(step => (typeof step === 'number' ? `第${step + 1}项` : String(step))).join(' ');
}

export function createProblemList(): ProblemList {
  return { errors: [], warnings: [] };
}

/** `roster.yaml 第7行（members 第2项 roles）：写的是“stafff”，应为 …`. */
export function formatProblem(problem: Problem): string {
  const line = problem.line === null ? '' : ` 第${problem.line}行`;
  const place = problem.place ? `（${problem.place}）` : '';
  return `${problem.file}${line}${place}：${problem.message}`;
}

/** Throws all errors as one, in the order of files and lines. */
export function throwProblems(list: ProblemList): void {
  if (list.errors.length === 0) return;
  const lines = list.errors.map(problem => `- ${formatProblem(problem)}`);
  throw new AppError('bureau-file-invalid', `单位配置文件有${lines.length}处要改：\n${lines.join('\n')}\n改好保存后重新启动即可。`);
}
