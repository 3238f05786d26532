import { type Html, html } from '../lib/html.ts';
import { unreachableWords } from '../wording/console.ts';
import type { ConsoleOptions } from './options.ts';
import { unreachable } from './unreachable.ts';

/** 收不到私信的人 — in the order of the roster, each with what to do. */
export async function unreachablePage({ store, bureau, platforms, clock }: ConsoleOptions): Promise<Html> {
  const people = await store.read({ bureau: bureau.id }, reader => unreachable(reader, { bureau, platforms, at: clock.now() }));
  if (people.length === 0) return html`<p>${unreachableWords.none}</p>`;
  return html`<ul>${people.map(({ member, why }) => html`<li>${member.name}（${member.department}）<small>${why}</small></li>`)}</ul>`;
}
