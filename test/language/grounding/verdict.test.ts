import { describe, expect, it } from 'vitest';
import { contraryVerdict, isBareVerdict } from '../../../src/language/grounding/verdict.ts';

describe('a yes or no in front of a statement', () => {
  it.each([
    '不能，采购单位不得强迫小微企业接受商业汇票。',
    '可以。企业有权拒绝检查。',
    '会的，拒不改正的在全区通报。',
    '不算，会议纪要不属于规范性文件。',
    '材料不齐的，一次说清。',
    '能合并的合并检查。',
  ])('may be %s', text => expect(contraryVerdict(text)).toBeNull());

  it.each([
    ['可以，采购单位不得强迫小微企业接受商业汇票。', '可以，'],
    ['是的。检查中不得收取费用。', '是的。'],
    ['不会，拒不改正的在全区通报。', '不会，'],
    ['不用，采购单位应当按期付清货款。', '不用，'],
    ['不能：企业有权拒绝检查。', '不能：'],
  ])('may not be %s', (text, said) => expect(contraryVerdict(text)).toBe(said));

  it('is part of the next sentence where it stands alone', () => {
    expect(['可以。', '不能。', '要的。'].map(isBareVerdict)).toEqual([true, true, true]);
    expect(['可以，', '可以申请。', '。'].map(isBareVerdict)).toEqual([false, false, false]);
  });
});
