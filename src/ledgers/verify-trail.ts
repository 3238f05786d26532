import type { Entry } from '../domain/entry.ts';
import type { NameDecision, NameStanding } from '../domain/name-decision.ts';
import type { Reader, Store } from '../store/store.ts';
import { brokenDecision, brokenTrail, missingSubject } from '../wording/trail.ts';
import { allRows } from './all-rows.ts';

/** Ids of entries that were purged: that nothing is left of them is how it must be. */
async function purged(reader: Reader): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const row of allRows(reader, 'audit', { index: 'byTime' })) if (row.action === 'purge') ids.add(row.subject);
  return ids;
}

/** Every change is kept, so an entry begins with its report, its changes are in order, and it was never rewritten more seldom than changed. */
function isWhole({ history, version, submittedAt }: Entry): boolean {
  const inOrder = history.every((change, index) => index === 0 || change.at >= (history[index - 1]?.at ?? 0));
  return history[0]?.action === 'submit' && history[0].at === submittedAt && inOrder && version >= history.length;
}

/** A name stands as its last decision left it, and each began where the one before ended. */
function isFollowed({ joined, apart, adopted, history }: NameDecision): boolean {
  const same = (a: NameStanding, b: NameStanding | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
  const inOrder = history.every(
    (step, index) => index === 0 || (step.at >= (history[index - 1]?.at ?? 0) && same(step.before, history[index - 1]?.after)),
  );
  return inOrder && same({ joined, apart, adopted }, history.at(-1)?.after);
}

/** 留痕核对 — the history of every entry and of every decision about a name, and that what receipts and cases point to is there; findings in plain words. */
export function verifyTrail(store: Store, bureau: string): Promise<string[]> {
  return store.read({ bureau }, async reader => {
    const findings: string[] = [];
    const known = await purged(reader);
    for await (const entry of allRows(reader, 'entry', { index: 'byPeriodEnd' })) {
      known.add(entry.id);
      if (!isWhole(entry)) findings.push(brokenTrail(entry.number));
    }
    for await (const decision of allRows(reader, 'name-decision', { index: 'byId' }))
      if (!isFollowed(decision)) findings.push(brokenDecision(decision.id));
    for await (const receipt of allRows(reader, 'receipt', { index: 'byMember' }))
      if (receipt.entries.some(id => id !== '' && !known.has(id))) findings.push(missingSubject('回执', receipt.messageId));
    for await (const each of allRows(reader, 'case', { index: 'byNumber' }))
      if (each.entryId !== '' && !known.has(each.entryId)) findings.push(missingSubject('事项', String(each.number)));
    return findings;
  });
}
