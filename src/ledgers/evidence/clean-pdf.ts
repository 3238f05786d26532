// Lengths are bounded, or a file built to harm would keep these busy for hours.
const described = /\/(?:Author|Creator|Producer|Keywords)\s{0,20}(\((?:\\[\s\S]|[^\\()]){0,2000}\)|<[0-9A-Fa-f\s]{0,8000}>)/g;
/** The beginnings of EXIF, XMP and IPTC segments of a JPEG. */
const inPhotograph = /\xff[\xe1\xed][\s\S]{2}(?:Exif\0\0|http:\/\/ns\.adobe\.com\/|Photoshop 3\.0\0)/g;

/**
 * PDF (ISO 32000) with its author, its XMP and what describes its photographs blanked in place, so that no address inside it moves.
 * What lies in compressed streams stays. Null when it is encrypted, and cannot be looked at.
 */
export function cleanPdf(bytes: Buffer): Buffer | null {
  const text = bytes.toString('latin1');
  if (/\/Encrypt\b/.test(text)) return null;
  const cleaned = Buffer.from(bytes);
  for (const [from, to] of packets(text)) cleaned.fill(' ', from, to);
  for (const match of text.matchAll(described)) {
    const end = match.index + match[0].length;
    cleaned.fill(' ', end - (match[1]?.length ?? 2) + 1, end - 1);
  }
  for (const { index, 0: begun } of text.matchAll(inPhotograph)) blank(cleaned, index + begun.length, index + 2 + bytes.readUInt16BE(index + 2));
  return cleaned;
}

/** Where XMP stands, uncompressed. */
function* packets(text: string): Generator<[number, number]> {
  const end = '</x:xmpmeta>';
  for (let from = text.indexOf('<x:xmpmeta'); from !== -1; ) {
    const to = text.indexOf(end, from);
    if (to === -1) return;
    yield [from, to + end.length];
    from = text.indexOf('<x:xmpmeta', to);
  }
}

/** A length that is not true blanks nothing outside. */
function blank(bytes: Buffer, from: number, to: number): void {
  if (to > from) bytes.fill(0, from, Math.min(to, bytes.length));
}
