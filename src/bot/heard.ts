import type { IncomingMessage } from '../domain/message.ts';
import { decodeText } from '../knowledge/decode-text.ts';

/** A report has a few thousand characters; a longer file is read up to here. */
const MAX_FILE_CHARACTERS = 200_000;

/** The bot is addressed by name at the start or the end; that is not part of what was said. A button that says something says its words. */
function wordsOf({ text, button }: IncomingMessage): string {
  return (button?.action === 'say' ? button.value : text)
    .replace(/^\s*@小法[\s,，:：]*/u, '')
    .replace(/\s*@小法\s*$/u, '')
    .trim();
}

/** 所说的话 — a message as it is looked at: words without the mention, and text files read at once, so that they are screened and masked like what is typed. */
export function heard(message: IncomingMessage): IncomingMessage {
  const attachments = message.attachments.map(file => {
    const decoded = file.kind === 'file' && file.bytes ? decodeText(file.bytes) : null;
    return decoded && 'text' in decoded ? { ...file, text: decoded.text.slice(0, MAX_FILE_CHARACTERS) } : file;
  });
  return { ...message, text: wordsOf(message), attachments };
}
