import { createHash } from 'node:crypto';
import type { Bureau } from '../bureau/bureau.ts';
import { pushPrivately } from '../delivery/push-budget.ts';
import { dateOf } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import { secrecyFilesNotice } from '../wording/corpus.ts';
import { membersWithRole, privateAddress } from './recipients.ts';

function auditId(file: string): string {
  return `screened-file:${createHash('sha256').update(file).digest('hex').slice(0, 24)}`;
}

/** 保密提醒 — tells the 保密员 of files in followed folders that were left out for their markings, each file once; the record of it names no file. Resolves to whether somebody was told. */
export async function tellOfSecretFiles(
  store: Store,
  { bureau, files, at }: { bureau: Bureau; files: readonly string[]; at: Instant },
): Promise<boolean> {
  if (files.length === 0) return false;
  return store.write({ bureau: bureau.id }, async tx => {
    const fresh: string[] = [];
    for (const file of files) if (!(await tx.get('audit', auditId(file)))) fresh.push(file);
    if (fresh.length === 0) return false;
    for (const file of fresh)
      await tx.insert('audit', { bureau: bureau.id, id: auditId(file), version: 1, at, actor: 'system', action: 'screened', subject: 'folder' });
    for (const member of membersWithRole(bureau, 'secrecy', dateOf(at))) {
      const to = privateAddress(bureau, member);
      if (to) await pushPrivately(tx, { member, to, body: secrecyFilesNotice(fresh) }, { bureau, at, run: null });
    }
    return true;
  });
}
