import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Chart } from '../../src/domain/chart.ts';
import { chartFile, chartOf } from '../../src/figures/chart-file.ts';
import { chartSvg } from '../../src/figures/chart-svg.ts';
import { drawChart } from '../../src/figures/draw-chart.ts';
import { findChineseFont } from '../../src/lib/chinese-font.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const chart: Chart = {
  title: '今年企业服务科走访企业按月',
  note: '截至11月20日',
  bars: [
    { label: '1月', value: 12, text: '12家次', isApproximate: false },
    { label: '2月', value: null, text: '无单月记录', isApproximate: false },
    { label: '3月', value: 300, text: '约300家次', isApproximate: true },
    { label: '4月', value: 1, text: '1家次', isApproximate: false },
  ],
};
const font = await findChineseFont();
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

function widths(svg: string): number[] {
  return Array.from(svg.matchAll(/<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)"/g), ([, width]) => Number(width));
}

describe('a chart as a picture', () => {
  it('says what it is of, every month with its figure, and until when', () => {
    const svg = chartSvg(chart);
    for (const words of ['今年企业服务科走访企业按月', '截至11月20日', '12家次', '无单月记录', '约300家次']) expect(svg).toContain(words);
  });

  it('has bars as long as their values, none for a month without a record, and one that is seen for whatever happened', () => {
    const [first = 0, none, most = 0, least] = widths(chartSvg(chart));
    expect(first / most).toBeCloseTo(12 / 300, 2);
    expect([none, least]).toEqual([0, 3]);
  });

  it('draws approximate figures lighter, and says so only where there are any', () => {
    expect(chartSvg(chart)).toContain('浅色为概数');
    expect(chartSvg({ ...chart, bars: chart.bars.slice(0, 2) })).not.toContain('浅色');
  });

  it('takes a name with signs of markup as letters', () => {
    expect(chartSvg({ ...chart, title: '<b>走访&' })).toContain('&#60;b&#62;走访&#38;');
  });

  it.skipIf(font === null)('is a PNG that a group robot takes', async () => {
    const bytes = await drawChart(chart);
    expect(Buffer.from(bytes.subarray(0, 4))).toEqual(pngStart);
    expect(bytes.length).toBeLessThan(2 * 1024 * 1024);
    if (process.env['CHART_OUT']) await writeFile(process.env['CHART_OUT'], bytes);
  });

  it('is named by an id that holds all of it', () => {
    const file = chartFile(chart);
    expect(file).toMatchObject({ name: '今年企业服务科走访企业按月.png', letters: expect.stringContaining('1月｜') });
    expect(chartOf(file.id)).toEqual(chart);
  });

  it.each(['draft:1', 'chart:', 'chart:bm90IGpzb24', `chart:${Buffer.from('{"title":1}').toString('base64url')}`])('%s is no chart', id => {
    expect(chartOf(id)).toBeUndefined();
  });
});

describe('the Chinese font of the machine', () => {
  it.each<[string[], string | null]>([
    [['arial.ttf', 'simsun.ttc', 'msyh.ttc'], 'msyh.ttc'],
    [['NotoSerifCJK-Bold.ttc', 'NotoSansCJK-Bold.ttc', 'NotoSansCJK-Regular.ttc'], 'NotoSansCJK-Regular.ttc'],
    [['DejaVuSans.ttf', 'wqy-microhei.ttc'], 'wqy-microhei.ttc'],
    [['PingFang.ttc', 'Times.ttc'], 'PingFang.ttc'],
    [['arial.ttf', 'NotoSans-Regular.ttf'], null],
  ])('of %j is %s', async (names, expected) => {
    const folder = join(await temporaryFolder(), 'fonts', 'truetype');
    await mkdir(folder, { recursive: true });
    for (const name of names) await writeFile(join(folder, name), '');
    const found = await findChineseFont([folder, join(folder, 'missing')]);
    expect(found).toBe(expected === null ? null : join(folder, expected));
  });
});
