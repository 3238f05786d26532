import { describe, expect, it } from 'vitest';
import { asksLaw, decodeAsksLaw, encodeAsksLaw, shippedAsksLaw } from '../../src/knowledge/asks-law.ts';
import { learnAsksLaw } from '../../training/train-asks-law.ts';

const shipped = shippedAsksLaw();

describe('how a question is worded', () => {
  it.each(['干满半年被辞退能拿几个月补偿', '仓库里堆了危险品没登记要罚款不', '签了合同对方反悔定金退双倍吗', '听证要在几天内提出来'])(
    '%s is worded like a question of law',
    question => {
      expect(shipped && asksLaw(shipped, question)).toBeGreaterThan(1);
    },
  );

  it.each(['二楼复印机总卡纸咋修', '后天下午会不会下雨', '给我编个笑话乐一乐', '咱区去年技改补贴一共发了多少'])('%s is not', question => {
    expect(shipped && asksLaw(shipped, question)).toBeLessThan(1);
  });

  it('says nothing of words that no question had', () => {
    expect(asksLaw(learnAsksLaw(['押金不退怎么办'], ['今天下雨吗']), '龘靐')).toBe(0);
  });

  it('learns the same from the same questions, and keeps it in a file', () => {
    const weights = learnAsksLaw(['押金不退怎么办', '押金能退吗'], ['今天下雨吗']);
    expect(asksLaw(weights, '押金')).toBeGreaterThan(0);
    expect(asksLaw(weights, '下雨')).toBeLessThan(0);
    expect(decodeAsksLaw(encodeAsksLaw(weights))).toEqual(weights);
    expect(decodeAsksLaw(encodeAsksLaw(weights).slice(0, -1))).toBeNull();
  });
});
