import { describe, expect, it } from 'vitest';
import { cleanHeading, cleanLines } from '../../src/knowledge/clean-text.ts';

describe('cleanLines', () => {
  it.each([
    ['Word bookmarks', '[bookmark: _GoBack]六、营造环境', '六、营造环境'],
    ['paywall marks', '开展宣传##paidbegin##活动', '开展宣传活动'],
    ['odd spaces', '公布权责事项\u200243项', '公布权责事项 43项'],
    ['half-width brackets of a heading', '(二)强化决策', '（二）强化决策'],
    ['comments', '正文<!-- INFO END -->', '正文'],
    ['invisible characters', '企\u200b业\ufeff', '企业'],
  ])('cleans %s', (_, raw, clean) => {
    expect(cleanLines(raw)).toEqual([clean]);
  });

  it('leaves masked figures and brackets inside a line alone', () => {
    expect(cleanLines('争取资金****.**万元，走访***家(次)')).toEqual(['争取资金****.**万元，走访***家(次)']);
  });
});

describe('cleanHeading', () => {
  it.each([
    ['## 第一章 总 则', '第一章 总则'],
    ['第二章　　附　则', '第二章 附则'],
    ['**一、主要做法**', '一、主要做法'],
  ])('%s → %s', (raw, clean) => {
    expect(cleanHeading(raw)).toBe(clean);
  });
});
