import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import type { Entry } from '../../src/domain/entry.ts';
import type { LastYear } from '../../src/figures/compare.ts';
import { besideLastYear } from '../../src/reports/beside-last-year.ts';
import { compileDraft } from '../../src/reports/compile-draft.ts';
import { followUp, isOpenPromise } from '../../src/reports/last-years-plans.ts';
import { changeWords, followUpWords } from '../../src/wording/beside-last-year.ts';
import { asOf, bureau, entry, outline, reading, totalOver, year } from './sample-year.ts';

function compile(entries: readonly Entry[]): Draft {
  return compileDraft({ bureau, outline, period: year, asOf, entries, total: totalOver(entries), at: 1 });
}

const none: LastYear = () => null;
const wholeDays = (date: string, kind: 'visit' | 'papers', value: number, approximate: 'at-least' | null = null): Entry =>
  kind === 'visit'
    ? entry(date, {
        period: { from: `${date.slice(0, 4)}-01-01`, to: date },
        metrics: [reading('走访企业', value, '家', { kind: 'cumulative', approximate })],
      })
    : entry(date, {
        ...{ section: 'EDU', ledger: 'outreach', category: '普法宣传', department: '政策法规科' },
        period: { from: `${date.slice(0, 4)}-01-01`, to: date },
        metrics: [reading('发放宣传资料', value, '份', { kind: 'cumulative', approximate })],
      });

describe('a figure beside last year’s', () => {
  it.each<[string, number, number, 'at-least' | null, string]>([
    ['more', 269, 244, null, '由244家增加到269家，增加25家，增长10.2%'],
    ['less', 90, 120, null, '由120家减少到90家，减少30家，下降25%'],
    ['the same', 12, 12, null, '与上年持平'],
    ['from nothing', 12, 0, null, '由0家增加到12家，增加12家'],
    ['an approximation pretends no arithmetic', 300, 244, 'at-least', '含概数，不计算增减'],
  ])('%s', (_, now, before, approximate, words) => {
    const entries = [wholeDays('2025-11-20', 'visit', before), wholeDays('2026-11-20', 'visit', now, approximate)];
    const [row] = besideLastYear(compile(entries.slice(1)), { bureau, entries, lastYear: none });
    expect(row && changeWords(row)).toBe(words);
  });

  it('an approximation of last year’s report counts as one too', () => {
    const entries = [wholeDays('2026-12-31', 'papers', 3300)];
    const lastYear: LastYear = metric =>
      metric === '发放宣传资料' ? { value: 3200, unit: '份', source: '《去年报告》', isApproximate: true } : null;
    const draft = compileDraft({ bureau, outline, period: year, asOf: '2026-12-31', entries, total: totalOver(entries), at: 1 });
    const [row] = besideLastYear({ ...draft, asOf: '2026-12-31' }, { bureau, entries, lastYear });
    expect(row && changeWords(row)).toBe('含概数，不计算增减');
  });

  it('a whole year is not set against a part of one', () => {
    const entries = [wholeDays('2026-11-20', 'visit', 269)];
    const lastYear: LastYear = (metric, period) =>
      metric === '走访企业' && period.to === '2025-12-31' ? { value: 312, unit: '家', source: '《去年报告》' } : null;
    const [row] = besideLastYear(compile(entries), { bureau, entries, lastYear });
    expect(row && changeWords(row)).toBe('上年为全年数，本期未满一年，不计算增减');
  });

  it('rates change in 个百分点', () => {
    const rates = (date: string, solved: number): Entry =>
      entry(date, {
        period: { from: `${date.slice(0, 4)}-01-01`, to: date },
        metrics: [reading('收集问题', 100, '条', { kind: 'cumulative' }), reading('解决问题', solved, '条', { kind: 'cumulative' })],
      });
    const entries = [rates('2025-11-20', 80), rates('2026-11-20', 84)];
    const row = besideLastYear(compile(entries.slice(1)), { bureau, entries, lastYear: none }).find(({ metric }) => metric === '问题办结率');
    expect(row && changeWords(row)).toBe('比上年提高4个百分点');
  });
});

describe('what last year’s report planned', () => {
  const entries = [entry('2026-03-06', { metrics: [reading('走访企业', 12, '家')] })];
  const follow = (text: string): string => {
    const [found] = followUp([{ text, source: '《去年报告》' }], { bureau, period: year, entries, total: totalOver(entries) });
    return found ? `${isOpenPromise(found) ? '未兑现' : '有记录'}：${followUpWords(found)}` : '';
  };

  it.each([
    ['全年企业走访不少于12家，走访企业12家以上', '有记录：计划12家，今年“走访企业”12家'],
    ['全年走访企业300家', '未兑现：计划300家，今年“走访企业”12家'],
    ['深入开展企业走访', `有记录：今年有1条相关记录（${entries[0]?.number}），是否落实请核`],
    ['修订内部保密制度', '未兑现：今年没有对应记录，请核实是否落实'],
  ])('%s', (text, expected) => {
    expect(follow(text)).toBe(expected);
  });
});
