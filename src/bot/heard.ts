import type { Attachment, IncomingMessage } from '../domain/message.ts';
import { plainText } from '../domain/word-text.ts';
import { decodeText } from '../knowledge/decode-text.ts';
import { isOffice, readWord } from '../knowledge/word/read-word.ts';

/** A report has a few thousand characters; a longer file is read up to here. */
const MAX_FILE_CHARACTERS = 200_000;

/** The bot is addressed by name at the start or the end; that is not part of what was said. A button that says something says its words. */
function wordsOf({ text, button }: IncomingMessage): string {
  return (button?.action === 'say' ? button.value : text)
    .replace(/^\s*@小法[\s,，:：]*/u, '')
    .replace(/\s*@小法\s*$/u, '')
    .trim();
}

/** A file with what could be read of it; a Word file with its paragraphs, so that an edited draft finds its way back. */
function read(file: Attachment): Attachment {
  if (file.kind !== 'file' || !file.bytes) return file;
  if (isOffice(file.bytes)) {
    const word = readWord(file.bytes);
    if ('unreadable' in word) return { ...file, unreadable: word.unreadable };
    const text = plainText(word.paragraphs);
    return text.length > MAX_FILE_CHARACTERS ? { ...file, unreadable: 'too-large' } : { ...file, text, paragraphs: word.paragraphs };
  }
  const decoded = decodeText(file.bytes);
  return 'text' in decoded ? { ...file, text: decoded.text.slice(0, MAX_FILE_CHARACTERS) } : file;
}

/** 所说的话 — a message as it is looked at: words without the mention, and text and Word files read at once, so that they are screened and masked like what is typed. */
export function heard(message: IncomingMessage): IncomingMessage {
  return { ...message, text: wordsOf(message), attachments: message.attachments.map(read) };
}
