import type { Attachment, IncomingMessage } from '../domain/message.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { plainTextOf } from '../knowledge/plain-text.ts';

/** A report has a few thousand characters; a longer file belongs into the corpus folder, not into the chat. */
const MAX_FILE_CHARACTERS = 200_000;

/** The bot is addressed by name at the start or the end; that is not part of what was said. A button that says something says its words. */
function wordsOf({ text, button }: IncomingMessage): string {
  return (button?.action === 'say' ? button.value : text)
    .replace(/^\s*@小法[\s,，:：]*/u, '')
    .replace(/\s*@小法\s*$/u, '')
    .trim();
}

/** A file with what could be read of it; a Word file with its paragraphs, so that an edited draft finds its way back. */
async function read(file: Attachment, corpus: Pick<Corpus, 'readForChat'>): Promise<Attachment> {
  if (file.kind !== 'file' || !file.bytes) return file;
  const reading = await corpus.readForChat({ name: file.name, bytes: file.bytes });
  if ('unreadable' in reading) return { ...file, unreadable: reading.unreadable };
  const text = plainTextOf(reading.content);
  if (text.length > MAX_FILE_CHARACTERS) return { ...file, unreadable: 'too-large' };
  return { ...file, text, ...(reading.paragraphs ? { paragraphs: reading.paragraphs } : {}) };
}

/** 所说的话 — a message as it is looked at: words without the mention, and files read at once, so that they are screened and masked like what is typed. */
export function heard(message: IncomingMessage, corpus: Pick<Corpus, 'readForChat'>): IncomingMessage | Promise<IncomingMessage> {
  const words = { ...message, text: wordsOf(message) };
  return message.attachments.length === 0 ? words : withFilesRead(words, corpus);
}

async function withFilesRead(message: IncomingMessage, corpus: Pick<Corpus, 'readForChat'>): Promise<IncomingMessage> {
  const attachments: Attachment[] = [];
  for (const file of message.attachments) attachments.push(await read(file, corpus));
  return { ...message, attachments };
}
