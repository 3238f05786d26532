import { describe, expect, it } from 'vitest';
import { DecidedNames } from '../../src/domain/decided-names.ts';
import type { NameDecision } from '../../src/domain/name-decision.ts';
import type { MetricKind } from '../../src/domain/quantity.ts';
import { Likeness } from '../../src/figures/names/alike-names.ts';
import { fitOf } from '../../src/figures/names/may-join.ts';

describe('figures of two names', () => {
  it.each<[string, [string[], MetricKind], [string[], MetricKind], string[]]>([
    ['of one unit', [['次'], 'increment'], [['次'], 'increment'], ['次']],
    ['one of them told as 累计', [['次'], 'cumulative'], [['次'], 'increment'], ['次']],
    ['of money in 万元 and 元', [['万元'], 'increment'], [['元'], 'increment'], ['万元', '亿元', '千元', '元']],
    ['of people told as 名 and as 人', [['名'], 'increment'], [['人'], 'increment'], ['名', '个人', '人', '位']],
    ['of road in 公里 and 米', [['公里'], 'increment'], [['米'], 'increment'], ['公里', '千米', '毫米', '厘米', 'km', 'mm', 'cm', '米', 'm']],
    ['of 家, where the other is told in 家次 as well', [['家'], 'increment'], [['家', '家次'], 'increment'], ['家', '家次']],
    ['of 家 and 家次', [['家'], 'increment'], [['家次'], 'increment'], []],
    ['of 人 and 人次', [['人'], 'increment'], [['人次'], 'increment'], []],
    ['of which one has a second unit', [['批次', '人'], 'increment'], [['批次'], 'increment'], ['批次']],
  ])('%s count together in the units that both have', (_what, [units, kind], [others, other], shared) => {
    expect(fitOf({ units, kind }, { units: others, kind: other })).toMatchObject({ units: shared, isOneKind: true });
  });

  it.each<[MetricKind, MetricKind, boolean]>([
    ['increment', 'cumulative', true],
    ['increment', 'level', false],
    ['cumulative', 'level', false],
    ['level', 'level', true],
    ['level', 'rate', false],
    ['rate', 'rate', true],
  ])('%s and %s are of one kind: %s', (kind, other, isOneKind) => {
    expect(fitOf({ units: ['个'], kind }, { units: ['个'], kind: other }).isOneKind).toBe(isOneKind);
  });
});

describe('names that may mean the same', () => {
  it.each([
    ['巡河', '河道巡查', true],
    ['窨井盖', '井盖', true],
    ['塔吊检查', '检查塔吊', true],
    ['看望老人', '走访慰问老人', true],
    ['检查塔吊', '检查电梯', false],
    ['检查塔吊', '拆除塔吊', false],
    ['巡河', '巡查工地', false],
    ['走访企业', '检查企业', false],
  ])('%s and %s are proposed as one: %s', (one, other, isProposed) => {
    expect(new Likeness().between(one, other) >= 0.7).toBe(isProposed);
  });
});

function joined(name: string, into: string, units = ['次']): NameDecision {
  return { bureau: 'sample', id: name, version: 1, joined: { into, units, ledger: null }, apart: [], adopted: null, history: [] };
}

describe('names that were joined', () => {
  it.each([
    ['a chain counts as its last name', [joined('甲', '乙'), joined('乙', '丙')], '丙'],
    ['whatever the order of the decisions', [joined('乙', '丙'), joined('甲', '乙')], '丙'],
    ['a link of another unit ends it', [joined('甲', '乙'), joined('乙', '丙', ['公里'])], '乙'],
    ['a circle, should there ever be one, ends', [joined('甲', '乙'), joined('乙', '甲')], '甲'],
  ])('%s', (_what, decisions, counted) => {
    expect(new DecidedNames(decisions).countedAs('甲', '次')?.name).toBe(counted);
  });

  it('in another unit stand by themselves', () => {
    expect(new DecidedNames([joined('甲', '乙')]).countedAs('甲', '公里')).toBeNull();
  });

  it('are all found under the name that they count as', () => {
    const names = new DecidedNames([joined('甲', '乙'), joined('乙', '丙'), joined('丁', '丙')]);
    expect(names.countedUnder('丙').map(({ id }) => id)).toEqual(['甲', '乙', '丁']);
  });
});
