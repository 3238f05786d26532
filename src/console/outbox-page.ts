import { queueDepth, resend, resendCode, undelivered } from '../delivery/undelivered.ts';
import { undeliveredLine } from '../delivery/undelivered-line.ts';
import type { Member } from '../domain/member.ts';
import { type Html, html } from '../lib/html.ts';
import type { OutboxRow } from '../store/store.ts';
import { outboxWords, shortTime } from '../wording/console.ts';
import { undeliveredKinds } from '../wording/undelivered.ts';
import type { ConsoleOptions } from './options.ts';

function lineOf(row: OutboxRow, bureau: ConsoleOptions['bureau']): Html {
  const line = undeliveredLine(row, bureau);
  const maybe = line.isUncertain ? `（${outboxWords.maybe}）` : '';
  return html`<li>${shortTime(line.at)} ${outboxWords.to(line.to, undeliveredKinds[line.kind])}${maybe}<small>${line.reason}</small>
<form method="post" action="/outbox/resend"><input type="hidden" name="code" value="${resendCode(row)}"><button>${outboxWords.resend}</button></form></li>`;
}

/** 发件箱 — what did not arrive, to whom and why; never what it said. */
export async function outboxPage({ store, bureau }: ConsoleOptions): Promise<Html> {
  const { depth, rows } = await store.read({ bureau: bureau.id }, async reader => ({
    depth: await queueDepth(reader),
    rows: await undelivered(reader),
  }));
  const head = html`<p>${outboxWords.depth(depth)}</p>`;
  if (rows.length === 0) return html`${head}<p>${outboxWords.none}</p>`;
  const all = html`<form method="post" action="/outbox/resend"><input type="hidden" name="code" value=""><button>${outboxWords.resendAll}</button></form>`;
  return html`${head}${depth.dead > 1 && all}<ul>${rows.map(row => lineOf(row, bureau))}</ul>`;
}

/** Without a code all that are dead; what may have arrived only when it is named. */
export async function resendFromPage(options: ConsoleOptions, code: string, member: Member): Promise<void> {
  const { store, bureau, clock, deliver } = options;
  await store.write({ bureau: bureau.id }, async tx => {
    const meant = (await undelivered(tx)).filter(row => (code === '' ? row.state === 'dead' : resendCode(row) === code));
    for (const { id } of meant) await resend(tx, id, { member, at: clock.now() });
  });
  await deliver();
}
