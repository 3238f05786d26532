import { latest } from '../../ledgers/resolve-target.ts';
import { noReceiptHere, receipt } from '../../wording/receipt.ts';
import { type Handler, say } from '../turn.ts';

/** 看回执 — the whole of what a busy group was told in one line. */
export const showReceipt: Handler = async ({ message, member }, { store, bureau }) => {
  const entries = await store.read({ bureau: bureau.id }, reader => latest(reader, { conversationId: message.conversation.id, member }));
  return say(entries.length === 0 ? noReceiptHere : receipt(entries));
};
