import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readWord } from '../../src/knowledge/word/read-word.ts';
import { zipOf } from '../helpers/zip.ts';

function word(body: string, styles = ''): Uint8Array {
  return zipOf(
    new Map([
      ['word/document.xml', `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`],
      ...(styles ? [['word/styles.xml', `<w:styles xmlns:w="w">${styles}</w:styles>`] as const] : []),
    ]),
  );
}

function texts(bytes: Uint8Array): string[] {
  const read = readWord(bytes);
  return 'unreadable' in read ? [read.unreadable] : read.paragraphs.map(paragraph => paragraph.text);
}

const run = (text: string): string => `<w:r><w:t>${text}</w:t></w:r>`;

/** Declares one deflated file of a megabyte of zeros for each repetition. */
function bomb(): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(60 * 1024 * 1024));
  const zip = Buffer.from(zipOf(new Map([['word/document.xml', 'x'.repeat(packed.length)]])));
  const directory = zip.readUInt32LE(zip.length - 6);
  packed.copy(zip, 30 + 'word/document.xml'.length);
  zip.writeUInt16LE(8, 8);
  zip.writeUInt16LE(8, directory + 10);
  return zip;
}

describe('a Word file', () => {
  it.each([
    ['a tracked insertion is taken', `<w:p>${run('走访')}<w:ins>${run('企业')}</w:ins></w:p>`, ['走访企业']],
    ['a tracked deletion is dropped', '<w:p><w:del><w:r><w:delText>三</w:delText></w:r></w:del><w:r><w:t>两家</w:t></w:r></w:p>', ['两家']],
    ['moved words stand where they went', `<w:p><w:moveFrom>${run('甲')}</w:moveFrom>${run('乙')}<w:moveTo>${run('甲')}</w:moveTo></w:p>`, ['乙甲']],
    ['a deleted paragraph mark joins two', `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('前')}</w:p><w:p>${run('后')}</w:p>`, ['前后']],
    [
      'text in tables and content controls is read',
      `<w:tbl><w:tr><w:tc><w:p>${run('甲')}</w:p></w:tc></w:tr></w:tbl><w:sdt><w:sdtContent><w:p>${run('乙')}</w:p></w:sdtContent></w:sdt>`,
      ['甲', '乙'],
    ],
    ['text boxes are not body text', `<w:p>${run('正文')}<w:r><w:pict><w:p>${run('框')}</w:p></w:pict></w:r></w:p>`, ['正文']],
    ['entities and numbers stay what they are', `<w:p>${run('甲&amp;乙 &#x31;2 007')}</w:p>`, ['甲&乙 12 007']],
  ])('%s', (_, body, expected) => {
    expect(texts(word(body))).toEqual(expected);
  });

  it('tells headings by the name of their style, as Word and WPS number them differently', () => {
    const styles = '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>';
    const read = readWord(word(`<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr>${run('一、组织领导')}</w:p>`, styles));
    expect(read).toEqual({ paragraphs: [{ text: '一、组织领导', mark: null, level: 1 }] });
  });

  it('parts two paragraphs that were joined, at our bookmark', () => {
    const mark = (name: string): string => `<w:bookmarkStart w:id="1" w:name="${name}"/>`;
    const read = readWord(word(`<w:p>${mark('_xfp_1')}${run('前。')}${mark('_GoBack')}${mark('_xfp_2')}${run('后。')}</w:p>`));
    expect(read).toMatchObject({
      paragraphs: [
        { text: '前。', mark: '_xfp_1' },
        { text: '后。', mark: '_xfp_2' },
      ],
    });
  });

  it.each([
    ['text', new TextEncoder().encode('不是 Word'), 'not-word'],
    ['the Word of before 2007', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(40)]), 'old-word'],
    ['a zip without a document', zipOf(new Map([['a.txt', 'x']])), 'not-word'],
    ['a torn file', word(`<w:p>${run('甲')}</w:p>`).slice(0, 90), 'damaged'],
    ['broken XML', zipOf(new Map([['word/document.xml', '<w:document><w:body>']])), 'damaged'],
    ['a DTD', zipOf(new Map([['word/document.xml', '<!DOCTYPE w [<!ENTITY a "b">]><w:document/>']])), 'damaged'],
    ['a zip that unpacks without end', bomb(), 'too-large'],
  ])('%s is told apart', (_, bytes, why) => {
    expect(readWord(bytes)).toEqual({ unreadable: why });
  });
});
