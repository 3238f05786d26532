import type { IncomingMessage } from '../../domain/message.ts';
import { maskPersonalData } from '../../language/personal-data.ts';
import { screen } from '../../language/secrecy.ts';

/** 拦截 — the rule that a message hits; a mere cue (先别外传) is not `certain`: it is refused too, but nobody is reported. */
export interface ScreeningHit {
  rule: string;
  certain: boolean;
}

/** Looks at everything that would be kept of a message: words, quote, buttons, file names and what is in the files. Null when it may be. */
export function screeningHit(message: Pick<IncomingMessage, 'text' | 'quote' | 'attachments' | 'button'>): ScreeningHit | null {
  const { text, quote, attachments, button } = message;
  const parts = [text];
  if (quote) parts.push(quote.text);
  if (button) parts.push(button.action, button.value);
  for (const file of attachments) parts.push(file.name, file.text ?? '');
  let cue: ScreeningHit | null = null;
  for (const part of parts) {
    const hit = part === '' ? null : screen(part);
    if (hit?.certain) return hit;
    cue ??= hit;
  }
  return cue;
}

type Envelope = Pick<IncomingMessage, 'bureau' | 'id' | 'conversation' | 'sender' | 'at' | 'replyAddress'>;

function envelopeOf({ bureau, id, conversation, sender, at, replyAddress }: IncomingMessage): Envelope {
  return { bureau, id, conversation, sender, at, ...(replyAddress ? { replyAddress } : {}) };
}

/** What may be kept of a message that hit: who, when and where. */
export function withoutContent(message: IncomingMessage): IncomingMessage {
  return { ...envelopeOf(message), text: '', attachments: [] };
}

/** The message with personal data masked and the bytes of its files dropped: the form in which it is written, read and logged. Only what is named here is kept. */
export function masked(message: IncomingMessage): IncomingMessage {
  const mask = (text: string): string => maskPersonalData(text).text;
  const { quote, button } = message;
  return {
    ...envelopeOf(message),
    text: mask(message.text),
    attachments: message.attachments.map(({ kind, name, text, paragraphs, unreadable }) => ({
      ...{ kind, name: mask(name) },
      ...(text === undefined ? {} : { text: mask(text) }),
      ...(paragraphs === undefined
        ? {}
        : {
            paragraphs: paragraphs.map(paragraph => ({
              ...paragraph,
              text: mask(paragraph.text),
              ...(paragraph.grey === undefined ? {} : { grey: mask(paragraph.grey) }),
            })),
          }),
      ...(unreadable === undefined ? {} : { unreadable }),
    })),
    ...(quote ? { quote: { ...quote, text: mask(quote.text) } } : {}),
    ...(button ? { button: { action: mask(button.action), value: mask(button.value) } } : {}),
  };
}
