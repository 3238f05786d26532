import { plainText } from '../domain/word-text.ts';
import { decodeText, type UnreadableReason } from './decode-text.ts';
import { isOffice, readWord, type WordFailure } from './word/read-word.ts';

/** 读文件 — the text of a text file or a Word file, or why it is none. */
export function decodeFile(bytes: Uint8Array): { text: string } | { unreadable: UnreadableReason | WordFailure } {
  if (!isOffice(bytes)) return decodeText(bytes);
  const word = readWord(bytes);
  if ('unreadable' in word) return word;
  const text = plainText(word.paragraphs);
  return text.trim() === '' ? { unreadable: 'empty' } : { text };
}
