import type { UnreadableReason } from '../domain/unreadable.ts';
import { isGarbled } from './reading/garbled.ts';

/** 解码 — the text of a file, or why it is none. */
export type DecodedText = { text: string } | { unreadable: UnreadableReason };

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** UTF-16 by its mark, or, where there is none, by what makes sense: half the bytes of its blanks and line ends are zero. */
function decodeAny(bytes: Uint8Array): string | undefined {
  const marked = marks.find(([mark]) => startsWith(bytes, mark))?.[1];
  if (marked !== undefined) return decode(bytes, marked);
  if (!bytes.includes(0)) return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030');
  return ['utf-16le', 'utf-16be']
    .map(encoding => decode(bytes, encoding))
    .find(text => text !== undefined && /[\p{Script=Han}，。]{2}/u.test(text) && !isGarbled(text));
}

/** Reads UTF-8 (strictly), UTF-16, then GBK/GB18030, which accepts almost any bytes: so what comes out must also look like text. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) return { unreadable: 'empty' };
  const text = decodeAny(bytes);
  if (text === undefined || isGarbled(text)) return { unreadable: 'unknown-encoding' };
  return text.trim() === '' ? { unreadable: 'empty' } : { text };
}
