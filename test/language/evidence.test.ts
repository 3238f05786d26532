import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../src/language/evidence.ts';

describe('where paper lies', () => {
  it.each([
    ['佐证：签到表，档案盒2026-3', '', '签到表，档案盒2026-3'],
    ['第2条佐证：现场照片在科室U盘。', '第2条', '现场照片在科室U盘'],
    ['1120-3的佐证材料在档案室3号柜', '1120-3', '档案室3号柜'],
    ['1120-3佐证在哪', '1120-3', null],
    ['佐证有吗？', '', null],
  ])('“%s”', (text, entry, where) => {
    expect(readEvidence(text)).toEqual({ entry, where });
  });

  it.each(['佐证', '收集佐证材料3份', '本周整理佐证材料5盒', '佐证材料已整理'])('“%s” says none', text => {
    expect(readEvidence(text)).toBeNull();
  });
});
