import writeExcelFile from 'write-excel-file/node';
import { zipOf } from './zip.ts';

/** The bytes of GBK of a text, found by decoding all pairs once. */
export function gbkOf(text: string): Buffer {
  const decoder = new TextDecoder('gbk');
  const bytes: number[] = [];
  for (const character of text) {
    if (character.charCodeAt(0) < 128) bytes.push(character.charCodeAt(0));
    else bytes.push(...pairOf(character, decoder));
  }
  return Buffer.from(bytes);
}

function pairOf(character: string, decoder: { decode(bytes: Uint8Array): string }): [number, number] {
  for (let high = 0x81; high < 0xff; high++)
    for (let low = 0x40; low < 0xff; low++) if (low !== 0x7f && decoder.decode(Uint8Array.from([high, low])) === character) return [high, low];
  throw new Error(`not in GBK: ${character}`);
}

/** A PDF of the given objects, with a table of where each begins. */
function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let at = 9;
  objects.forEach((object, index) => {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    places.push(at);
    parts.push(part);
    at += part.length;
  });
  const table = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  parts.push(
    Buffer.from(`xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n`),
  );
  return Buffer.concat(parts);
}

function contentOf(text: string): Buffer {
  const body = Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.from(`<< /Length ${body.length} >>\nstream\n`), body, Buffer.from('\nendstream')]);
}

/** A printed line: where it begins, in points from the left and from the top of an A4 page, and its letters at 16 points. */
export interface SampleLine {
  text: string;
  x: number;
  y: number;
}

