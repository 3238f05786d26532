import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('package.json not found above the program');
  return findRoot(parent);
}

/** The folder of `package.json`, the same whether the program runs from `src/` or from `dist/`. */
export const projectRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));
