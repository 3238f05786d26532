import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

let loaded: Promise<Bureau> | undefined;

/** 青禾区工业和信息化局 as it is shipped, with what a test changes of it. */
export async function sampleBureau(changes: Partial<Bureau> = {}): Promise<Bureau> {
  loaded ??= loadBureau(join(projectRoot, 'data'));
  return { ...(await loaded), ...changes };
}
