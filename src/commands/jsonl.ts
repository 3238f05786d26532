import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { badLine, noSuchFile } from '../wording/command-line.ts';

/** One line of a file of JSON lines, with where it stands. */
export interface JsonLine {
  value: Record<string, unknown>;
  file: string;
  /** Counted from 1, empty lines too. */
  number: number;
}

/** Reads a file of one JSON object a line, empty lines skipped. Throws when the file is missing or a line is no object. */
export async function readJsonLines(path: string, folder: string): Promise<JsonLine[]> {
  const text = await readFile(resolve(folder, path), 'utf8').catch(() => {
    throw new AppError('not-found', noSuchFile(path));
  });
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => parseLine(line, path, number));
}

function parseLine(line: string, file: string, number: number): JsonLine {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: value as Record<string, unknown>, file, number };
  } catch {}
  throw new AppError('usage', badLine(file, number, '不是一个 JSON 对象'));
}

/** The failure that names the file and the line. */
export function wrongLine({ file, number }: JsonLine, why: string): AppError {
  return new AppError('usage', badLine(file, number, why));
}

/** A line's `text`. Throws when there is none. */
export function textOf(line: JsonLine): string {
  const { text } = line.value;
  if (typeof text !== 'string' || text.trim() === '') throw wrongLine(line, '缺少 text');
  return text;
}

/** For a failure to do what a line says: thrown on, naming file and line. */
export function failedAt({ file, number }: JsonLine): (error: unknown) => never {
  return error => {
    throw error instanceof AppError ? new AppError(error.code, badLine(file, number, `：${error.message}`), { cause: error }) : error;
  };
}
