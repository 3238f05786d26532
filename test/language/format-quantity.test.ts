import { describe, expect, it } from 'vitest';
import type { Quantity } from '../../src/domain/quantity.ts';
import { convertMoney, formatQuantity, sumQuantities } from '../../src/language/format-quantity.ts';
import { readQuantities } from '../../src/language/quantities.ts';

const quantity = (text: string): Quantity => readQuantities(text)[0]?.quantity ?? { value: null, unit: '', approximate: null, raw: '' };

describe('a quantity as a report prints it', () => {
  it.each([
    ['3100多份', '3100余份'],
    ['近80人', '近80人'],
    ['30来个人', '约30人'],
    ['6至8家', '6—8家'],
    ['1.2亿元', '1.2亿元'],
    ['2,380.5万元', '2380.5万元'],
    ['**万元', '**万元'],
    ['几十人', '几十人'],
    ['超过85%', '85%以上'],
  ])('%s → %s', (text, expected) => expect(formatQuantity(quantity(text))).toBe(expected));
});

describe('adding is exact and keeps 余, 近 and 约', () => {
  it.each([
    [['0.1万元', '0.2万元'], '0.3万元'],
    [['1000余份', '2100份'], '3100余份'],
    [['近80人', '20人'], '近100人'],
    [['100余人', '近80人'], '约180人'],
    [['1.2亿元', '300万元'], '1.23亿元'],
    [['86.5万元', '214.3万元'], '300.8万元'],
  ])('%s → %s', (texts, expected) => expect(formatQuantity(sumQuantities(texts.map(quantity)))).toBe(expected));

  it('a range or a masked figure makes the sum unknown', () => {
    expect(sumQuantities([quantity('6至8家'), quantity('5家')]).value).toBeNull();
    expect(sumQuantities([quantity('**家'), quantity('5家')]).value).toBeNull();
  });

  it('converts money without binary noise', () => {
    expect(convertMoney(18.6, '亿元', '万元')).toBe(186_000);
    expect(convertMoney(5, '家', '万元')).toBeUndefined();
  });
});
