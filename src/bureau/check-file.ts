import type { z } from 'zod';
import { suggestion } from './nearest-word.ts';
import { type Problem, type ProblemList, placeOf } from './problem.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

type Issue = z.core.$ZodIssue;
type Json = Record<string, unknown>;

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

function valueAt(data: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Json)[step as string] : undefined), data);
}

/** A value that fits into a sentence, in quotes; longer ones are cut. */
function quoted(value: unknown): string {
  const text = String(value);
  return `“${text.length > 30 ? `${text.slice(0, 30)}……` : text}”`;
}

function expectation(issue: Issue, found: unknown): string {
  if (issue.code === 'invalid_type') return typeNames[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    return `${words.join('、')} 之一${suggestion(String(found), words)}`;
  }
  return issue.message;
}

function problemOf(file: YamlFile, data: unknown, issue: Issue): Problem {
  const found = valueAt(data, issue.path);
  const expected = `应为${expectation(issue, found)}`;
  const isScalar = typeof found !== 'object';
  const message = found === undefined ? `没有写，${expected}` : isScalar ? `写的是${quoted(found)}，${expected}` : `这里${expected}`;
  return { file: file.name, line: file.lineOf(issue.path), place: placeOf(issue.path), message };
}

/** Keys that the schema does not know are likely typos, but never stop the program. */
function unknownKeyProblem(file: YamlFile, path: YamlPath, key: string): Problem {
  return { file: file.name, line: file.lineOf([...path, key]), place: placeOf(path), message: `不认识“${key}”这一项，已忽略；请检查是否写错` };
}

/** A key with nothing behind it counts as not written. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === null ? [] : [[key, withoutBlanks(inner)]])));
}

function removeKeys(data: unknown, path: YamlPath, keys: readonly string[]): void {
  const holder = valueAt(data, path) as Json;
  for (const key of keys) delete holder[key];
}

/** The file's content by the schema, defaults filled in; undefined when it has errors, which are then in `problems`. */
export function checkFile<S extends z.ZodType>(file: YamlFile, schema: S, problems: ProblemList): z.infer<S> | undefined {
  if (file.data === undefined) return undefined;
  const data = withoutBlanks(file.data ?? {});
  const first = schema.safeParse(data);
  if (first.success) return first.data;
  for (const issue of first.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    problems.warnings.push(...issue.keys.map(key => unknownKeyProblem(file, issue.path, key)));
    removeKeys(data, issue.path, issue.keys);
  }
  const checked = schema.safeParse(data);
  if (checked.success) return checked.data;
  problems.errors.push(...checked.error.issues.map(issue => problemOf(file, data, issue)));
  return undefined;
}
