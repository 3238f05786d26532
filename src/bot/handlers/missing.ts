import { dateOf } from '../../domain/date.ts';
import { whoIsMissing } from '../../ledgers/who-is-missing.ts';
import { missingList, missingSummary } from '../../wording/missing.ts';
import { askedPeriod } from '../asked-period.ts';
import { type Handler, say } from '../turn.ts';

/** 谁还没报 — the list goes to the asker alone; a group only learns how many have reported. */
export const missing: Handler = async ({ message, member }, { store, bureau }) => {
  const period = askedPeriod(message.text, dateOf(message.at), bureau.calendar);
  const state = await store.read({ bureau: bureau.id }, reader => whoIsMissing(reader, bureau, period));
  const list = missingList(state, message.at);
  return message.conversation.kind === 'direct' ? say(list) : say(missingSummary(state, message.at), { text: list, to: member });
};
