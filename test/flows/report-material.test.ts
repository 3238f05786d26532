import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';
import { unzip } from '../reports/unzip.ts';

describe('an editor gathers material', () => {
  it('sees by 科室 what the year lacks, beside the headings without material', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say('lianghui', '11月3日组织全局学习《行政处罚法》，35人参加');
    await say('lianghui', '生成年度报告');
    const [answer] = await say('lianghui', '缺什么材料');
    expect(answer).toMatch(/缺\d+部分材料/);
    expect(answer).toMatch(/政策法规科：.*个月没有“集体学法”记录/);
  });

  it('is told which cases have no result, by number and not by name, until they have one', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say('wenjing', '新事项：清欠，示例机电反映某单位拖欠货款20万元', { group: 'direct' });
    await say('lianghui', '生成年度报告');
    const [before] = await say('lianghui', '缺什么材料');
    expect(before).toMatch(/经济运行科：.*还没有结果：事项1（.+?）/);
    expect(before).not.toContain('示例机电');
    await say('wenjing', '事项1已付清', { group: 'direct' });
    expect((await say('lianghui', '缺什么材料')).join('')).not.toContain('事项1');
  });

  it('opens a sheet of one figure: sum, records, original words, changes, as text and as a file', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '11月18日走访企业12家，收集问题5条');
    await say('taoran', '11月19日走访企业4家');
    await say('qinlang', '第1条走访改成13家');
    const [sheet] = await say('lianghui', '走访企业的佐证单');
    for (const part of ['17家', '秦朗', '陶然', '11月18日走访企业12家', '12家 → 13家']) expect(sheet).toContain(part);
    const outbox = await stage.all('outbox');
    const file = outbox.flatMap(row => row.message.files).find(one => one.name.includes('佐证单'));
    const xml = unzip(await stage.render(file ?? { id: '' })).get('word/document.xml') ?? '';
    expect(xml).toContain('11月19日走访企业4家');
    expect(xml).toContain('数据出处表');
  });

  it.each([
    ['航天器的佐证单', '没有对上'],
    ['节能监察的佐证单', '还没有'],
  ])('says plainly that %s cannot be opened', async (text, why) => {
    const { say } = await play('2026-11-20T16:20');
    expect((await say('lianghui', text)).join('')).toContain(why);
  });
});

describe('this year beside last year', () => {
  it('sets each figure against last year’s report, follows up what it planned, and gives a table to file', async () => {
    const { say, stage } = await play('2026-12-31T16:20');
    await say('qinlang', '今年累计走访企业330家次，收集问题90条，解决85条');
    await say('lianghui', '生成年度报告');
    const [answer] = await say('lianghui', '年度报告和去年比');
    expect(answer).toMatch(/走访企业：330家次.*上年312家次（全年），由312家次增加到330家次，增加18家次，增长5\.8%/);
    expect(answer).toMatch(/上年计划[\s\S]*争取新增持证人员3名：计划3名，今年“新增持证执法人员”没有记录/);
    const [draft] = await stage.drafts();
    expect(draft?.notes?.join('')).toContain('上年报告计划“补充执法力量，争取新增持证人员3名”');
    const xml = unzip(await stage.render({ id: 'lookback:annual:2026' })).get('word/document.xml') ?? '';
    expect(xml).toContain('上年计划落实情况');
    expect(xml).toContain('增长5.8%');
  });

  it('names what is past its day among the notes, for a person to decide whether it is a shortcoming', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('leiming', '11月16日检查民爆企业1家，发现隐患2个，限11月18日前整改');
    await say('lianghui', '生成年度报告');
    expect((await stage.drafts())[0]?.notes?.join('')).toMatch(/1件事项已过期限未办结（.*），请核实是否写入不足/);
  });
});

describe('a superior’s notice dropped into the chat', () => {
  it('is read as the headings of the report that it asks for, with what feeds each and what matches nothing', async () => {
    const { say } = await play('2026-11-20T16:20');
    const notice = [
      '关于报送2026年度法治政府建设情况报告的通知',
      '',
      '各区直部门：',
      '现就做好年度报告报送工作通知如下。',
      '一、报告内容',
      '（一）开展法治宣传教育情况。',
      '（二）规范性文件制定和重大行政决策情况。',
      '（三）开展卫星发射服务情况。',
      '（四）存在的不足和原因，2027年工作打算。',
      '二、有关要求',
      '（一）字数控制在3000字以内。',
      '（二）请于2027年1月15日前报区委依法治区办。',
    ].join('\n');
    const [answer] = await say('lianghui', '', { file: { name: '通知.txt', text: notice } });
    expect(answer).toContain('通知已读');
    expect(answer).toMatch(/规范性文件制定和重大行政决策 ← .*重大行政决策/);
    expect(answer).toMatch(/存在的不足和原因，下一年工作打算 ← 存在问题、下步安排/);
    expect(answer).toContain('没有台账可对：开展卫星发射服务');
    expect(answer).not.toContain('字数');
  });
});
