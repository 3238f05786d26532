import { type Feedback, parseVerdict } from '../../domain/feedback.ts';
import { may } from '../../domain/permission.ts';
import type { Transaction } from '../../store/store.ts';
import { judged } from '../../wording/feedback.ts';
import { type Handler, say, type Turn } from '../turn.ts';
import { keepVerdict } from './curation.ts';
import { lastAnswered } from './law.ts';

async function keep(tx: Transaction, { message, member }: Turn, said: NonNullable<ReturnType<typeof parseVerdict>>): Promise<void> {
  const id = `${said.code}|${member.id}`;
  const known = await tx.get('feedback', id);
  const by = { id: member.id, name: member.name };
  const row: Feedback = { bureau: message.bureau, id, version: known?.version ?? 1, ...said, by, at: message.at };
  await (known ? tx.replace('feedback', row) : tx.insert('feedback', row));
}

/** 采纳、不采纳 — a pressed button under an answer or a receipt. */
export const judge: Handler = async (turn, services) => {
  const said = parseVerdict(turn.message.button?.value ?? '');
  if (!said) return say();
  const about = said.verdict === 'withdrawn' ? undefined : await lastAnswered(turn, services, said.code);
  return async tx => {
    await keep(tx, turn, said);
    if (about) await keepVerdict(tx, turn, { ...about, accepted: said.verdict === 'accepted', reason: null });
    return [{ text: judged[said.verdict] }];
  };
};

/** 平台自带的评价 — the platform takes no answer to it, so nothing is said, and who may not ask is not counted. */
export const feedback: Handler = async turn => {
  const said = parseVerdict(turn.message.button?.value ?? '');
  if (!said || !may(turn.member, 'ask')) return say();
  return async tx => {
    await keep(tx, turn, said);
    return [];
  };
};
