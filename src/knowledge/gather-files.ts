import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { AppError } from '../domain/errors.ts';
import { isReadableName } from './reading/file-kind.ts';

/** 待入库文件 — bytes with the path that is kept. */
export interface SourceFile {
  path: string;
  bytes: Uint8Array;
  /** Too large to be read at all; then there are no bytes. */
  isTooLarge?: boolean;
}

/** 磁盘上的文件 — a file below a folder, not yet read. `kept` begins with the name of the folder, which may tell the level of what is in it (行政法规). */
export interface FoundFile {
  file: string;
  kept: string;
}

export const LARGEST_FILE: number = 20 * 1024 * 1024;

/** Files of office programs that are being edited, and those of systems. */
function isHidden(name: string): boolean {
  return /^(?:\.|~\$)/.test(name) || /^(?:Thumbs\.db|desktop\.ini)$/i.test(name);
}

async function* walk(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (isHidden(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

/** Every file of a folder, or the file itself. Throws what the system says of a folder that cannot be listed. */
export async function* findFiles(path: string, isFolder: boolean): AsyncGenerator<FoundFile> {
  const base = dirname(isFolder ? path : dirname(path));
  for await (const file of isFolder ? walk(path) : [path]) {
    const kept = relative(base, file).split(/[\\/]/).join('/');
    yield { file, kept: kept === '' ? basename(file) : kept };
  }
}

/** Reads a found file; of what is never read, and of what is too large, only the name. */
export async function openFound({ file, kept }: FoundFile): Promise<SourceFile> {
  if (!isReadableName(file)) return { path: kept, bytes: new Uint8Array() };
  const { size } = await stat(file);
  return size > LARGEST_FILE ? { path: kept, bytes: new Uint8Array(), isTooLarge: true } : { path: kept, bytes: await readFile(file) };
}

/** Reads files and whole folders. */
export async function* gatherFiles(paths: readonly string[]): AsyncGenerator<SourceFile> {
  for (const given of paths) {
    const path = resolve(given);
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new AppError('not-found', `找不到“${given}”，请检查路径后重试。`);
    for await (const one of findFiles(path, found.isDirectory())) yield await openFound(one);
  }
}
