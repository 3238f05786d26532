/** JPEG (ITU-T T.81): the picture without what describes it — APP1 (EXIF, XMP), APP13 (IPTC), comments, and whatever stands behind its end. Null when it is not whole. */
export function cleanJpeg(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let turned = 1;
  let at = 2;
  while (at + 4 <= bytes.length || bytes[at + 1] === END) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === END) return Buffer.concat([...kept.slice(0, 1), ...orientationSegment(turned), ...kept.slice(1), bytes.subarray(at, at + 2)]);
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end <= at + 3 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    if (marker === APP1) turned = orientationOf(segment) ?? turned;
    const next = marker === SCAN ? endOfScan(bytes, end) : end;
    if (isNeeded(segment, marker)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
}

const END = 0xd9;
const SCAN = 0xda;
const APP1 = 0xe1;
const COMMENT = 0xfe;

/** Without JFIF, the colour profile and Adobe's colour transform it would look different. */
function isNeeded(segment: Buffer, marker: number): boolean {
  if (marker === COMMENT) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  const says = (word: string): boolean => segment.subarray(4, 4 + word.length).toString('latin1') === word;
  return (marker === 0xe0 && says('JFIF\0')) || (marker === 0xe2 && says('ICC_PROFILE\0')) || (marker === 0xee && says('Adobe'));
}

/** In a scan, FF stands before 00 or a restart marker only. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');

/** How the picture is to be turned (1—8), which a phone says in EXIF alone; null when this segment does not say. */
function orientationOf(segment: Buffer): number | null {
  if (!segment.subarray(4, 10).equals(EXIF) || segment.length < 20) return null;
  const tiff = segment.subarray(10);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const two = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < Math.min(two(directory), 200); entry++) {
    const at = directory + 2 + entry * 12;
    if (two(at) === 0x0112) return two(at + 8);
  }
  return null;
}

/** An EXIF segment that says nothing but how to turn the picture. */
function orientationSegment(turned: number): Buffer[] {
  if (turned < 2 || turned > 8) return [];
  return [Buffer.concat([Buffer.from('ffe10022', 'hex'), EXIF, Buffer.from(`4d4d002a0000000800010112000300000001000${turned}000000000000`, 'hex')])];
}
