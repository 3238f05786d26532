import { describe, expect, it } from 'vitest';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { draftId, periodName, usualPeriod } from '../../src/reports/draft-id.ts';
import { draftStatus, sectionsByWords } from '../../src/reports/draft-status.ts';
import { explainFigure } from '../../src/reports/explain-figure.ts';
import { flagStale } from '../../src/reports/flag-stale.ts';
import { figuresExplained, missingMaterial, sectionsSaid } from '../../src/wording/report.ts';
import { asOf, bureau, outline, sampleYear, totalOver, year } from './sample-year.ts';

const entries = sampleYear();
const draft = compileDraft({ bureau, outline, period: year, asOf, entries, total: totalOver(entries), at: 1 });

describe('第二部分写得怎么样了', () => {
  it.each([
    ['第一部分写得怎么样了', ['（一）组织领导', '（二）学法普法', '（三）企业服务', '（四）权力监督']],
    ['第二部分呢', ['二、存在问题']],
    ['企业服务那块写好没', ['（三）企业服务']],
    ['天气怎么样', []],
  ])('%s', (words, headings) => {
    expect(sectionsByWords(draft, words).map(section => section.heading)).toEqual(headings);
  });

  it('says what is written, and whom to ask where nothing is', () => {
    expect(sectionsSaid(sectionsByWords(draft, '组织领导'))).toBe('**（一）组织领导**｜待补，请办公室提供材料');
    expect(sectionsSaid(sectionsByWords(draft, '权力监督'))).toContain('**（四）权力监督**｜已汇编，3处数字\n承办建议提案9件');
  });
});

describe('缺什么材料', () => {
  it('lists headings without material with the 科室 to ask', () => {
    expect(missingMaterial(draftStatus(draft))).toContain(
      '**缺1部分材料**｜青禾区工业和信息化局关于2026年法治政府建设情况的报告（截至11月20日）\n组织领导 → 办公室',
    );
  });

  it('lists what waits for a person too', () => {
    const flagged = flagStale(draft, [entries[1]?.id ?? ''], '走访企业：3家 → 2家');
    expect(missingMaterial(draftStatus(flagged))).toContain('待核：企业服务（走访企业：3家 → 2家）');
  });
});

describe('这个数怎么来的', () => {
  it.each([
    ['走访企业怎么来的', ['走访企业']],
    ['15家怎么来的', ['走访企业']],
    ['问题办结率53.3%是怎么算的', ['问题办结率']],
    ['84人次这个数怎么来的', ['学法参加人数']],
    ['今天星期几', []],
  ])('%s', (words, metrics) => {
    expect(explainFigure(draft, words, { bureau, entries }).map(source => source.figure.metric)).toEqual(metrics);
  });

  it('shows each record with its share, who said it and when', () => {
    const text = figuresExplained(explainFigure(draft, '走访企业', { bureau, entries }), 2026);
    expect(text).toContain('**走访企业15家**（截至11月20日）｜企业服务');
    expect(text).toContain(`${entries[1]?.number} 3家（秦朗，1月22日）`);
  });

  it('explains a rate by its parts', () => {
    expect(explainFigure(draft, '问题办结率', { bureau, entries })[0]?.shares[0]?.reading).toBe('收集问题5条、解决问题2条');
  });

  it('asks back when nothing is meant', () => {
    expect(figuresExplained([], 2026)).toContain('没有对上是哪个数');
  });
});

describe('one living draft for each kind and period', () => {
  it.each([
    ['annual', '2026-01-01', '2026-12-31', 'annual:2026', '2026年度'],
    ['annual', '2026-01-01', '2026-11-20', 'annual:2026', '2026年度'],
    ['half-year', '2026-01-01', '2026-06-30', 'half-year:2026-h1', '2026年上半年'],
    ['quarter', '2026-07-01', '2026-09-30', 'quarter:2026-q3', '2026年第三季度'],
    ['month', '2026-11-01', '2026-11-30', 'month:2026-11', '2026年11月'],
    ['week', '2026-11-16', '2026-11-22', 'week:2026-11-16', '2026年11月16—22日'],
    ['summary', '2026-03-01', '2026-05-31', 'summary:2026-03-01..2026-05-31', '2026年3—5月'],
  ] as const)('%s from %s to %s', (kind, from, to, id, name) => {
    expect(draftId(kind, { from, to })).toBe(id);
    expect(periodName(kind, { from, to })).toBe(name);
  });

  it('knows the usual period around a day', () => {
    expect(usualPeriod('half-year', '2026-08-01')).toEqual({ from: '2026-07-01', to: '2026-12-31' });
  });
});
