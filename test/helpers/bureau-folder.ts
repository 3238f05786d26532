import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A data folder whose `bureau/` has these files; removed when the test ends. */
export async function bureauFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'xiaofa-bureau-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(dataDir, 'bureau', name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return dataDir;
}
