import { describe, expect, it } from 'vitest';
import { readDraftCommand } from '../../src/reports/read-draft-command.ts';

describe('what is said to a draft', () => {
  it.each([
    ['第二部分改成：我局聚焦主业。', { do: 'rewrite', where: '第二部分', text: '我局聚焦主业。' }],
    ['把走访服务企业部分改为：\n全年走访12家。\n成效明显。', { do: 'rewrite', where: '走访服务企业部分', text: '全年走访12家。\n成效明显。' }],
    ['采纳新增材料', { do: 'offer', where: '', take: true }],
    ['第三部分不采纳新增材料。', { do: 'offer', where: '第三部分', take: false }],
    ['采纳沈岚的改稿', { do: 'alternative', where: '', name: '沈岚', take: true }],
    ['不采纳沈岚的改稿', { do: 'alternative', where: '', name: '沈岚', take: false }],
    ['就用改稿', { do: 'keep', where: '' }],
    ['行政执法部分就用改稿', { do: 'keep', where: '行政执法部分' }],
    ['第二部分恢复汇编稿', { do: 'release', where: '第二部分' }],
    ['送审', { do: 'advance', where: '', to: 'review', reason: null }],
    ['年度报告定稿', { do: 'advance', where: '年度报告', to: 'final', reason: null }],
    ['定稿，原因：两处数字已电话核实', { do: 'advance', where: '', to: 'final', reason: '两处数字已电话核实' }],
    ['退回修改，理由是局长要求压缩篇幅', { do: 'advance', where: '', to: 'draft', reason: '局长要求压缩篇幅' }],
    ['流转记录', { do: 'steps', where: '' }],
  ])('%s', (text, expected) => {
    expect(readDraftCommand(text)).toEqual(expected);
  });

  it.each([
    '第1条改成13家',
    '走访改成：13家',
    '本周规范性文件送审2件',
    '合同定稿3份',
    '部分企业改成了线上申报',
    '本周走访企业12家，收集问题5条',
    '规范性文件送审',
  ])('%s is no word to a draft', text => {
    expect(readDraftCommand(text)).toBeNull();
  });
});
