import type { Entry } from '../../domain/entry.ts';
import { purgeEntry } from '../../ledgers/purge.ts';
import { withdrawEntry } from '../../ledgers/withdraw.ts';
import { flagDrafts } from '../../reports/keep-draft.ts';
import type { Transaction } from '../../store/store.ts';
import { purged, withdrawn, withdrawnChange } from '../../wording/receipt.ts';
import type { Handler, Reply, Services, Turn } from '../turn.ts';
import { changeBy, onTarget } from './change-target.ts';
import { aboutTouched } from './tell-editors.ts';

async function withdrawOne(tx: Transaction, target: Entry, { turn, services }: { turn: Turn; services: Services }): Promise<Reply[]> {
  const entry = await withdrawEntry(tx, target, changeBy(turn));
  const change = `${entry.number} ${withdrawnChange}`;
  const { lines, notices } = aboutTouched(await flagDrafts(tx, [entry.id], change), { services, turn, what: change });
  return [{ text: [withdrawn(entry), ...[...lines, ...turn.reading.questions].map(line => `> ${line}`)].join('\n') }, ...notices];
}

/** 撤回 keeps history; 撤回并清除 leaves nothing of it, not even in the store's own files. */
export const withdraw: Handler = async (turn, services) => {
  return tx =>
    onTarget(tx, { turn, services, includeWithdrawn: turn.reading.purge }, async target => {
      if (!turn.reading.purge) return withdrawOne(tx, target, { turn, services });
      await purgeEntry(tx, target, changeBy(turn));
      return [{ text: purged(target.number), mustForget: true }];
    });
};
