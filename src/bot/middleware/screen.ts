import type { IncomingMessage } from '../../domain/message.ts';
import { maskPersonalData } from '../../language/personal-data.ts';
import { screen } from '../../language/secrecy.ts';

/** The rule that a message hits: its text, what it quotes, its files' names and words. Null when it may be kept. */
export function screeningHit(message: Pick<IncomingMessage, 'text' | 'quote' | 'attachments'>): string | null {
  const parts = [message.text, message.quote?.text ?? '', ...message.attachments.flatMap(file => [file.name, file.text ?? ''])];
  for (const part of parts) {
    const hit = screen(part);
    if (hit) return hit.rule;
  }
  return null;
}

/** What may be kept of a message that hit: who, when and where. */
export function withoutContent(message: IncomingMessage): IncomingMessage {
  const { quote: _quote, button: _button, ...rest } = message;
  return { ...rest, text: '', attachments: [] };
}

/** The message with personal data masked and the bytes of its files dropped: the form in which it is written, read and logged. */
export function masked(message: IncomingMessage): { message: IncomingMessage; wasMasked: boolean } {
  const text = maskPersonalData(message.text);
  const quote = message.quote ? maskPersonalData(message.quote.text) : null;
  const attachments = message.attachments.map(({ kind, name, text: words }) => ({
    kind,
    name: maskPersonalData(name).text,
    ...(words === undefined ? {} : { text: maskPersonalData(words).text }),
  }));
  return {
    message: { ...message, text: text.text, attachments, ...(quote && message.quote ? { quote: { ...message.quote, text: quote.text } } : {}) },
    wasMasked: text.masked || (quote?.masked ?? false),
  };
}
