import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file of a page, with what a browser has to be told about it. */
export interface StaticFile {
  type: string;
  bytes: Buffer;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Serves the files that lie directly in a folder when it is opened; no other name is ever joined to a path, so none leads out of it. */
export function openStaticFiles(folder: string): (name: string) => Promise<StaticFile | undefined> {
  const names = new Set(readdirSync(folder));
  return async name => {
    const type = types[extname(name)];
    if (type === undefined || !names.has(name)) return undefined;
    return { type, bytes: await readFile(join(folder, name)) };
  };
}
