import { describe, expect, it } from 'vitest';
import { freeWordViolations } from '../../../src/language/grounding/free-word-violations.ts';

const sources = { source: '走访企业时收集问题，协调解决，一次说清。上一年度执法人员推广“开门迎查”。使用VPN的除外。', names: ['沈岚', '企业服务科'] };
const rules = (words: string): string[] => [...new Set(freeWordViolations(words, sources).map(({ rule }) => rule))];

describe('words of a model’s own', () => {
  it.each([
    '一是扎实走访企业，及时收集问题。',
    '进一步统一标准，逐一协调解决。',
    '推广“开门迎查”。',
    '使用VPN的除外。',
    '老百姓反映的问题，第一时间解决。',
    '补充一点，收集问题要一次说清。',
    '报上一年度的问题。',
  ])('may be %s', words => expect(rules(words)).toEqual([]));

  it.each([
    ['an Arabic figure', '走访企业269家。', 'number'],
    ['a figure drawn apart', '走访企业2 6 9家。', 'number'],
    ['a Chinese figure', '走访企业二百六十九家。', 'number'],
    ['廿', '走访企业廿家。', 'number'],
    ['卅 and 卌', '走访企业卅卌家。', 'number'],
    ['a capital numeral', '罚款伍万元。', 'number'],
    ['a count without a unit', '走访了数十家企业。', 'number'],
    ['a doubled figure', '同期翻番。', 'number'],
    ['half', '企业过半。', 'number'],
    ['half a year', '要在半年内办结。', 'number'],
    ['full-width digits', '走访企业２６９家。', 'characters'],
    ['circled digits', '走访企业②⑥⑨家。', 'characters'],
    ['mathematical digits', '走访企业𝟐𝟔𝟗家。', 'characters'],
    ['an HTML entity', '走访企业&#50;&#54;家。', 'characters'],
    ['an HTML tag', '走访<b>企业</b>。', 'characters'],
    ['a Markdown link', '见[规定](https://example.com)。', 'characters'],
    ['a zero-width space', '走访\u200b企业。', 'characters'],
    ['a text direction mark', '走访\u202e企业。', 'characters'],
    ['a compatibility ideograph', '走访\uf900企业。', 'characters'],
    ['Suzhou numerals', '走访企业〢〩家。', 'characters'],
    ['a Latin word that the source lacks', '走访Alpha企业。', 'characters'],
    ['a percentage in words', '办结率百分之九十。', 'number'],
    ['the number of a paragraph', '见第一款。', 'number'],
    ['a year that the source does not speak of', '下一年度再解决。', 'number'],
    ['a number of times', '解决一次。', 'number'],
    ['a title', '依据《企业法》。', 'title'],
    ['a title that is cut off', '依据《企业法。', 'title'],
    ['words that nobody said', '他说“全都免了”。', 'quotation'],
    ['a person of the roster', '沈岚走访企业。', 'name'],
    ['a department', '企业服务科走访企业。', 'name'],
    ['a company', '走访宏远机电有限公司。', 'name'],
    ['a person with a title', '由王主任带队。', 'name'],
  ])('may not hold %s', (_what, words, rule) => expect(rules(words)).toContain(rule));
});
