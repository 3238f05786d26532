import { dateOf } from '../../domain/date.ts';
import { changedSince, closeBooks, closedPeriods, periodToClose, reopenBooks } from '../../ledgers/closing.ts';
import { awaitingIn } from '../../ledgers/confirm.ts';
import * as wording from '../../wording/closing.ts';
import { changeBy } from '../change-target.ts';
import { type Handler, say } from '../turn.ts';

/** 封账10月, 解封三季度 — an editor closes the books of a period, or opens them again. */
export const closeOrReopen: Handler = async (turn, { bureau }) => {
  const { text, at } = turn.message;
  const period = periodToClose(text, { today: dateOf(at), calendar: bureau.calendar });
  if (!period) return say(wording.whichPeriod);
  return async tx => {
    if (/解/.test(text)) return [{ text: wording.booksReopened(period, at, await reopenBooks(tx, period, changeBy(turn))) }];
    await closeBooks(tx, period, { bureau, ...changeBy(turn) });
    return [{ text: [wording.booksClosed(period, at), await awaitingIn(tx, bureau, period)].filter(text => text !== '').join('\n> ') }];
  };
};

/** 封账情况 — what is closed, and what was still changed since. */
export const closedBooks: Handler = async ({ message }, { store, bureau }) =>
  store.read({ bureau: bureau.id }, async reader => {
    const closings = await closedPeriods(reader);
    const told = await Promise.all(closings.map(async closing => ({ closing, ...(await changedSince(reader, closing)) })));
    return say(wording.closingList(told, message.at));
  });
