import { describe, expect, it } from 'vitest';
import type { FileContent } from '../../../src/knowledge/reading/file-text.ts';
import { readFile } from '../../../src/knowledge/reading/read-file.ts';
import { excelOf, gbkOf, gbkPdf, lockedOffice, lockedPdf, ofdOf, oldWordOf, paragraph, printed, wordOf } from '../../helpers/sample-files.ts';
import { zipOf } from '../../helpers/zip.ts';

const rule = [
  '青禾区苗木款项支付办法',
  '第一条　为了及时支付苗木款项，维护苗圃经营者的合法权益，根据有关规定，结合本区实际，制定本办法。',
  '第二条　购买苗木的单位应当自交付之日起三十日内支付款项。',
];
const kept = rule.map(line => line.replaceAll('　', ' '));

async function read(name: string, bytes: Uint8Array): Promise<FileContent> {
  const content = await readFile({ name, bytes });
  if ('unreadable' in content) throw new Error(content.unreadable);
  return content;
}

async function linesOf(name: string, bytes: Uint8Array): Promise<string[]> {
  const content = await read(name, bytes);
  return content.kind === 'text' ? content.lines.map(line => line.replaceAll('　', ' ')).filter(line => line !== '') : [];
}

describe('every kind of file gives the same paragraphs', () => {
  const page = printed(rule);
  it.each<[string, string, Uint8Array]>([
    ['UTF-8', '办法.txt', Buffer.from(rule.join('\n'))],
    ['GBK', '办法.txt', gbkOf(rule.join('\r\n'))],
    ['UTF-16', '办法.txt', Buffer.from(`\ufeff${rule.join('\r\n')}`, 'utf16le')],
    ['a PDF whose font is not embedded', '办法.pdf', gbkPdf([page])],
    ['an OFD', '办法.ofd', ofdOf([page])],
    ['a .doc', '办法.doc', oldWordOf(`${rule.join('\r')}\r`)],
    ['a .wps', '办法.wps', oldWordOf(`${rule.join('\r')}\r`)],
    ['a .docx', '办法.docx', wordOf(rule.map(line => paragraph(line)).join(''))],
    ['a page', '办法.html', Buffer.from(rule.map(line => `<p>${line}</p>`).join(''))],
    ['a page in GBK', '办法.htm', gbkOf(`<html><meta charset="gb2312"><body>${rule.map(line => `<p>${line}</p>`).join('')}</body></html>`)],
    ['a page under the name of a Word file', '办法.doc', Buffer.from(`<html><body>${rule.map(line => `<p>${line}</p>`).join('')}</body></html>`)],
    ['a PDF under another name', '办法.txt', gbkPdf([page])],
  ])('%s', async (_, name, bytes) => {
    expect(await linesOf(name, bytes)).toEqual(kept);
  });
});

describe('a PDF', () => {
  it('tells the page on which each paragraph begins, and joins one that runs over the page', async () => {
    const [first = [], second = []] = [printed(rule.slice(0, 2)), printed([rule[2] ?? ''])];
    const content = await read('办法.pdf', gbkPdf([first, second]));
    expect(content.kind === 'text' && content.numbers).toEqual([1, 1, 2]);
  });

  it('names pages without text and reads the others', async () => {
    const content = await read('办法.pdf', gbkPdf([printed(rule), [], []]));
    expect(content.notes).toEqual([{ kind: 'pages-without-text', detail: '2—3' }]);
  });

  it('leaves out page numbers and what stands at the top of every page', async () => {
    const pages = rule.map((line, at) => [{ text: '青禾区文件', x: 80, y: 60 }, ...printed([line]), { text: `— ${at + 1} —`, x: 280, y: 800 }]);
    expect(await linesOf('办法.pdf', gbkPdf(pages))).toEqual(kept);
  });

  it('puts the words of a table under their columns and says that it guessed', async () => {
    const rows = [
      ['补助项目', '标准', '申报时间'],
      ['数字化改造', '二十万元', '三月'],
      ['首台套', '五十万元', '六月'],
    ];
    const cells = rows.flatMap((row, at) => row.map((text, column) => ({ text, x: 80 + column * 150, y: 300 + at * 40 })));
    const content = await read('标准.pdf', gbkPdf([[...printed(['青禾区奖补标准表']), ...cells]]));
    expect(content.kind === 'text' && content.lines.slice(1)).toEqual(rows.map(row => `| ${row.join(' | ')} |`));
    expect(content.notes).toEqual([{ kind: 'table-guessed', detail: '1' }]);
  });
});

