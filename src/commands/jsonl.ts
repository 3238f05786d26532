import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { badLine, noSuchFile } from '../wording/command-line.ts';

/** Reads a file of one JSON object a line, empty lines skipped. Throws when the file is missing or a line is no object. */
export async function readJsonLines(path: string, folder: string): Promise<Record<string, unknown>[]> {
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

function parseLine(line: string, path: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  throw new AppError('usage', badLine(path, number, '不是一个 JSON 对象'));
}
