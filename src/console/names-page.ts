import { figureNames } from '../figures/names/figure-names.ts';
import { newMetricsOf } from '../figures/new-metrics.ts';
import { bureauAsDecided } from '../ledgers/names/bureau-as-decided.ts';
import { type Html, html } from '../lib/html.ts';
import { namesWords } from '../wording/console.ts';
import { decisionLine } from '../wording/name-decisions.ts';
import { newMetricLine } from '../wording/new-metrics.ts';
import type { ConsoleOptions } from './options.ts';

/** 指标叫法 — every decision about a name with its history, and the names that nothing was decided about; deciding itself is said in the chat. */
export async function namesPage({ store, bureau: files, clock }: ConsoleOptions): Promise<Html> {
  const at = clock.now();
  const { decided, fresh } = await store.read({ bureau: files.id }, async reader => {
    const bureau = await bureauAsDecided(reader, files);
    const names = await figureNames(reader, bureau, { at });
    return { decided: names.decided.all, fresh: newMetricsOf(names.entries, bureau) };
  });
  const decisions = decided.map(decision => html`<li>${decisionLine(decision, at)}</li>`);
  const open = fresh.map(metric => html`<li>${newMetricLine(metric)}</li>`);
  return html`<h2>${namesWords.decided}</h2>${decisions.length > 0 ? html`<ul>${decisions}</ul>` : html`<p>${namesWords.none}</p>`}
<h2>${namesWords.fresh}</h2>${open.length > 0 ? html`<ul>${open}</ul>` : html`<p>${namesWords.noneFresh}</p>`}<p class="foot">${namesWords.foot}</p>`;
}