describe('a Word file', () => {
  it('keeps the rows of a table', async () => {
    const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
    const table = `<w:tbl><w:tr>${cell('项目')}${cell('标准')}</w:tr><w:tr>${cell('数字化')}${cell('二十万元')}</w:tr></w:tbl>`;
    expect(await linesOf('标准.docx', wordOf(paragraph('标准表') + table))).toEqual(['标准表', '| 项目 | 标准 |', '| 数字化 | 二十万元 |']);
  });

  it('writes out the numbers that Word gives by itself, as printed', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>';
    const numbered = (text: string): string => paragraph(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>');
    const body = paragraph('苗木办法') + Array.from({ length: 12 }, (_, at) => numbered(`甲${at}。`)).join('');
    const lines = await linesOf('办法.docx', wordOf(body, { numbering }));
    expect([lines[1], lines[10], lines[12]]).toEqual(['第一条 甲0。', '第十条 甲9。', '第十二条 甲11。']);
  });

  it('marks headings that have no number of their own', async () => {
    const styles = '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>';
    const heading = (text: string): string => paragraph(text, '<w:pStyle w:val="2"/>');
    const body = heading('年度总结') + heading('组织领导') + paragraph('开会三次。') + heading('一、学法') + paragraph('学法两次。');
    expect(await linesOf('总结.docx', wordOf(body, { styles }))).toEqual(['年度总结', '## 组织领导', '开会三次。', '一、学法', '学法两次。']);
  });
});

describe('a page', () => {
  it('gives the article without scripts, navigation, links and hidden words, and its name without the site', async () => {
    const html = `<html><head><title>苗木办法_青禾区政府网</title><script>var a='甲'</script></head><body>
      <div class="nav"><a href="#">首页</a><a href="#">政务公开</a></div>
      <ul>${'<li><a href="#">这是另一篇文章的标题链接</a></li>'.repeat(6)}</ul>
      <div class="content"><p>第一条 苗木款项应当按时支付。</p><table><tr><td>项目</td><td>标准</td></tr></table></div>
      <p style="display:none">隐藏的字</p><div class="footer">版权所有</div></body></html>`;
    const content = await read('办法.html', Buffer.from(html));
    expect(content.kind === 'text' && [content.title, ...content.lines]).toEqual(['苗木办法', '第一条 苗木款项应当按时支付。', '| 项目 | 标准 |']);
  });

  it('reads a table that only lays the page out as paragraphs', async () => {
    const html = `<table><tr><td><p>苗木办法</p><p>第一条 ${'按时支付。'.repeat(100)}</p></td><td></td></tr></table>`;
    expect((await linesOf('办法.html', Buffer.from(html)))[0]).toBe('苗木办法');
  });
});

describe('a workbook', () => {
  it('keeps sheets and rows with the numbers that the program shows', async () => {
    const bytes = await excelOf('惠企政策', [
      ['政策名称', '标准'],
      [null, null],
      ['数字化改造奖补', 200000],
    ]);
    expect(await read('清单.xlsx', bytes)).toEqual({
      kind: 'tables',
      notes: [],
      sheets: [
        {
          name: '惠企政策',
          rows: [
            { number: 1, cells: ['政策名称', '标准'] },
            { number: 3, cells: ['数字化改造奖补', '200000'] },
          ],
        },
      ],
    });
  });
});

describe('what cannot be read is refused with its reason', () => {
  it.each<[string, string, Uint8Array]>([
    ['empty', '空.docx', new Uint8Array()],
    ['empty', '空白.txt', Buffer.from(' \n\n')],
    ['scanned', '扫描.pdf', gbkPdf([[], []])],
    ['encrypted', '加密.pdf', lockedPdf()],
    ['encrypted', '加密.docx', lockedOffice()],
    ['encrypted', '加密.doc', oldWordOf('密文\r', { encrypted: true })],
    ['damaged', '缺字.doc', oldWordOf('只剩这些字\r', { lost: 900 })],
    ['damaged', '断.pdf', gbkPdf([printed(rule)]).subarray(0, 30)],
    ['damaged', '断.xlsx', Buffer.from('PK\x03\x04xl/workbook.xml')],
    ['old-word', '坏.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)])],
    ['old-excel', '台账.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)])],
    ['unsupported', '照片.docx', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])],
    ['unsupported', '包.zip', zipOf(new Map([['a.txt', '甲']]))],
    ['garbled', '字体.ofd', ofdOf([[{ text: '\ue001\ue002\ue003\ue004\ue005', x: 80, y: 80 }]])],
  ])('%s: %s', async (reason, name, bytes) => {
    expect(await readFile({ name, bytes })).toEqual({ unreadable: reason });
  });
});
