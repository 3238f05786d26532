import { readFile } from 'node:fs/promises';
import type { ProblemList } from './problem.ts';

/** Notepad saves Chinese as GBK or with a byte order mark; both are read. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A file's text. Undefined when there is no such file; `unreadable` when it is there but cannot be read, which is then in `problems` under `name`. */
export async function readTextFile(path: string, name: string, problems: ProblemList): Promise<{ text: string } | 'unreadable' | undefined> {
  try {
    return { text: decode(await readFile(path)) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const message = code === 'EISDIR' ? '这是一个文件夹，这里应为一个文件' : `读不了（${String(code)}），请检查文件权限`;
    problems.errors.push({ file: name, line: null, place: '', message });
    return 'unreadable';
  }
}
