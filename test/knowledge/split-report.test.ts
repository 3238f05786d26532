import { describe, expect, it } from 'vitest';
import { splitReport } from '../../src/knowledge/split-report.ts';

describe('splitReport', () => {
  it('keeps the path of headings that stand alone and that run into their text', () => {
    const { passages } = splitReport([
      '现报告如下：',
      '一、主要做法',
      '（一）强化学习。全年学法六次，内容覆盖重点法律。',
      '二、存在问题',
      '宣传方式单一。',
    ]);
    expect(passages.map(({ path, text }) => [path.join('/'), text])).toEqual([
      ['', '现报告如下：'],
      ['一、主要做法/（一）强化学习', '全年学法六次，内容覆盖重点法律。'],
      ['二、存在问题', '宣传方式单一。'],
    ]);
  });

  it('splits 一是 and 二是 and names each by its first clause', () => {
    const { passages } = splitReport(['一、强化学习', '一是抓领导干部，会前学法六次。二是抓全体干部，考试一次。']);
    expect(passages.map(({ path, text }) => [path.at(-1), text])).toEqual([
      ['一是抓领导干部', '一是抓领导干部，会前学法六次。'],
      ['二是抓全体干部', '二是抓全体干部，考试一次。'],
    ]);
  });

  it('does not take a decimal or a date for a heading', () => {
    const { passages } = splitReport([
      '一、资金',
      '3.5万元已经兑现到账，另有部分资金正在办理拨付手续，预计年底前全部完成，具体情况另行报告给领导小组。',
    ]);
    expect(passages).toHaveLength(1);
    expect(passages[0]?.path).toEqual(['一、资金']);
  });

  it('keeps masked figures as they are', () => {
    expect(
      splitReport(['一、走访', '共走访企业***家，收集问题**条，奖补****.**万元，以上数字对外不公布，内部另行掌握，请注意保管。']).passages[0]?.text,
    ).toContain('***家');
  });
});
