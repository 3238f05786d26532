import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { gateDraft } from '../../src/reports/figure-gate.ts';
import { findParagraph, rewriteParagraph } from '../../src/reports/rewrite-paragraph.ts';
import { asOf, bureau, outline, sampleYear, totalOver, year } from './sample-year.ts';

const entries = sampleYear();
const sources = { bureau: { validity: [] }, entries, knowsTitle: (title: string) => title === '行政处罚法' };
const compiled = compileDraft({ bureau, outline, period: year, asOf, entries, total: totalOver(entries), at: Date.UTC(2026, 10, 20) });

function unmatched(draft: Draft): string[] {
  return gateDraft(draft, sources).sections.flatMap(section =>
    section.paragraphs.flatMap(paragraph => paragraph.sentences.flatMap(sentence => sentence.unmatched ?? [])),
  );
}

describe('the figure gate', () => {
  it('finds nothing in what was compiled', () => {
    expect(gateDraft(compiled, sources)).toBe(compiled);
  });

  it.each([
    ['a number as compiled', '全局走访企业15家。', []],
    ['a number that no record says', '全局走访企业16家。', ['16家']],
    ['a number beside one that is known', '走访企业15家，新签合同28份。', ['28份']],
    ['a number with a unit that differs', '走访企业15家，覆盖15个乡镇。', ['15个']],
    ['a percentage out of the air', '走访企业15家，企业满意率98.6%。', ['98.6%']],
    ['a number in words', '走访企业15家，新建三十二个服务站。', ['三十二个']],
    ['a figure of another section under its own name', '走访企业15家，发放宣传资料1000余份。', []],
    ['the day of a record', '1月22日走访化工园企业3家。', []],
    ['a day on which nothing is recorded', '5月9日走访企业15家。', ['5月9日']],
    ['the day up to which the report speaks', '截至11月20日，走访企业15家。', []],
    ['a year that is not the report’s', '走访企业15家，2019年以来逐年增长。', ['2019年']],
    ['last year and next year', '走访企业15家，较2025年有所增加，2027年继续。', []],
    ['a law that the corpus has', '依据《中华人民共和国行政处罚法》走访企业15家。', []],
    ['a document that nobody knows', '依据《青禾区惠企三十条》走访企业15家。', ['《青禾区惠企三十条》']],
    ['a document that a record names', '组织全局学习《法治宣传教育法》。', []],
    ['numbers of speech and of names', '从三个方面发力，落实“万人助万企”，走访企业15家，第一责任人带头。', []],
  ])('%s', (_, text, expected) => {
    expect(unmatched(rewriteParagraph(compiled, { paragraph: 'biz', text }))).toEqual(expected);
  });

  it('forgets its mark once the words are right', () => {
    const wrong = gateDraft(rewriteParagraph(compiled, { paragraph: 'biz', text: '走访企业16家。' }), sources);
    const right = gateDraft(rewriteParagraph(wrong, { paragraph: 'biz', text: '走访企业15家。' }), sources);
    expect(findParagraph(right, 'biz')?.sentences[0]).not.toHaveProperty('unmatched');
  });
});
