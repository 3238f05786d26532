import { basename, extname } from 'node:path';
import type { WordParagraph } from '../../domain/word-text.ts';
import { decodeText } from '../decode-text.ts';
import { readOldWord } from '../old-word/read-old-word.ts';
import { readWord } from '../word/read-word.ts';
import { readWordLines } from '../word/word-lines.ts';
import { kindOf } from './file-kind.ts';
import { type FileContent, type FileReading, textOf } from './file-text.ts';
import { readCsv, readExcel } from './read-excel.ts';
import { readHtml } from './read-html.ts';
import { readOfd } from './read-ofd.ts';
import { readPdf } from './read-pdf.ts';

/** A file with the name that it came under. */
export interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

const LARGEST = 20 * 1024 * 1024;

function readText(bytes: Uint8Array): FileReading {
  const decoded = decodeText(bytes);
  return 'unreadable' in decoded ? decoded : textOf(decoded.text);
}

/** 读文件 — what stands in a file, or why nothing could be read of it; by what it is, not by what it is called. */
export async function readFile({ name, bytes }: NamedFile): Promise<FileReading> {
  if (bytes.length === 0) return { unreadable: 'empty' };
  if (bytes.length > LARGEST) return { unreadable: 'too-large' };
  const kind = kindOf(name, bytes);
  switch (kind) {
    case 'text':
      return readText(bytes);
    case 'html':
      return readHtml(bytes);
    case 'csv':
      return readCsv(bytes, basename(name, extname(name)));
    case 'word':
      return readWordLines(bytes);
    case 'old-word':
      return readOldWord(bytes);
    case 'excel':
      return readExcel(bytes);
    case 'pdf':
      return readPdf(bytes);
    case 'ofd':
      return readOfd(bytes);
    default:
      return { unreadable: kind };
  }
}

/** 群文件 — what was read of a file of the chat; of a Word file its paragraphs too, so that an edited draft finds its way back. */
export interface ChatFile {
  content: FileContent;
  paragraphs?: WordParagraph[];
}

export async function readChatFile(file: NamedFile): Promise<FileReading<ChatFile>> {
  const content = await readFile(file);
  if ('unreadable' in content || kindOf(file.name, file.bytes) !== 'word') return 'unreadable' in content ? content : { content };
  const word = readWord(file.bytes);
  return 'unreadable' in word ? word : { content, paragraphs: word.paragraphs };
}
