import { describe, expect, it } from 'vitest';
import { checkFactProse, type FactProse } from '../../src/writing/fact-prose.ts';

const prose: FactProse = {
  facts: [
    { slot: 'm1', text: '走访企业12家', group: 0 },
    { slot: 'm2', text: '收集问题5条', group: 0 },
    { slot: 'm3', text: '开展宣传1场', group: 1 },
  ],
  isComplete: true,
  heading: '企业服务',
  names: ['沈岚'],
  foreign: () => [],
};
const rules = (text: string): string[] => [...new Set(checkFactProse(text, '', prose).map(({ rule }) => rule))];

describe('a prose of facts', () => {
  it.each([
    '{{m1}}，{{m2}}。{{m3}}。',
    '按照上级部署，主动上门，{{m1}}，{{m2}}；同时{{m3}}。',
    '坚持问题导向、目标导向，共{{m1}}、{{m2}}，并{{m3}}。',
  ])('may be %s', text => expect(rules(text)).toEqual([]));

  it.each([
    ['another unit', '{{m1}}家，{{m2}}。{{m3}}。', 'number'],
    ['more than the fact', '{{m1}}以上，{{m2}}。{{m3}}。', 'number'],
    ['a little more', '{{m1}}余，{{m2}}。{{m3}}。', 'number'],
    ['over the fact', '超过{{m1}}，{{m2}}。{{m3}}。', 'number'],
    ['at least the fact', '不少于{{m1}}，{{m2}}。{{m3}}。', 'number'],
    ['about the fact', '约{{m1}}，{{m2}}。{{m3}}。', 'number'],
    ['more of the kind', '{{m1}}等，{{m2}}。{{m3}}。', 'number'],
    ['two facts swapped', '{{m2}}，{{m1}}。{{m3}}。', 'moved-slot'],
    ['a fact left out', '{{m1}}，{{m2}}。', 'missing-slot'],
    ['a fact told twice', '{{m1}}，{{m2}}。{{m3}}，{{m3}}。', 'repeated-slot'],
    ['one sentence torn in two', '{{m1}}。{{m2}}，{{m3}}。', 'moved-slot'],
    ['somebody else’s work', '区商务局{{m1}}，{{m2}}。{{m3}}。', 'name'],
    ['praise from above', '获上级肯定，{{m1}}，{{m2}}。{{m3}}。', 'claim'],
    ['a sentence without a fact', '成效良好。{{m1}}，{{m2}}。{{m3}}。', 'uncited'],
  ])('may not hold %s', (_, text, rule) => expect(rules(text)).toContain(rule));
});
