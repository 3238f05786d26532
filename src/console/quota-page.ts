import { quotaStanding } from '../delivery/quota-standing.ts';
import { type Html, html } from '../lib/html.ts';
import { quotaWords } from '../wording/console.ts';
import type { ConsoleOptions } from './options.ts';

/** 额度 — of this month, as far as we used it. */
export async function quotaPage({ store, bureau, platforms }: ConsoleOptions): Promise<Html> {
  const quotas = platforms.flatMap(platform => platform.quotas?.() ?? []);
  if (quotas.length === 0) return html`<p>${quotaWords.none}</p>`;
  const standing = await store.read({ bureau: bureau.id }, reader => quotaStanding(reader, quotas));
  const lines = standing.map(
    ({ label, spent, limit }) =>
      html`<li>${label}<progress max="${limit}" value="${Math.min(spent, limit)}"></progress><small>${quotaWords.line(spent, limit)}</small></li>`,
  );
  return html`<ul>${lines}</ul><p class="foot">${quotaWords.note}</p>`;
}
