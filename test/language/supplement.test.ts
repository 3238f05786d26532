import { describe, expect, it } from 'vitest';
import { supplementOf } from '../../src/language/supplement.ts';

describe('a late report or change with its reason', () => {
  it.each([
    ['补录：10月28日走访企业3家，原因：外出未报', '10月28日走访企业3家', true, '外出未报'],
    ['补录 走访企业3家（10月28日），理由是当时没统计完。', '走访企业3家（10月28日）', true, '当时没统计完'],
    ['补录：走访企业3家', '走访企业3家', true, null],
    ['1028-1改成5家，原因：当时漏了2家', '1028-1改成5家', false, '当时漏了2家'],
    ['撤回1028-1（原因：重复）', '撤回1028-1', false, '重复'],
  ])('“%s”', (text, rest, isSupplement, reason) => {
    expect(supplementOf(text)).toEqual({ text: rest, isSupplement, reason });
  });

  it.each(['云帆示例机电反映用工难，原因：待遇低', '本周走访企业12家', '补报：走访企业3家'])('“%s” stays as it is', text => {
    expect(supplementOf(text)).toEqual({ text, isSupplement: false, reason: null });
  });
});
