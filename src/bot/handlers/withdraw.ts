import { dateOf } from '../../domain/date.ts';
import type { Entry } from '../../domain/entry.ts';
import { isActive, type Member } from '../../domain/member.ts';
import { followEntry } from '../../ledgers/cases/move-case.ts';
import { latestNilReports, withdrawNilReports } from '../../ledgers/nil-report.ts';
import { purgeEntry } from '../../ledgers/purge.ts';
import { withdrawEntry } from '../../ledgers/withdraw.ts';
import { flagDrafts } from '../../reports/keep-draft.ts';
import type { Transaction } from '../../store/store.ts';
import { nilWithdrawn, purged, purgeNotice, withdrawn, withdrawnChange } from '../../wording/receipt.ts';
import { changeBy, onTarget } from '../change-target.ts';
import { aboutTouched, otherEditors } from '../tell-editors.ts';
import type { Handler, Reply, Services, Turn } from '../turn.ts';

async function withdrawOne(tx: Transaction, target: Entry, { turn, services }: { turn: Turn; services: Services }): Promise<Reply[]> {
  const entry = await withdrawEntry(tx, target, changeBy(turn));
  await followEntry(tx, entry.id, { isBack: false, bureau: services.bureau, ...changeBy(turn) });
  const change = `${entry.number} ${withdrawnChange}`;
  const { lines, notices } = aboutTouched(await flagDrafts(tx, [entry.id], change), { services, turn, what: change });
  return [{ text: [withdrawn(entry), ...[...lines, ...turn.reading.questions].map(line => `> ${line}`)].join('\n') }, ...notices];
}

/** 撤回 — it was wrong: it no longer counts, its history stays. */
export const withdraw: Handler = async (turn, services) => {
  return async tx => {
    const nil = turn.reading.target?.by === 'latest' ? await latestNilReports(tx, nilContext(turn)) : [];
    if (!nil.length) return onTarget(tx, { turn, services }, target => withdrawOne(tx, target, { turn, services }));
    await withdrawNilReports(tx, nil);
    return [{ text: nilWithdrawn(nil) }];
  };
};

function nilContext({ member, message }: Turn): Parameters<typeof latestNilReports>[1] {
  return { member, conversationId: message.conversation.id, at: message.at };
}

/** 撤回并清除 — it must not exist: nothing of it stays, not even in the store's own files; editors and 保密员 learn that it happened, not what it was. */
export const purge: Handler = async (turn, services) => {
  const told = [...otherEditors(services, turn), ...officers(services, turn)];
  return tx =>
    onTarget(tx, { turn, services, includeWithdrawn: true }, async target => {
      await purgeEntry(tx, target, changeBy(turn));
      const notice = purgeNotice({ number: target.number, by: turn.member.name });
      return [{ text: purged(target.number), mustForget: true }, ...told.map(to => ({ text: notice, to }))];
    });
};

function officers({ bureau }: Services, { member, at }: Turn): Member[] {
  return bureau.members.filter(one => one.roles.includes('secrecy') && one.id !== member.id && isActive(one, dateOf(at)));
}
