/** 格式段 — a stretch of a .doc file's text, in byte offsets of its stream, with a property that is set on it. */
export interface Stretch {
  from: number;
  to: number;
}

/** Properties that matter to reading, by the number that Word gives them (MS-DOC, section 2.6). */
export const properties = { isDeleted: 0x0800, isRowEnd: 0x2417, list: 0x460b } as const;

const PAGE = 512;
const operandSizes = [1, 1, 2, 4, 2, 2, 0, 3] as const;
const tableDefinition = 0xd608;
const tabChange = 0xc615;

/** Value of one property in a list of them; undefined when it is not set or the list is broken. */
function propertyIn(list: Buffer, property: number): number | undefined {
  let value: number | undefined;
  for (let at = 0; at + 3 <= list.length; ) {
    const code = list.readUInt16LE(at);
    at += 2;
    let size: number = operandSizes[code >> 13] ?? 1;
    if (code >> 13 === 6) {
      if (code === tableDefinition) size = list.readUInt16LE(at) + 1;
      else if (code === tabChange && list[at] === 255) return value;
      else size = (list[at] ?? 0) + 1;
    }
    if (code === property && at + size <= list.length) value = size >= 2 ? list.readInt16LE(at) : list[at];
    at += size;
  }
  return value;
}

function listAt(page: Buffer, kind: 'characters' | 'paragraphs', run: number, runs: number): Buffer {
  const table = (runs + 1) * 4;
  const offset = (page[table + run * (kind === 'characters' ? 1 : 13)] ?? 0) * 2;
  if (offset === 0) return Buffer.alloc(0);
  const length = page[offset] ?? 0;
  if (kind === 'characters') return page.subarray(offset + 1, offset + 1 + length);
  // A paragraph's list begins with its style, two bytes; lengths are in pairs of bytes.
  return length === 0 ? page.subarray(offset + 4, offset + 2 + (page[offset + 1] ?? 0) * 2) : page.subarray(offset + 3, offset + 1 + length * 2 - 1);
}

/** Stretches on which a property is set, from the pages that `places` (an array of offsets and page numbers) names. */
export function stretchesWith(document: Buffer, places: Buffer, search: { kind: 'characters' | 'paragraphs'; property: number }): Stretch[] {
  const found: Stretch[] = [];
  const count = Math.floor((places.length - 4) / 8);
  for (let index = 0; index < count; index++) {
    const start = places.readUInt32LE((count + 1) * 4 + index * 4) * PAGE;
    const page = document.subarray(start, start + PAGE);
    if (page.length < PAGE) continue;
    const runs = page[PAGE - 1] ?? 0;
    for (let run = 0; run < runs && (run + 2) * 4 <= PAGE; run++) {
      const value = propertyIn(listAt(page, search.kind, run, runs), search.property);
      if (value !== undefined && value !== 0) found.push({ from: page.readUInt32LE(run * 4), to: page.readUInt32LE(run * 4 + 4) });
    }
  }
  return found;
}
