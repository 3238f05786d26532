const encoder = new TextEncoder();
const FENCE = /^\s*(```|~~~)/;

function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/** The longest beginning of `text` within `maxBytes` that cuts no character, emoji joined of several included. */
function beginning(text: string, maxBytes: number): string {
  let bytes = 0;
  let end = 0;
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)) {
    bytes += bytesOf(segment);
    if (bytes > maxBytes) break;
    end += segment.length;
  }
  // A single character of many parts may be longer than a piece; then its parts are cut apart.
  return end > 0 ? text.slice(0, end) : String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/** Lines of at most `maxBytes`; only a longer line is cut. */
function shortLines(text: string, maxBytes: number): string[] {
  return text.split('\n').flatMap(line => {
    const parts: string[] = [];
    let rest = line;
    while (bytesOf(rest) > maxBytes) {
      const head = beginning(rest, maxBytes);
      parts.push(head);
      rest = rest.slice(head.length);
    }
    return [...parts, rest];
  });
}

/** Cuts a text into pieces of at most `maxBytes` UTF-8 bytes: between lines, so that no table row is cut; a code fence is closed and opened again around a cut; no character is ever cut. At least one piece. */
export function splitText(text: string, maxBytes: number): string[] {
  if (bytesOf(text) <= maxBytes) return [text];
  const pieces: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  /** The line that opened the code block in which we are. */
  let fence: string | null = null;
  // Where there are code blocks: room for a closing fence, and for its opening repeated in the next piece.
  const hasFences = text.split('\n').some(line => FENCE.test(line));
  const room = Math.max(8, hasFences ? maxBytes - 8 : maxBytes);
  const longest = Math.max(8, hasFences ? room - 48 : room);
  const flush = (): void => {
    pieces.push([...lines, ...(fence === null ? [] : ['```'])].join('\n'));
    lines = fence === null ? [] : [fence];
    bytes = fence === null ? 0 : bytesOf(fence) + 1;
  };
  for (const line of shortLines(text, longest)) {
    const size = bytesOf(line) + 1;
    // The last line has no break after it.
    if (lines.length > 0 && bytes + size - 1 > room) flush();
    lines.push(line);
    bytes += size;
    if (FENCE.test(line)) fence = fence === null ? line.slice(0, 12) : null;
  }
  fence = null;
  flush();
  return pieces.filter(piece => piece !== '');
}
