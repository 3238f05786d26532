import { enqueue } from '../delivery/outbox.ts';
import { dateOf } from '../domain/date.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Instant } from '../lib/clock.ts';
import type { GapRow } from '../store/store.ts';
import { gapAnswered } from '../wording/bot.ts';
import type { Services } from './turn.ts';

/** Older questions are of no more use to whoever asked. */
const REMEMBERED_MS = 180 * 86_400_000;

/** 有了依据再回复您 — after documents came in, asks the open questions again and tells those whose question now has an answer. Resolves to how many were told. */
export async function answerGaps({ bureau, store, corpus, reader }: Omit<Services, 'describeRuns'>, at: Instant): Promise<number> {
  const open: GapRow[] = [];
  await store.read({ bureau: bureau.id }, async rows => {
    for await (const gap of allRows(rows, 'gap', { index: 'byState', equals: ['open'], from: at - REMEMBERED_MS })) open.push(gap);
  });
  const asking = { bureau: { id: reader, validity: bureau.validity, contacts: bureau.contacts }, asOf: dateOf(at) };
  let told = 0;
  for (const gap of open) {
    const answer = corpus.ask(gap.question, asking);
    if (!answer.answered) continue;
    await store.write({ bureau: bureau.id }, async tx => {
      const current = await tx.get('gap', gap.id);
      if (current?.state !== 'open') return;
      await tx.replace('gap', { ...current, state: 'added' });
      if (!gap.to) return;
      const text = gapAnswered({ question: gap.question, askedOn: dateOf(gap.at), answer: answer.text });
      await enqueue(tx, { to: gap.to, text, mentions: [], files: [], buttons: [] }, { bureau: bureau.id, id: `gap:${gap.id}`, at, run: null });
      told++;
    });
  }
  return told;
}
