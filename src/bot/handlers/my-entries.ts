import { dateOf } from '../../domain/date.ts';
import { myEntries as findMyEntries } from '../../ledgers/my-entries.ts';
import { myReport } from '../../wording/receipt.ts';
import { askedPeriod } from '../asked-period.ts';
import { type Handler, say } from '../turn.ts';

/** 我报了什么 — a member's own entries with their numbers and what became of them. */
export const myEntries: Handler = async ({ message, member }, { store, bureau }) => {
  const period = askedPeriod(message.text, dateOf(message.at), bureau.calendar);
  const entries = await store.read({ bureau: bureau.id }, reader => findMyEntries(reader, member, period));
  return say(myReport(entries, { name: member.name, period }));
};
