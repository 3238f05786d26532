import type { Attachment, IncomingMessage } from '../../domain/message.ts';
import type { WordParagraph } from '../../domain/word-text.ts';
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

/** Who, when and where, with these words and files. */
function kept({ bureau, id, conversation, sender, at, replyAddress }: IncomingMessage, text: string, attachments: Attachment[]): IncomingMessage {
  const message: IncomingMessage = { bureau, id, conversation, sender, at, text, attachments };
  if (replyAddress) message.replyAddress = replyAddress;
  return message;
}

/** What may be kept of a message that hit: who, when and where. */
export function withoutContent(message: IncomingMessage): IncomingMessage {
  return kept(message, '', []);
}

function mask(text: string): string {
  return maskPersonalData(text).text;
}

function maskedFile({ kind, name, text, paragraphs, unreadable }: Attachment): Attachment {
  const file: Attachment = { kind, name: mask(name) };
  if (text !== undefined) file.text = mask(text);
  if (paragraphs !== undefined) file.paragraphs = paragraphs.map(maskedParagraph);
  if (unreadable !== undefined) file.unreadable = unreadable;
  return file;
}

function maskedParagraph(paragraph: WordParagraph): WordParagraph {
  return { ...paragraph, text: mask(paragraph.text), ...(paragraph.grey === undefined ? {} : { grey: mask(paragraph.grey) }) };
}

/** The message with personal data masked and the bytes of its files dropped: the form in which it is written, read and logged. Only what is named here is kept. */
export function masked(message: IncomingMessage): IncomingMessage {
  const { text, attachments, quote, button } = message;
  const seen = kept(message, mask(text), attachments.map(maskedFile));
  if (quote) seen.quote = { ...quote, text: mask(quote.text) };
  if (button) seen.button = { action: mask(button.action), value: mask(button.value) };
  return seen;
}
