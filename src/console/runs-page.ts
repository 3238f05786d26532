import { readRunHistory } from '../jobs/run-history.ts';
import { type Html, html } from '../lib/html.ts';
import { runStates, runsWords, shortTime } from '../wording/console.ts';
import { type RunSummary, taskNames } from '../wording/runs.ts';
import type { ConsoleOptions } from './options.ts';

const SHOWN_MS = 14 * 86_400_000;

/** A run that was never begun was skipped; its outcome says why. */
function stateOf({ state, startedAt }: RunSummary): string {
  return state === 'done' && startedAt === null ? runStates.skipped : runStates[state];
}

function lineOf(run: RunSummary): Html {
  const isBad = run.state === 'dead' || run.failed > 0;
  const late = run.caughtUp && run.startedAt !== null ? `（${runsWords.late}）` : '';
  const details = [runsWords.took(run), runsWords.counts(run), runsWords.to(run.to)].filter(text => text !== '').join('｜');
  return html`<li>${shortTime(run.dueAt)} ${taskNames[run.task]}｜<span class="${isBad ? 'bad' : ''}">${stateOf(run)}${late}</span><small>${run.outcome}</small>${details !== '' && html`<small>${details}</small>`}</li>`;
}

/** 运行记录 — the latest first: due, begun, finished, to whom, delivered or not, caught up, and why skipped. */
export async function runsPage({ store, bureau, clock }: ConsoleOptions): Promise<Html> {
  const now = clock.now();
  const runs = await readRunHistory(store, bureau, { from: now - SHOWN_MS, to: now });
  return runs.length === 0 ? html`<p>${runsWords.none}</p>` : html`<ul>${runs.toReversed().map(lineOf)}</ul>`;
}
