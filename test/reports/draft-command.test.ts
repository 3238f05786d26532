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
    ['送审', { do: 'advance', where: '', to: 'review', desk: null, reason: null }],
    ['年度报告定稿', { do: 'advance', where: '年度报告', to: 'final', desk: null, reason: null }],
    ['定稿，原因：两处数字已电话核实', { do: 'advance', where: '', to: 'final', desk: null, reason: '两处数字已电话核实' }],
    ['退回修改，理由是局长要求压缩篇幅', { do: 'advance', where: '', to: 'draft', desk: null, reason: '局长要求压缩篇幅' }],
    ['流转记录', { do: 'steps', where: '' }],
    ['年度报告谁改过', { do: 'edits', where: '年度报告' }],
    ['第二部分是谁改的？', { do: 'edits', where: '第二部分' }],
    ['年度报告的修改记录', { do: 'edits', where: '年度报告' }],
    ['改稿记录', { do: 'edits', where: '' }],
    ['送分管领导审核', { do: 'advance', where: '', to: 'review', desk: 'deputy', reason: null }],
    ['年度报告送局长审定', { do: 'advance', where: '年度报告', to: 'review', desk: 'principal', reason: null }],
    ['年度报告已报送', { do: 'advance', where: '年度报告', to: 'final', desk: 'submitted', reason: null }],
    ['年度报告征求意见，12月5日前反馈', { do: 'consult', where: '年度报告', due: '12月5日' }],
    ['征求意见情况', { do: 'round', where: '' }],
    ['无意见', { do: 'opinion', where: '', text: null }],
    ['对年度报告没意见', { do: 'opinion', where: '年度报告', text: null }],
    ['修改意见：第一句再核', { do: 'opinion', where: '', text: '第一句再核' }],
    ['部分采纳企服科的意见，理由：台账没有分规模', { do: 'adopt', where: '', department: '企服科', adopted: 'partly', reason: '台账没有分规模' }],
    ['数据出处表', { do: 'form', where: '', form: 'sources' }],
    ['年度报告出处表Excel', { do: 'form', where: '年度报告', form: 'source-table' }],
    ['带批注的初稿', { do: 'form', where: '', form: 'comments' }],
    ['送审清样', { do: 'form', where: '', form: 'proof' }],
    ['附件：培训照片', null],
    ['收集意见建议5条', null],
    ['已报送', null],
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
