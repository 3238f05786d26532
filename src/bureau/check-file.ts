import type { z } from 'zod';
import { suggestion } from './nearest-word.ts';
import type { Problem, ProblemList } from './problem.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;

const typeNames: Record<string, string> = {
  string: '一段文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表（每项一行，以“- ”开头）',
  object: '“名称: 内容”的形式',
  record: '“名称: 内容”的形式',
  tuple: '开始和结束两个日期',
};

/** `members 第3项 roles` */
function placeOf(path: YamlPath): string {
  return path.map(step => (typeof step === 'number' ? `第${step + 1}项` : String(step))).join(' ');
}

function show(value: unknown): string {
  if (Array.isArray(value)) return '一个列表';
  if (typeof value === 'object') return '下一级内容';
  const text = String(value);
  return `“${text.length > 30 ? `${text.slice(0, 30)}……` : text}”`;
}

function expectation(issue: Issue): string {
  if (issue.code === 'invalid_type') return typeNames[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    return `${words.join('、')} 之一${suggestion(String(issue.input), words)}`;
  }
  return issue.message;
}

function problemOf(file: YamlFile, issue: Issue): Problem {
  const expected = expectation(issue);
  const message = issue.input === undefined ? `没有写，应为${expected}` : `写的是${show(issue.input)}，应为${expected}`;
  return { file: file.name, line: file.lineOf(issue.path), place: placeOf(issue.path), message };
}

/** Keys that the schema does not know are likely typos, but never stop the program. */
function unknownKeyProblem(file: YamlFile, path: YamlPath, key: string): Problem {
  return { file: file.name, line: file.lineOf([...path, key]), place: placeOf(path), message: `不认识“${key}”这一项，已忽略；请检查是否写错` };
}

type Json = Record<string, unknown>;

/** A key with nothing behind it counts as not written. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutBlanks(inner)]])));
}

function removeKeys(data: unknown, path: YamlPath, keys: readonly string[]): void {
  const holder = path.reduce<unknown>((value, step) => (value as Json)[step as string], data) as Json;
  for (const key of keys) delete holder[key];
}

/** The file's content by the schema, defaults filled in; undefined when it has errors, which are then in `problems`. */
export function checkFile<S extends z.ZodType>(file: YamlFile, schema: S, problems: ProblemList): z.infer<S> | undefined {
  if (file.data === undefined) return undefined;
  const data = withoutBlanks(file.data ?? {});
  const options = { reportInput: true } as const;
  const first = schema.safeParse(data, options);
  for (const issue of first.error?.issues ?? []) {
    if (issue.code !== 'unrecognized_keys') continue;
    problems.warnings.push(...issue.keys.map(key => unknownKeyProblem(file, issue.path, key)));
    removeKeys(data, issue.path, issue.keys);
  }
  const checked = schema.safeParse(data, options);
  if (checked.success) return checked.data;
  problems.errors.push(...checked.error.issues.map(issue => problemOf(file, issue)));
  return undefined;
}
