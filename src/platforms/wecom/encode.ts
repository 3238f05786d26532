import type { Snapshot } from './open-stream.ts';
import { pressedCard, type TemplateCard } from './template-card.ts';

/** A frame of a streamed reply, by callback or by long connection. */
export function streamBody({ id, content, isFinished, isFirst, card }: Snapshot): Record<string, unknown> {
  const stream = { id, finish: isFinished, content, ...(isFirst ? { feedback: { id } } : {}) };
  return card === null ? { msgtype: 'stream', stream } : { msgtype: 'stream_with_template_card', stream, template_card: card };
}

export function textBody(content: string): Record<string, unknown> {
  return { msgtype: 'text', text: { content } };
}

export function markdownBody(content: string): Record<string, unknown> {
  return { msgtype: 'markdown', markdown: { content } };
}

export function cardBody(card: TemplateCard): Record<string, unknown> {
  return { msgtype: 'template_card', template_card: card };
}

/** Answers a pressed button: the card says so, for everybody. */
export function pressedBody(taskId: string): Record<string, unknown> {
  return { response_type: 'update_template_card', template_card: pressedCard(taskId) };
}

/** The dialect of robots and apps mentions a member in the text; unknown accounts are shown as they are. */
export function withMentions(text: string, accounts: readonly string[]): string {
  return accounts.length === 0 ? text : `${text}\n${accounts.map(account => `<@${account}>`).join('')}`;
}
