import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import type { LastYear } from '../../src/figures/compare.ts';
import { type CoverageGap, coverageGaps } from '../../src/reports/coverage.ts';
import { coverageText } from '../../src/wording/coverage.ts';
import { asOf, bureau, entry, outline, reading, totalOver, year } from './sample-year.ts';

function study(date: string): Entry {
  return entry(date, { section: 'EDU', ledger: 'study', department: '政策法规科', metrics: [reading('集体学法', 1, '次')] });
}

const nothing: LastYear = () => null;

function gapsOf(entries: readonly Entry[], lastYear: LastYear = nothing): CoverageGap[] {
  return coverageGaps({ bureau, period: year, asOf, entries, total: totalOver(entries), lastYear });
}

describe('what a year lacks', () => {
  it('names the months that are over and had no study session', () => {
    const told = ['2026-01-06', '2026-02-03', '2026-05-08', '2026-06-02', '2026-07-07', '2026-08-05', '2026-09-01', '2026-10-13'].map(study);
    expect(gapsOf(told)).toEqual([{ department: '政策法规科', kind: 'months-without', metric: '集体学法', detail: { months: [3, 4] } }]);
  });

  it('asks for the parts of a rate that was only stated', () => {
    const stated = entry('2026-06-30', { metrics: [reading('问题办结率', 84, '%', { kind: 'rate' }), reading('收集问题', 30, '条')] });
    expect(gapsOf([stated])).toContainEqual({
      department: '企业服务科',
      kind: 'rate-without-parts',
      metric: '问题办结率',
      detail: { parts: ['解决问题'] },
    });
  });

  it('tells what last year had and this year lacks, with where last year’s figure stands', () => {
    const lastYear: LastYear = (metric, period) =>
      period.from === '2025-01-01' && metric === '发放宣传资料' ? { value: 3100, unit: '份', source: '《2025年报告》' } : null;
    expect(gapsOf([], lastYear)).toContainEqual({
      department: '政策法规科',
      kind: 'not-this-year',
      metric: '发放宣传资料',
      detail: { lastYear: '3100份', source: '《2025年报告》' },
    });
    const told = entry('2026-03-15', { section: 'EDU', ledger: 'outreach', metrics: [reading('发放宣传资料', 10, '份')] });
    expect(gapsOf([told], lastYear).map(gap => gap.metric)).not.toContain('发放宣传资料');
  });

  it('asks for the metrics that a heading of the outline has to tell', () => {
    const [first] = outline.sections;
    if (!first) throw new Error('the sample outline has headings');
    const wanting = { ...outline, sections: [{ ...first, metrics: ['走访企业', '普法宣传活动'] }] };
    const told = entry('2026-06-30', { metrics: [reading('走访企业', 3, '家')] });
    const entries = [told];
    const gaps = coverageGaps({ outline: wanting, bureau, period: year, asOf, entries, total: totalOver(entries), lastYear: nothing });
    expect(gaps).toContainEqual({ department: '政策法规科', kind: 'wanted', metric: '普法宣传活动', detail: { heading: first.heading } });
    expect(gaps.map(gap => gap.metric)).not.toContain('走访企业');
    expect(coverageText(gaps)).toContain(`“${first.heading}”要写“普法宣传活动”，还没有记录`);
  });

  it('names cases that nobody has closed, by the 科室 that handles them, without their titles', () => {
    const opened = {
      bureau: bureau.id,
      version: 1,
      title: '示例机电诉求',
      owner: { id: 'taoran', name: '陶然' },
      kind: 'demand',
      status: 'open' as const,
    };
    const state = (id: string, name: string) => ({ id, name, words: [], closed: false, next: [], by: [] });
    const states = [state('collected', '收集'), state('assigned', '交办')];
    const demand = {
      id: 'demand',
      name: '企业诉求',
      nouns: [],
      departments: [],
      ledgers: [],
      requires: [],
      unless: [],
      private: true,
      states,
      due: [],
    };
    const step = { note: '', at: 0, by: { id: 'taoran', name: '陶然' }, messageId: null };
    const rest = { department: '企业服务科', statedDue: null, isExtended: false, entryId: '' };
    const cases = [
      { ...opened, ...rest, id: 'a', number: 3, state: 'collected', handler: null, steps: [{ ...step, state: 'collected', on: '2026-03-02' }] },
      { ...opened, ...rest, id: 'b', number: 4, state: 'assigned', handler: '办公室', steps: [{ ...step, state: 'collected', on: '2026-04-02' }] },
      // Begun when the days of the report were over.
      { ...opened, ...rest, id: 'c', number: 9, state: 'collected', handler: null, steps: [{ ...step, state: 'collected', on: '2027-01-05' }] },
    ];
    const gaps = coverageGaps({
      bureau: { ...bureau, cases: [demand] },
      period: year,
      asOf,
      entries: [],
      total: totalOver([]),
      lastYear: nothing,
      openCases: cases,
    });
    const open = gaps.filter(gap => gap.kind === 'cases-open');
    expect(open.map(({ department, detail }) => [department, detail])).toEqual([
      ['办公室', { cases: [{ number: 4, state: '交办' }] }],
      ['企业服务科', { cases: [{ number: 3, state: '收集' }] }],
    ]);
    expect(coverageText(open)).toContain('企业服务科：企业诉求还没有结果：事项3（收集）');
    expect(coverageText(open)).not.toContain('示例机电');
  });

  it('keeps the bureau’s order of 科室', () => {
    const lastYear: LastYear = metric =>
      ['承办建议提案', '走访企业', '普法宣传活动'].includes(metric) ? { value: 1, unit: '次', source: '' } : null;
    const departments = gapsOf([], lastYear).map(gap => gap.department);
    expect([...new Set(departments)]).toEqual(['办公室', '政策法规科', '企业服务科']);
  });
});
