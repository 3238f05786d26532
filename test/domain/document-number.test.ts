import { describe, expect, it } from 'vitest';
import { formatDocumentNumber, parseDocumentNumber } from '../../src/domain/document-number.ts';

describe('document numbers', () => {
  it.each([
    ['国发〔2024〕1号', '国发〔2024〕1号'],
    ['青工信〔2026〕12号', '青工信〔2026〕12号'],
    ['青工信[2026]12号', '青工信〔2026〕12号'],
    ['青工信（2026）第012号', '青工信〔2026〕12号'],
    ['根据青府办【2026】 7 号文件', '根据青府办〔2026〕7号'],
  ])('“%s” is written as %s', (text, expected) => {
    const number = parseDocumentNumber(text);
    expect(number && formatDocumentNumber(number)).toBe(expected);
  });

  it.each(['2026年第12号公告', '第十二号', '会议室（2026）', ''])('finds none in “%s”', text => {
    expect(parseDocumentNumber(text)).toBeUndefined();
  });
});
