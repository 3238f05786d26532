import { describe, expect, it } from 'vitest';
import { converted, isConvertible, valueIn } from '../../src/language/convert-unit.ts';

const of = (value: number, unit: string) => ({ value, unit, approximate: null, raw: `${value}${unit}` });

describe('a figure said in another unit', () => {
  it.each<[number, string, number, string]>([
    [800, '米', 0.8, '公里'],
    [1.25, '公里', 1250, '米'],
    [3, '千米', 3, '公里'],
    [30_000, '人次', 3, '万人次'],
    [800, '人次', 0.08, '万人次'],
    [5000, '吨', 0.5, '万吨'],
    [1.2, '万吨', 12_000, '吨'],
    [3000, '万元', 0.3, '亿元'],
    [5, '千元', 0.5, '万元'],
    [1000, '平方米', 1.5, '亩'],
    [2, '公顷', 30, '亩'],
    [1.5, '万平方米', 22.5, '亩'],
    [45, '度', 45, '千瓦时'],
    [1.2, '亿度', 12_000, '万千瓦时'],
    [2, '小时', 120, '分钟'],
    [3, '‰', 0.3, '%'],
    [700, '公斤', 0.7, '吨'],
    [600, '公斤标煤', 0.6, '吨标准煤'],
  ])('%d%s is %d%s', (value, unit, expected, into) => {
    expect(converted(of(value, unit), into)).toMatchObject({ value: expected, unit: into });
  });

  it.each([
    ['米', '平方米'],
    ['吨', '亩'],
    ['吨', '吨标煤'],
    ['万美元', '万元'],
    ['百分点', '%'],
    ['天', '工作日'],
    ['家', '人'],
    // No decimal says them exactly.
    ['亩', '平方米'],
    ['分钟', '小时'],
  ])('%s is never said in %s', (from, to) => {
    expect(isConvertible(from, to)).toBe(false);
    expect(converted(of(1, from), to)).toBeNull();
  });

  it.each<[number, string, string, number | null]>([
    [32_000, '人次', '万人次', 3.2],
    [3, '家', '家次', 3],
    [3, '万人次', '人', null],
    [3, '万美元', '万元', null],
  ])('%d%s beside figures in %s is %d', (value, unit, into, expected) => {
    expect(valueIn({ value, unit }, into)).toBe(expected);
  });

  it('keeps its range and how exact it is', () => {
    expect(converted({ value: null, min: 600, max: 800, unit: '米', approximate: 'range', raw: '6到8百米' }, '公里')).toMatchObject({
      value: null,
      min: 0.6,
      max: 0.8,
      approximate: 'range',
    });
  });
});
