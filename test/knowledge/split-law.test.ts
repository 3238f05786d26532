import { describe, expect, it } from 'vitest';
import { splitLaw } from '../../src/knowledge/split-law.ts';

function articles(lines: string[], amends = false): (string | null)[] {
  return splitLaw(lines, amends).passages.map(passage => passage.article);
}

describe('splitLaw', () => {
  it('splits by 条 and keeps 章 and 节 as the path', () => {
    const { passages } = splitLaw(
      ['## 第一章 总 则', '第一条 甲。', '', '甲续。', '### 第一节 一般规定', '第二条 乙。', '## 第二章 附则', '第三条 丙。'],
      false,
    );
    expect(passages).toEqual([
      { article: '第一条', path: ['第一章 总则'], text: '甲。\n甲续。', line: 1 },
      { article: '第二条', path: ['第一章 总则', '第一节 一般规定'], text: '乙。', line: 5 },
      { article: '第三条', path: ['第二章 附则'], text: '丙。', line: 7 },
    ]);
  });

  it('knows inserted articles', () => {
    expect(articles(['第十条 甲。', '第十条之一 乙。', '第十条之二 丙。', '第十一条 丁。'])).toEqual([
      '第十条',
      '第十条之一',
      '第十条之二',
      '第十一条',
    ]);
  });

  it('keeps a line that begins with a reference inside its article', () => {
    const { passages } = splitLaw(
      ['第一条 甲。', '第二条 有下列情形的：', '第十二条规定的除外。', '第一条所称企业，包括个体户。', '第三条 乙。'],
      false,
    );
    expect(passages.map(passage => passage.article)).toEqual(['第一条', '第二条', '第三条']);
    expect(passages[1]?.text).toContain('第十二条规定的除外');
  });

  it('tells which numbers are missing', () => {
    expect(splitLaw(['第一条 甲。', '第二条 乙。', '第五条 丙。'], false).notes).toEqual([{ kind: 'numbering-gap', detail: '第三条至第四条' }]);
  });

  it('separates articles that run on in one paragraph', () => {
    const { passages, notes } = splitLaw(['第一条 甲规则。 第二条 乙规则。 第三条 丙规则。', '第四条 丁规则。'], false);
    expect(passages.map(({ article, text }) => `${article}${text}`)).toEqual([
      '第一条甲规则。',
      '第二条乙规则。',
      '第三条丙规则。',
      '第四条丁规则。',
    ]);
    expect(notes).toHaveLength(2);
  });

  it('counts the articles of an annex from the beginning', () => {
    expect(articles(['第一条 甲。', '第二条 乙。', '附件一', '第一条 丙。'])).toEqual(['第一条', '第二条', '第一条']);
  });

  it('splits an interpretation without 条 by 一、', () => {
    expect(articles(['为正确适用法律，答复如下：', '一、甲情形的，不予受理。', '附带说明。', '二、乙情形的，予以受理。'])).toEqual([
      null,
      '一、',
      '二、',
    ]);
  });

  it('does not take the quoted articles of an amending decision for its own', () => {
    expect(articles(['一、将第三条修改为：', '第三条 新的文字。', '二、删去第四条。'], true)).toEqual(['一、', '二、']);
  });

  it('cuts a text without numbers into pieces of about 500 characters', () => {
    const { passages } = splitLaw(
      Array.from({ length: 10 }, (_, index) => `${'答复'.repeat(60)}${index}。`),
      false,
    );
    expect(passages.length).toBeGreaterThan(2);
    expect(Math.max(...passages.map(passage => passage.text.length))).toBeLessThanOrEqual(502);
  });

  it('tells which headings have nothing under them', () => {
    expect(splitLaw(['## 第一章 总则', '第一条 甲。', '附件一', '附件二', '图例说明。'], false).notes).toEqual([
      { kind: 'heading-without-text', detail: '附件一' },
    ]);
  });

  it('keeps the rows of a table together', () => {
    const { passages } = splitLaw(['| 条文 | 名称 |', ...Array.from({ length: 60 }, (_, row) => `| ${row} | ${'甲'.repeat(10)} |`)], false);
    expect(passages).toHaveLength(1);
  });
});
