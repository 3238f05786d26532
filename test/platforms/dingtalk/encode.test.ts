import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeForRobot, encodeForWebhook, fileTypeOf, piecesThatFit, titleOf, toDingtalkMarkdown } from '../../../src/platforms/dingtalk/encode.ts';

describe('toDingtalkMarkdown', () => {
  it.each([
    ['a single break is kept by two spaces', '一\n二', '一  \n二'],
    ['a paragraph stays one', '一\n\n二', '一\n\n二'],
    ['a list gets the empty line that it needs', '**已记2条**\n1. 走访\n2. 培训', '**已记2条**\n\n1. 走访  \n2. 培训'],
    ['a quote keeps its break', '> 甲\n> 乙', '> 甲  \n> 乙'],
    ['many empty lines become one', '一\n\n\n\n二', '一\n\n二'],
    ['breaks of Windows are breaks', '一\r\n二', '一  \n二'],
    ['signs that nobody sees go', '一\u0000\u0007二', '一二'],
  ])('%s', (_name, text, expected) => {
    expect(toDingtalkMarkdown(text)).toBe(expected);
  });

  it('turns a table into a list that names its columns', () => {
    const table = '| 科室 | 走访 | 问题 |\n| --- | ---: | --- |\n| 企业服务科 | 12家 | 5条 |\n| 办公室 | 3家 | |\n\n以上。';
    expect(toDingtalkMarkdown(table)).toBe('- 企业服务科：走访 12家，问题 5条  \n- 办公室：走访 3家\n\n以上。');
  });

  it('keeps bars that are no table', () => {
    expect(toDingtalkMarkdown('**已记**｜企业服务科 a|b')).toBe('**已记**｜企业服务科 a|b');
  });
});

describe('titleOf', () => {
  it.each([
    ['#### 本周进展\n- 一', '本周进展'],
    ['**已记3条**｜企业服务科', '已记3条｜企业服务科'],
    ['\n\n> 引用', '引用'],
    ['一二三四五六七八九十一二三四五六七八九十一二', '一二三四五六七八九十一二三四五六七八九十'],
    ['', '小法'],
  ])('%j → %s', (text, expected) => {
    expect(titleOf(text)).toBe(expected);
  });
});

describe('encodeForWebhook', () => {
  it('puts a mention into the list and into the text', () => {
    expect(encodeForWebhook('请报', ['u1', 'u2'])).toEqual({
      msgtype: 'markdown',
      markdown: { title: '请报', text: '请报\n\n@u1 @u2' },
      at: { atUserIds: ['u1', 'u2'], isAtAll: false },
    });
  });

  it('does not repeat a mention that the text has', () => {
    expect(encodeForWebhook('@u1 请报', ['u1']).markdown.text).toBe('@u1 请报');
  });

  it('does not take a longer id for the one that it begins with', () => {
    expect(encodeForWebhook('@u12 请报', ['u1']).markdown.text).toBe('@u12 请报\n\n@u1');
  });

  it('mentions at most the fifty people that DingTalk allows', () => {
    const many = Array.from({ length: 60 }, (_, index) => `u${index}`);
    expect(encodeForWebhook('请报', many).at.atUserIds).toHaveLength(50);
  });
});

describe('fileTypeOf', () => {
  it.each([
    ['年度报告.docx', 'docx'],
    ['台账.XLSX', 'xlsx'],
    ['说明.txt', undefined],
    ['没有扩展名', undefined],
  ])('%s → %s', (name, expected) => {
    expect(fileTypeOf(name)).toBe(expected);
  });
});

describe('piecesThatFit', () => {
  const encode = (piece: string): string => encodeForRobot(piece).msgParam;

  it('leaves a text that fits', () => {
    expect(piecesThatFit('一\n二', 14_000, encode)).toEqual(['一\n二']);
  });

  it('cuts between lines, never inside a character, and loses nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 20 }), lines => {
        const text = lines.join('\n');
        const pieces = piecesThatFit(text, 600, encode);
        for (const piece of pieces) expect([...piece].length < 2 || Buffer.byteLength(encode(piece)) <= 600).toBe(true);
        expect(pieces.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });
});
