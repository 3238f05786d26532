import { describe, expect, it } from 'vitest';
import type { CaseKind } from '../../../src/domain/case-kind.ts';
import { caseMentionOf } from '../../../src/ledgers/cases/case-mention.ts';

const kind = (id: string, ...nouns: string[]): CaseKind => ({
  ...{ id, name: id, nouns, departments: [], ledgers: [], requires: [], unless: [], private: false },
  ...{ states: [], due: [] },
});
const demand = kind('demand', '诉求');
const hazard = kind('hazard', '隐患', '问题隐患');
const kinds = [demand, hazard];

describe('which case a message names', () => {
  it.each([
    ['事项12办结', 12, null],
    ['事项12', 12, null],
    ['把事项 3 转给审批科', 3, null],
    ['3号诉求已转办住建局', 3, 'demand'],
    ['诉求3已办结', 3, 'demand'],
    ['第4号隐患复查合格', 4, 'hazard'],
    ['问题隐患5号整改到位', 5, 'hazard'],
  ])('“%s” names number %s', (text, number, id) => {
    expect(caseMentionOf(text, kinds)).toMatchObject({ by: 'number', number, kind: id === null ? null : { id } });
  });

  it.each([
    ['那个隐患今天复查合格了', [], ['hazard']],
    ['云帆示例机电那个诉求办结了', ['云帆示例机电'], ['demand']],
    ['上次那条诉求转办了', [], ['demand']],
  ])('“%s” points at one', (text, words, ids) => {
    expect(caseMentionOf(text, kinds)).toMatchObject({ by: 'words', words, kinds: ids.map(id => ({ id })) });
  });

  it.each([
    '诉求3条，当场解决2条',
    '隐患2处已整改',
    '收集诉求3个',
    '8号走访企业3家',
    '本周走访企业12家',
    '事项3项已完成',
    '那个会开完了',
    '诉求办结率95%',
    '诉求12.5万元',
  ])('“%s” names none', text => {
    expect(caseMentionOf(text, kinds)).toBeNull();
  });
});