/** A PDF with a page for each list of lines, in a Chinese font that is named and not embedded, as Word without embedding writes it: its codes are GBK. */
export function gbkPdf(pages: readonly (readonly SampleLine[])[], trailer = ''): Buffer {
  const first = 6;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const font = '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>';
  const descendant =
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 5 0 R >>';
  const descriptor =
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>';
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`, font, descendant, descriptor];
  const drawn = pages.flatMap((lines, index) => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
    contentOf(lines.map(({ text, x, y }) => `BT /F1 16 Tf ${x} ${842 - y} Td <${gbkOf(text).toString('hex')}> Tj ET`).join('\n')),
  ]);
  return pdfOf([...objects, ...drawn], trailer);
}

/** Paragraphs as official layout prints them: 28 letters a line, the first line of a paragraph two letters in. */
export function printed(paragraphs: readonly string[]): SampleLine[] {
  let y = 100;
  return paragraphs.flatMap(paragraph => {
    const lines = [paragraph.slice(0, 26), ...(paragraph.slice(26).match(/.{1,28}/gu) ?? [])];
    return lines.map((text, at) => {
      y += 29;
      return { text, x: at === 0 ? 112 : 80, y };
    });
  });
}

/** A PDF that asks for a password. */
export function lockedPdf(): Buffer {
  const key = '00'.repeat(32);
  return gbkPdf([[]], `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<00> <00>] `);
}

/** An OFD with a page for each list of lines; lengths in points become millimetres. */
export function ofdOf(pages: readonly (readonly SampleLine[])[]): Uint8Array {
  const mm = (points: number): string => ((points / 72) * 25.4).toFixed(3);
  const space = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  const object = ({ text, x, y }: SampleLine, id: number): string =>
    `<ofd:TextObject ID="${id}" Boundary="${mm(x)} ${mm(y - 16)} 200 10" Font="1" Size="${mm(16)}"><ofd:TextCode X="0" Y="${mm(16)}" DeltaX="g ${text.length - 1} ${mm(16)}">${text}</ofd:TextCode></ofd:TextObject>`;
  const files = new Map([
    ['OFD.xml', `<?xml version="1.0"?><ofd:OFD ${space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`],
    [
      'Doc_0/Document.xml',
      `<ofd:Document ${space}><ofd:Pages>${pages.map((_, at) => `<ofd:Page ID="${at + 1}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('')}</ofd:Pages></ofd:Document>`,
    ],
    ...pages.map(
      (lines, at) =>
        [
          `Doc_0/Pages/Page_${at}/Content.xml`,
          `<ofd:Page ${space}><ofd:Content><ofd:Layer>${lines.map(object).join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
        ] as const,
    ),
  ]);
  return zipOf(files);
}

/** A Word file of the given body, styles and numbering. */
export function wordOf(body: string, parts: { styles?: string; numbering?: string } = {}): Uint8Array {
  return zipOf(
    new Map([
      ['word/document.xml', `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`],
      ...(parts.styles === undefined ? [] : [['word/styles.xml', `<w:styles xmlns:w="w">${parts.styles}</w:styles>`] as const]),
      ...(parts.numbering === undefined ? [] : [['word/numbering.xml', `<w:numbering xmlns:w="w">${parts.numbering}</w:numbering>`] as const]),
    ]),
  );
}

export function paragraph(text: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`;
}

/** A workbook with one sheet. */
export async function excelOf(sheet: string, rows: readonly (readonly (string | number | null)[])[]): Promise<Uint8Array> {
  const data = rows.map(row => row.map(value => (value === null ? null : { value })));
  return new Uint8Array(await writeExcelFile(data, { sheet }).toBuffer());
}

const SECTOR = 512;

/** A Compound File with these streams, none of them smaller than the limit below which streams lie elsewhere. */
function compoundOf(streams: ReadonlyMap<string, Buffer>): Buffer {
  const padded = [...streams].map(([name, bytes]) => ({ name, bytes: Buffer.concat([bytes, Buffer.alloc(4096)]) }));
  const sectors: Buffer[] = [];
  const fat: number[] = [0xfffffffd, 0xfffffffe];
  const entries = [{ name: 'Root Entry', type: 5, start: 0xfffffffe, size: 0 }];
  for (const { name, bytes } of padded) {
    const count = Math.ceil(bytes.length / SECTOR);
    const start = fat.length;
    for (let at = 0; at < count; at++) fat.push(at === count - 1 ? 0xfffffffe : start + at + 1);
    sectors.push(Buffer.concat([bytes, Buffer.alloc(count * SECTOR - bytes.length)]));
    entries.push({ name, type: 2, start, size: bytes.length });
  }
  const header = Buffer.alloc(SECTOR, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(0xfffffffe, 60);
  header.writeUInt32LE(0xfffffffe, 68);
  for (let at = 0; at < 109; at++) header.writeUInt32LE(at === 0 ? 0 : 0xffffffff, 76 + at * 4);
  const table = Buffer.alloc(SECTOR, 0xff);
  for (const [at, next] of fat.entries()) table.writeUInt32LE(next, at * 4);
  const directory = Buffer.alloc(SECTOR);
  for (const [at, { name, type, start, size }] of entries.entries()) {
    const from = at * 128;
    directory.write(`${name}\0`, from, 'utf16le');
    directory.writeUInt16LE((name.length + 1) * 2, from + 64);
    directory[from + 66] = type;
    directory.writeUInt32LE(start, from + 116);
    directory.writeUInt32LE(size, from + 120);
  }
  return Buffer.concat([header, table, directory, ...sectors]);
}

/** A .doc of Word 97 with this text: `\r` ends a paragraph. */
export function oldWordOf(text: string, { lost = 0, encrypted = false } = {}): Buffer {
  const from = 2048;
  const letters = Buffer.from(text, 'utf16le');
  const document = Buffer.alloc(from + letters.length);
  document.writeUInt16LE(0xa5ec, 0);
  document.writeUInt16LE(0x00c1, 2);
  document.writeUInt16LE(0x0200 | (encrypted ? 0x0100 : 0), 10);
  document.writeUInt32LE(text.length + lost, 76);
  letters.copy(document, from);
  const pieces = Buffer.alloc(5 + 16);
  pieces[0] = 2;
  pieces.writeUInt32LE(16, 1);
  pieces.writeUInt32LE(text.length, 9);
  pieces.writeUInt32LE(from, 15);
  document.writeUInt32LE(0, 418);
  document.writeUInt32LE(pieces.length, 422);
  return compoundOf(
    new Map([
      ['WordDocument', document],
      ['1Table', pieces],
    ]),
  );
}

/** An office file that was locked with a password: Word and Excel put it into a Compound File. */
export function lockedOffice(): Buffer {
  return compoundOf(new Map([['EncryptedPackage', Buffer.alloc(64)]]));
}
