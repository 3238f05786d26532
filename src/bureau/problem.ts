import { AppError } from '../domain/errors.ts';

/** 问题 — one thing wrong in a bureau's file: where, what stands there, what was expected. */
export interface Problem {
  file: string;
  /** Counted from 1; null when the file as a whole is meant. */
  line: number | null;
  /** In words: `members 第3项 roles`; empty for the whole file. */
  place: string;
  message: string;
  /** Set where a name is not known: of what it is the name (台账, 群). */
  reference?: string;
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

/** Where names are defined: while such a file is itself wrong, nobody can say that a name is missing. */
const definedIn: Record<string, string> = { 群: 'bureau.yaml', 板块: 'sections.yaml', 台账: 'ledgers/' };

function withoutFollowUps(errors: readonly Problem[]): Problem[] {
  return errors.filter(({ reference }) => {
    const source = reference === undefined ? undefined : definedIn[reference];
    return source === undefined || !errors.some(other => other.file.startsWith(source));
  });
}

/** One slip that shows in many places is told once, at the first of them. */
function toldOnce(errors: readonly Problem[]): string[] {
  const byMessage = new Map<string, Problem[]>();
  for (const problem of errors) {
    const key = problem.reference === undefined ? formatProblem(problem) : problem.message;
    byMessage.set(key, [...(byMessage.get(key) ?? []), problem]);
  }
  return [...byMessage.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const elsewhere = new Set(more.map(formatProblem).filter(text => text !== formatProblem(first))).size;
    return `- ${formatProblem(first)}${elsewhere > 0 ? `（另有${elsewhere}处相同）` : ''}`;
  });
}

/** Throws all errors as one, in the order of files and lines. */
export function throwProblems(list: ProblemList): void {
  if (list.errors.length === 0) return;
  const lines = toldOnce(withoutFollowUps(list.errors));
  throw new AppError('bureau-file-invalid', `单位配置文件有${lines.length}处要改：\n${lines.join('\n')}\n改好保存后重新启动即可。`);
}
