import { describe, expect, it } from 'vitest';
import { barChart } from '../../src/wording/bar-chart.ts';

const bar = (label: string, value: number | null, text = `${value ?? '无'}`) => ({ label, value, text });

describe('字符条形图', () => {
  it('gives the greatest figure ten blocks and the others their share', () => {
    expect(barChart([bar('1月', 20, '20家'), bar('2月', 10, '10家')])).toBe('1月｜■■■■■■■■■■20家\n2月｜■■■■■10家');
  });

  it('shows whatever happened at all, and nothing for 0 or no record', () => {
    expect(barChart([bar('1月', 1000), bar('2月', 1), bar('3月', 0), bar('4月', null, '无单月记录')])).toBe(
      '1月｜■■■■■■■■■■1000\n2月｜■1\n3月｜0\n4月｜无单月记录',
    );
  });

  it('pads short labels so that the bars begin in one column', () => {
    expect(barChart([bar('1月', 5), bar('10月', 5), bar('12月', 5)])).toBe('1月 ｜■■■■■■■■■■5\n10月｜■■■■■■■■■■5\n12月｜■■■■■■■■■■5');
    expect(barChart([bar('办公室', 5), bar('企业服务科', 5)]).split('\n')[0]).toBe('办公室　　｜■■■■■■■■■■5');
  });

  it('says nothing about nothing', () => {
    expect(barChart([])).toBe('');
  });
});
