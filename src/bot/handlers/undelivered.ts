import { quotaStanding } from '../../delivery/quota-standing.ts';
import { resend, resendCode, undelivered } from '../../delivery/undelivered.ts';
import { undeliveredLine } from '../../delivery/undelivered-line.ts';
import { quotaList, resent, undeliveredList } from '../../wording/undelivered.ts';
import { privately } from '../privately.ts';
import type { Handler } from '../turn.ts';

/** 死信 — what did not arrive and why, without a word of what it said. */
export const deadLetters: Handler = async (turn, { store, bureau }) => {
  const rows = await store.read({ bureau: bureau.id }, undelivered);
  return privately(turn, undeliveredList(rows.map(row => undeliveredLine(row, bureau))));
};

/** 重发4821、重发全部 — what may have arrived is sent again only when it is named. */
export const sendAgain: Handler = async ({ message, member, at }) => {
  const code = /\d{4}/.exec(message.text)?.[0];
  return async tx => {
    const meant = (await undelivered(tx)).filter(row => (code === undefined ? row.state === 'dead' : resendCode(row) === code));
    let count = 0;
    for (const { id } of meant) if (await resend(tx, id, { member, at })) count += 1;
    return [{ text: resent(count) }];
  };
};

/** 额度 — what is used of the month's quotas. */
export const quota: Handler = async (turn, { store, bureau, quotas }) =>
  privately(turn, quotaList(await store.read({ bureau: bureau.id }, reader => quotaStanding(reader, quotas()))));
