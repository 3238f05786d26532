import { describe, expect, it } from 'vitest';
import { inWordsOf } from '../../src/figures/in-words-of.ts';

const names = ['巡查矿山', '修路里程', '整治矿山', '发放补贴券', '服务群众', '检查电梯', '抽检电梯'];

describe('a question in other words than the ledger’s', () => {
  it.each([
    ['今年看了多少座矿山', '今年多少座巡查矿山'],
    ['矿山查了几座', '巡查矿山几座'],
    ['修了多少路', '多少修路里程'],
    ['修路多少', '修路里程多少'],
    ['有没有看矿山，几座', '有没有巡查矿山，几座'],
  ])('%s asks for what it means', (text, expected) => {
    expect(inWordsOf(text, names)).toBe(expected);
  });

  it.each([
    ['拆了几座矿山', 'another act'],
    ['看了多少家企业', 'another thing'],
    ['矿山有几座', 'nothing of what was done'],
    ['今年情况怎么样', 'nothing at all'],
    ['没看的矿山有几座', 'what was not done'],
    ['矿山还有几座没去查', 'what was not done'],
  ])('%s is left as it is: %s', text => {
    expect(inWordsOf(text, names)).toBeNull();
  });
});
