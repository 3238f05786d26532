import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describedNames, rankByRule } from '../../src/ledgers/reading/naming/choose-name.ts';
import type { FigureScene } from '../../src/ledgers/reading/naming/figure-scene.ts';
import { FEATURES } from '../../src/ledgers/reading/naming/name-features.ts';
import { decodeNames, encodeNames, shippedNamesFile, shippedNaming } from '../../src/ledgers/reading/naming/names-file.ts';
import { noTrees } from '../../src/lib/trees.ts';

function scene(left: string, right: string, rest: Partial<FigureScene> = {}): FigureScene {
  const window = { left, right, stop: '', before: '', isAfterFigure: false, isBorrowed: false };
  return {
    quantity: { value: 8, unit: '份' },
    window,
    kind: 'increment',
    unitClass: 'things',
    previous: '',
    head: '',
    isSameUnit: false,
    topic: '',
    rule: left,
    refused: new Set(),
    ...rest,
  };
}

const names = (of: FigureScene): string[] => describedNames(of).map(({ name }) => name);

describe('the names that the words around a figure allow', () => {
  it.each<[string, FigureScene, string]>([
    ['the thing without its verb of speech', scene('宣传折页做了', ''), '宣传折页'],
    ['the verb of speech written out and in front', scene('警示牌立了', ''), '设置警示牌'],
    ['verb and thing without when and where', scene('今天上午在滨河路暂扣了手推车', ''), '暂扣手推车'],
    ['the thing behind the number', scene('维修', '健身器材'), '维修健身器材'],
    ['the thing of the figure before', scene('注销', '', { previous: '核发采砂许可证' }), '注销采砂许可证'],
    ['what the clause before was about', scene('报名', '', { topic: '裁缝技能大赛收官' }), '技能大赛报名'],
    ['people by what they did', scene('到馆', '', { unitClass: 'people', quantity: { value: 8, unit: '人' } }), '到馆人数'],
    ['what the list goes on with, in the words of the figure before', scene('山羊', '', { previous: '免疫奶牛' }), '免疫山羊'],
    ['what those that were counted were given', scene('给', '单位发了提醒函'), '提醒函'],
    ['whatever the rules call it', scene('喷灌机', '', { rule: '检修喷灌机' }), '检修喷灌机'],
  ])('%s', (_, given, name) => expect(names(given)).toContain(name));

  it('never leave out what denies them', () => {
    expect(names(scene('抽样检验不合格', ''))).not.toContain('抽样检验合格');
    expect(names(scene('没办成', ''))).not.toContain('办成');
  });
});

describe('the choice among them', () => {
  const of = scene('暂扣了手推车', '', { rule: '暂扣手推车' });

  it('is the rules’ where there are no weights', () => expect(rankByRule(of).best).toBe('暂扣手推车'));

  it('comes back from its file as it was', () => {
    const weights = new Int8Array(FEATURES);
    weights[7] = 25;
    weights[FEATURES - 1] = -127;
    expect(decodeNames(encodeNames({ weights, trees: noTrees }))).toEqual({ weights, trees: noTrees });
    expect(decodeNames(new Uint8Array([1, 2, 3]))).toBeNull();
  });

  it('ships with the project, and is the same every time', () => {
    const { rank } = shippedNaming();
    expect(existsSync(shippedNamesFile)).toBe(true);
    expect(names(of)).toContain(rank(of).best);
    expect(rank(of).best).toBe(rank(of).best);
  });
});
