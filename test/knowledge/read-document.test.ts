import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/knowledge/read-document.ts';

function read(path: string, text: string): ReturnType<typeof readDocument> {
  return readDocument(text, { path, bureau: 'shared', contentHash: 'x' });
}

const law = (body: string): string =>
  `# 中华人民共和国苗木保护法\n\n2019年3月1日 第九届示例会议通过\n\n2024年5月6日 示例会议修订\n\n<!-- INFO END -->\n\n${body}`;

describe('readDocument', () => {
  it('reads title, version, dates and level of a law', () => {
    const { document } = read(
      '行政法/苗木保护法(2024-05-06).md',
      law('第一条 为了保护苗木，制定本法。\n\n第二条 本法自2024年9月1日起施行。《苗木管理条例》同时废止。'),
    );
    expect(document).toMatchObject({
      id: 'shared:苗木保护法@2024-05-06',
      title: '苗木保护法',
      level: 'law',
      promulgatedOn: '2019-03-01',
      effectiveOn: '2024-09-01',
      versionOn: '2024-05-06',
      repeals: ['苗木管理条例'],
    });
  });

  it('does not count the repeal of single articles as a repeal', () => {
    expect(read('a.md', law('第一条 甲。\n第二条 本法自公布之日起施行，《苗木管理条例》第三条同时废止。')).document.repeals).toEqual([]);
  });

  it('reads a chinese-numeral date and 自公布之日起', () => {
    expect(read('a.md', law('第一条 甲。\n第二条 本法自二〇二五年一月一日起施行。')).document.effectiveOn).toBe('2025-01-01');
    expect(read('a.md', law('第一条 甲。\n第二条 本法自公布之日起施行。')).document.effectiveOn).toBe('2019-03-01');
  });

  it('treats a code in several files as one law with parts', () => {
    const { document, passages } = read(
      '民法典/合同编.md',
      '# 中华人民共和国示例法典\n\n# 合同编\n\n2020年5月28日 通过\n\n<!-- INFO END -->\n\n## 第一章 一般规定\n\n第四百六十三条 甲。',
    );
    expect(document).toMatchObject({ title: '示例法典', part: '合同编', id: 'shared:示例法典·合同编@2020-05-28' });
    expect(passages[0]).toMatchObject({ article: '第四百六十三条', path: ['合同编', '第一章 一般规定'] });
  });

  it('reads a notice: number, issuer, date and 有效期', () => {
    const { document } = read(
      '通知.txt',
      '青禾区某局\n关于做好检查工作的通知\n\n青工信〔2026〕8号\n\n各科室：\n一、检查范围\n所有科室都要自查一遍，发现的问题当天登记，限期改完，月底前把结果报办公室。\n本通知自印发之日起执行，有效期至2026年12月31日。\n\n青禾区某局\n2026年3月5日',
    );
    expect(document).toMatchObject({
      title: '青禾区某局关于做好检查工作的通知',
      number: '青工信〔2026〕8号',
      issuer: '青禾区某局',
      level: 'normative-document',
      effectiveOn: '2026-03-05',
      expiresOn: '2026-12-31',
    });
  });

  it('reads 有效期五年 from the day of effect', () => {
    expect(
      read('办法.md', '# 青禾区某某办法\n\n青政规〔2025〕1号\n\n第一条 甲乙丙丁戊己庚辛。\n\n第二条 本办法自2025年8月1日起施行，有效期五年。')
        .document.expiresOn,
    ).toBe('2030-07-31');
  });

  it('knows a report and its year', () => {
    const { document } = read(
      '总结.txt',
      '2023年法治政府工作总结\n2023年以来，我局依法履职。现总结如下。\n一、工作开展情况\n（一）加强组织领导。全年研究四次。',
    );
    expect(document).toMatchObject({ level: 'report', reportYear: 2023, title: '2023年法治政府工作总结' });
  });

  it('names a report without a title line after its file and says so', () => {
    const { document, notes } = read(
      '去年总结.txt',
      `2022年，某局在上级领导下，${'认真履行职责，'.repeat(9)}现将工作开展情况总结报告如下：\n一、基本情况\n（一）组织领导。开会四次。`,
    );
    expect(document).toMatchObject({ title: '去年总结', level: 'report', reportYear: 2022 });
    expect(notes.map(note => note.kind)).toEqual(['untitled']);
  });
});

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    '第一条 ',
    '第三条 ',
    '第三条之一 ',
    '一、',
    '（一）',
    '一是',
    '## ',
    '附件',
    '| a |',
    '\n',
    '\n\n',
    '。',
    '有效期三年',
    '2024年2月30日',
    '《',
    '》',
    '**',
    '第',
    '条',
    '：',
    'abc',
    '本法自',
    '起施行',
    '<!-- INFO END -->',
    '　',
  );
  it('is read without failing, and every passage is made of its words', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), parts => {
        const raw = parts.join('');
        // Emphasis may be taken off from between words.
        const plain = raw.replace(/\s|\*|<!--[\s\S]*?-->/g, '');
        for (const { text } of read('x.txt', raw).passages) {
          for (const line of text.split('\n')) expect(plain).toContain(line.replace(/[\s*]/g, ''));
        }
      }),
      { numRuns: 300 },
    );
  });
});
