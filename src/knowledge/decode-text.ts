/** Why bytes could not be read as text. */
export type UnreadableReason = 'empty' | 'binary' | 'unknown-encoding';

/** 解码 — the text of a file, or why it is none. */
export type DecodedText = { text: string } | { unreadable: UnreadableReason };

// Word, Excel, PDF, images and archives start with these; a renamed `.docx` must not become garbage passages.
const binarySignatures = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x25, 0x50, 0x44, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x1f, 0x8b],
];

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

/** GB18030 accepts almost any bytes, so its result must also look like text. */
function looksLikeText(text: string): boolean {
  let odd = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || (code >= 0xe000 && code <= 0xf8ff) || code === 0xfffd) odd++;
  }
  return odd * 100 <= text.length;
}

/** Reads UTF-8 (strictly), UTF-16 with its mark, then GBK/GB18030. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) return { unreadable: 'empty' };
  if (binarySignatures.some(signature => startsWith(bytes, signature))) return { unreadable: 'binary' };
  const marked = startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : null;
  if (marked === null && bytes.includes(0)) return { unreadable: 'binary' };
  const text = marked === null ? (decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')) : decode(bytes, marked);
  if (text === undefined || !looksLikeText(text)) return { unreadable: 'unknown-encoding' };
  return text.trim() === '' ? { unreadable: 'empty' } : { text };
}
