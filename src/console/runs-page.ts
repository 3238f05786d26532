import { readRunHistory } from '../jobs/run-history.ts';
import { type Html, html } from '../lib/html.ts';
import { runStates, runsWords, shortTime } from '../wording/console.ts';
import { taskNames } from '../wording/runs.ts';
import type { ConsoleOptions } from './options.ts';

const SHOWN_MS = 14 * 86_400_000;

/** 运行记录 — the latest first; counts only, nobody is named. */
export async function runsPage({ store, bureau, clock }: ConsoleOptions): Promise<Html> {
  const now = clock.now();
  const runs = await readRunHistory(store, bureau, { from: now - SHOWN_MS, to: now });
  if (runs.length === 0) return html`<p>${runsWords.none}</p>`;
  const lines = runs.toReversed().map(run => {
    const isBad = run.state === 'dead' || run.delivered < run.sent;
    const late = run.caughtUp ? `（${runsWords.late}）` : '';
    const sent = run.sent > 0 ? `｜${runsWords.counts(run.sent, run.delivered)}` : '';
    return html`<li>${shortTime(run.dueAt)} ${taskNames[run.task]}｜<span class="${isBad ? 'bad' : ''}">${runStates[run.state]}${late}</span>${sent}<small>${run.outcome}</small></li>`;
  });
  return html`<ul>${lines}</ul>`;
}
