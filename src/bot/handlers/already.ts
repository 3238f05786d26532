import { dateOf } from '../../domain/date.ts';
import { departmentsOf } from '../../domain/member.ts';
import { countedWeekOf } from '../../domain/reporting-period.ts';
import { whoIsMissing } from '../../ledgers/who-is-missing.ts';
import { alreadyReported, notYetSeen } from '../../wording/missing.ts';
import { type Handler, say } from '../turn.ts';

/** 已报 — the answer to a reminder by somebody whose colleague reported: says whether it is so. */
export const already: Handler = async ({ message, member }, { store, bureau }) => {
  const period = countedWeekOf(dateOf(message.at), bureau.calendar);
  const state = await store.read({ bureau: bureau.id }, reader => whoIsMissing(reader, bureau, period));
  const lacking = departmentsOf(member).filter(name => state.missing.includes(name));
  return say(lacking.length ? notYetSeen(lacking) : alreadyReported(departmentsOf(member)));
};
