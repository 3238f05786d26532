/** 1980-01-01 00:00, the first moment that a zip file can name. */
const firstDay = 0x0021;

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** Sets the time of every file inside a zip to the same moment, so that the same content gives the same bytes. Zips without zip64 only, as ours are. */
export function withFixedDates(zip: Uint8Array): Uint8Array {
  const bytes = zip.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== endOfDirectory) end--;
  if (end < 0) return bytes;
  let at = view.getUint32(end + 16, true);
  while (at + 46 <= end && view.getUint32(at, true) === directoryEntry) {
    const local = view.getUint32(at + 42, true);
    setDate(view, at + 12);
    setDate(view, local + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

/** Two bytes of time and two of date, side by side in both places. */
function setDate(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, firstDay, true);
}
