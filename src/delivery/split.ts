const encoder = new TextEncoder();

function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The longest beginning of `text` within `maxBytes` that does not cut a character. */
function longestHead(text: string, maxBytes: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > maxBytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Cuts a message into pieces of at most `maxBytes` UTF-8 bytes, between lines where it can, never inside a character. At least one piece. */
export function splitMessage(text: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  const flush = (): void => {
    if (piece) pieces.push(piece);
    piece = '';
  };
  for (const line of text.split('\n')) {
    const joined = piece ? `${piece}\n${line}` : line;
    if (byteLength(joined) <= maxBytes) {
      piece = joined;
      continue;
    }
    flush();
    let rest = line;
    while (byteLength(rest) > maxBytes) {
      const head = longestHead(rest, maxBytes);
      if (!head) break;
      pieces.push(head);
      rest = rest.slice(head.length);
    }
    piece = rest;
  }
  flush();
  return pieces.length ? pieces : [''];
}
