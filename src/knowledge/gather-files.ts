import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { AppError } from '../domain/errors.ts';

/** 待入库文件 — bytes with the path that is kept. */
export interface SourceFile {
  path: string;
  bytes: Uint8Array;
}

const readable = new Set(['.txt', '.md', '.markdown', '.text', '.docx']);

/** True for files that the corpus tries to read; others are skipped with a reason. */
export function isReadableFile(path: string): boolean {
  return readable.has(extname(path).toLowerCase());
}

async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

/** Reads files and whole folders. A kept path begins with the name of the folder given, which may tell the level of what is in it (行政法规). */
export async function* gatherFiles(paths: readonly string[]): AsyncGenerator<SourceFile> {
  for (const given of paths) {
    const path = resolve(given);
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new AppError('not-found', `找不到“${given}”，请检查路径后重试。`);
    const base = dirname(found.isDirectory() ? path : dirname(path));
    for await (const file of found.isDirectory() ? walk(path) : [path]) {
      const kept = relative(base, file).split(/[\\/]/).join('/');
      yield { path: kept === '' ? basename(file) : kept, bytes: isReadableFile(file) ? await readFile(file) : new Uint8Array() };
    }
  }
}
