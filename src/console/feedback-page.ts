import { answerCode } from '../domain/feedback.ts';
import { type Html, html } from '../lib/html.ts';
import { feedbackWords, shortTime } from '../wording/console.ts';
import { verdictNames } from '../wording/feedback.ts';
import type { ConsoleOptions } from './options.ts';

const MOST_LISTED = 100;
/** A verdict names its answer by a code; further back than this nobody looks. */
const MOST_ASKED = 5_000;

/** 答复评价 — what was asked, masked as it is kept, with what people thought of the answer; purged words are gone here, too. */
export async function feedbackPage({ store, bureau }: ConsoleOptions): Promise<Html> {
  const { verdicts, asked } = await store.read({ bureau: bureau.id }, async reader => ({
    verdicts: (await reader.find('feedback', { index: 'byTime', order: 'descending', limit: MOST_LISTED })).rows,
    asked: (await reader.find('claim', { index: 'byReceived', order: 'descending', limit: MOST_ASKED })).rows,
  }));
  const words = new Map(asked.map(({ message }) => [answerCode(message.conversation.platform, message.id), message.text]));
  const shown = verdicts.filter(({ verdict }) => verdict !== 'withdrawn');
  if (shown.length === 0) return html`<p>${feedbackWords.none}</p>`;
  const lines = shown.map(
    ({ code, verdict, at, by }) =>
      html`<li><span class="${verdict === 'rejected' ? 'bad' : ''}">${verdictNames[verdict]}</span>｜${words.get(code) || feedbackWords.gone}<small>${shortTime(at)} ${by.name}</small></li>`,
  );
  return html`<ul>${lines}</ul>`;
}
