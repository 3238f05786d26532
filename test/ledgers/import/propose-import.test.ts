import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../../src/bureau/load-bureau.ts';
import { proposeImport } from '../../../src/ledgers/import/propose-import.ts';
import type { Cell } from '../../../src/ledgers/import/read-sheets.ts';

const bureau = await loadBureau('data');
const today = '2026-11-20';

function propose(rows: Cell[][], { name = '台账', file = '台账.xlsx', year = null }: { name?: string; file?: string; year?: number | null } = {}) {
  return proposeImport([{ name, rows }], { file, bureau, year, today });
}

function said(rows: Cell[][], options: Parameters<typeof propose>[1] = {}): string[] {
  return propose(rows, options).items.map(({ content }) => {
    const { department, period, metrics } = content;
    return `${department} ${period.from}~${period.to} ${metrics.map(one => `${one.name}${one.value}${one.unit}${one.kind === 'increment' ? '' : one.kind}`).join()}`;
  });
}

describe('a table of old ledgers, in whatever order it is laid out', () => {
  it('科室 down, months across, metric in the title', () => {
    const rows = [
      ['2025年各科室走访企业情况统计表（单位：家）', null, null, null],
      ['序号', '科室', '1月', '2月'],
      [1, '企服科', 31, 28],
      [2, '中小中心', 4, null],
    ];
    expect(said(rows)).toEqual([
      '企业服务科 2025-01-01~2025-01-31 走访企业31家',
      '企业服务科 2025-02-01~2025-02-28 走访企业28家',
      '中小企业服务中心 2025-01-01~2025-01-31 走访企业4家',
    ]);
  });

  it('metric × 科室 down with merged cells, months across as bare numbers', () => {
    const rows = [
      ['指标', '科室', 1, 2, 3, '合计'],
      ['走访企业（家）', '企业服务科', 31, 28, 30, 89],
      [null, '中小企业服务中心', 4, 5, 6, 15],
      ['收集问题', '企业服务科', 12, null, 9, 21],
    ];
    const found = propose(rows, { name: '2025年' });
    expect(found.items).toHaveLength(8);
    expect(found.wrongSums).toEqual([]);
    expect(said(rows, { name: '2025年' }).slice(3, 5)).toEqual([
      '中小企业服务中心 2025-01-01~2025-01-31 走访企业4家',
      '中小企业服务中心 2025-02-01~2025-02-28 走访企业5家',
    ]);
    expect(said(rows, { name: '2025年' }).at(-1)).toBe('企业服务科 2025-03-01~2025-03-31 收集问题9条');
  });

  it('months down, metrics across, the 科室 in the sheet’s name', () => {
    const rows = [
      ['月份', '走访企业', '收集问题', '备注'],
      ['一月', 31, 12, '含元旦前后'],
      ['二月', '28家', '约10条', null],
    ];
    expect(said(rows, { name: '企服科', file: '2025年台账.xlsx' })).toEqual([
      '企业服务科 2025-01-01~2025-01-31 走访企业31家',
      '企业服务科 2025-01-01~2025-01-31 收集问题12条',
      '企业服务科 2025-02-01~2025-02-28 走访企业28家',
      '企业服务科 2025-02-01~2025-02-28 收集问题10条',
    ]);
    expect(propose(rows, { name: '企服科', year: 2025 }).items.at(-1)?.content.metrics[0]?.approximate).toBe('about');
  });

  it('two rows of headings: metrics over 科室', () => {
    const rows = [
      [null, '走访企业', null, '收集问题', null],
      ['月份', '企业服务科', '中小企业服务中心', '企业服务科', '中小企业服务中心'],
      ['10月', 31, 4, 12, 1],
    ];
    expect(said(rows, { year: 2025 })).toEqual([
      '企业服务科 2025-10-01~2025-10-31 走访企业31家',
      '中小企业服务中心 2025-10-01~2025-10-31 走访企业4家',
      '企业服务科 2025-10-01~2025-10-31 收集问题12条',
      '中小企业服务中心 2025-10-01~2025-10-31 收集问题1条',
    ]);
  });

  it('a running total says so and is never a month', () => {
    const rows = [
      ['科室', '1—9月累计', '10月', '三季度'],
      ['企业服务科', 238, 31, 80],
    ];
    expect(said(rows, { name: '走访企业', year: 2025 })).toEqual([
      '企业服务科 2025-01-01~2025-09-30 走访企业238家cumulative',
      '企业服务科 2025-10-01~2025-10-31 走访企业31家',
      '企业服务科 2025-07-01~2025-09-30 走访企业80家',
    ]);
  });

  it('sums are checked and never imported', () => {
    const rows = [
      ['科室', '1月', '2月', '合计'],
      ['企业服务科', 31, 28, 60],
      ['中小企业服务中心', 4, 5, 9],
      ['合计', 35, 33, 69],
    ];
    const found = propose(rows, { name: '走访企业', year: 2025 });
    expect(found.items).toHaveLength(4);
    expect(found.wrongSums).toEqual([{ place: '台账.xlsx“台账”D2'.replace('“台账”', '“走访企业”'), stated: 60, computed: 59 }]);
  });

  it('a list, a row a figure, with dates of every kind', () => {
    const rows = [
      ['科室', '时间', '指标', '数值', '单位', '性质', '摘要'],
      ['企服科', '2025-10-20', '走访企业', 3, '家', '增量', '走访三家示例企业'],
      ['企服科', '2025年11月16—20日', '走访企业', '12家', null, null, null],
      ['企服科', new Date(Date.UTC(2025, 9, 21)), '收集问题', 5, '条', null, null],
      ['法规科', '2025年10月', '示例新事项', 2, '次', null, null],
    ];
    expect(said(rows)).toEqual([
      '企业服务科 2025-10-20~2025-10-20 走访企业3家',
      '企业服务科 2025-11-16~2025-11-20 走访企业12家',
      '企业服务科 2025-10-21~2025-10-21 收集问题5条',
      '政策法规科 2025-10-01~2025-10-31 示例新事项2次',
    ]);
    expect(propose(rows).items.at(-1)?.content.flags).toEqual(['new-metric']);
  });

  it('what cannot be placed is listed with its cell and why, never guessed', () => {
    const rows = [
      ['科室', '走访企业', '12月'],
      ['企业服务科', 31, null],
      ['神秘科', 4, null],
    ];
    expect(propose(rows).skipped).toEqual([
      { place: '台账.xlsx“台账”B2', why: '看不出是哪年哪月（年份可用 --year 指定）' },
      { place: '台账.xlsx“台账”B3', why: '看不出是哪个科室' },
    ]);
    expect(
      propose(
        [
          ['科室', '12月'],
          ['企业服务科', 31],
        ],
        { name: '走访企业', year: 2026 },
      ).skipped,
    ).toEqual([{ place: '台账.xlsx“走访企业”B2', why: '时间还没到' }]);
  });

  it('a 科室 that the bureau does not have is nobody else’s, and an unknown row is no part of the title’s metric', () => {
    const rows = [
      ['科室', '1月'],
      ['神秘科', 4],
    ];
    expect(propose(rows, { name: '走访企业', year: 2025 }).skipped).toEqual([{ place: '台账.xlsx“走访企业”B2', why: '看不出是哪个科室' }]);
    const unknown = [
      ['2025年企业服务科走访企业情况', null],
      ['项目', '1月'],
      ['示例新事项（次）', 4],
    ];
    expect(said(unknown)).toEqual(['企业服务科 2025-01-01~2025-01-31 示例新事项4次']);
  });
});
