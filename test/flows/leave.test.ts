import { describe, expect, it } from 'vitest';
import { type Play, play } from '../helpers/play.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

function reminded({ pushes }: Play, member: string): string[] {
  return pushes(`direct:${member}`).filter(text => text.includes('还没有记录'));
}

describe('who is on leave', () => {
  it('says so in a sentence, is not reminded, and a colleague is asked instead', async () => {
    const played = await play('2026-11-19T09:00');
    const { say, at, stage } = played;
    expect((await say('taoran', '我下周休年假')).join()).toContain('**已记**｜陶然11月23—27日不在岗，不打扰；这几天要提醒的，改提醒秦朗');
    expect(await stage.entries()).toEqual([]);
    await at('2026-11-27T18:00');
    expect([reminded(played, 'taoran').length, reminded(played, 'qinlang').length]).toEqual([1, 1]);
    expect(reminded(played, 'qinlang')[0]).toContain('企业服务科11月23—27日');
  });

  it('is back with a word', async () => {
    const played = await play('2026-11-16T09:00');
    const { say, at } = played;
    await say('taoran', '陶然请假到周五');
    expect((await say('taoran', '我销假了')).join()).toContain('**已销假**｜陶然');
    await at('2026-11-20T18:00');
    expect(reminded(played, 'taoran')).toHaveLength(1);
    expect((await say('taoran', '取消请假')).join()).toContain('没有登记过');
  });

  it('is spoken for by colleagues and editors, by nobody else', async () => {
    const { say } = await play('2026-11-16T09:00');
    expect((await say('qinlang', '陶然请假到周五')).join()).toContain('已记');
    expect((await say('lianghui', '雷鸣明天请假')).join()).toContain('已记');
    expect((await say('qinlang', '雷鸣下周休假')).join()).toContain('请本人、同科室的人或材料员来说');
    expect((await say('qinlang', '张三请假到周五')).join()).toContain('花名册里没有“张三”');
    expect((await say('qinlang', '我请假')).join()).toContain('哪几天');
    expect((await say('lianghui', '谁在休假', { group: 'direct' })).join()).toBe(
      '**不在岗**\n- 陶然 11月16—20日\n- 雷鸣 11月17日\n> 这些天不提醒，也不算没报。',
    );
  });

  it('stays so after the plug was pulled', async () => {
    const played = await play('2026-11-16T09:00');
    await played.say('wenjing', '我本周休假');
    await played.stage.crash();
    await played.at('2026-11-20T18:00');
    expect(reminded(played, 'wenjing')).toEqual([]);
  });

  it('and is alone in the 科室 is not missed; the roster may say so as well', async () => {
    const { members } = await sampleBureau();
    const leave = [{ from: '2026-11-16', to: '2026-11-29' }];
    const played = await play('2026-11-16T09:00', { members: members.map(one => (one.id === 'wenjing' ? { ...one, leave } : one)) });
    await played.at('2026-11-20T18:00');
    expect(reminded(played, 'wenjing')).toEqual([]);
    const list = (await played.say('lianghui', '谁还没报', { group: 'direct' })).join();
    expect(list).toContain('免报或都不在岗：经济运行科');
    expect(list.split('\n')[0]).not.toContain('经济运行科');
  });

  it('is not told of deadlines; who stands in is', async () => {
    const { say, at, pushes } = await play('2026-11-16T09:00');
    await say('taoran', '收到示例机电的诉求1件，11月27日前答复');
    await say('taoran', '我11月23日到12月1日休假');
    await at('2026-11-30T18:00');
    expect(pushes('direct:taoran').filter(text => text.includes('到期'))).toEqual([]);
    expect(pushes('direct:qinlang').filter(text => text.includes('到期')).length).toBeGreaterThan(0);
  });
});

describe('a 科室 that need not report', () => {
  it('is entered by an editor or admin, and neither reminded nor listed as missing', async () => {
    const played = await play('2026-11-16T09:00');
    const { say, at } = played;
    expect((await say('wenjing', '经济运行科本周免报')).join()).toContain('由材料员或管理员登记');
    expect((await say('dingyi', '运行科11月免报')).join()).toContain('**已记**｜经济运行科11月免报');
    await at('2026-11-20T18:00');
    expect(reminded(played, 'wenjing')).toEqual([]);
    expect(reminded(played, 'leiming')).toHaveLength(1);
    expect((await say('lianghui', '谁还没报', { group: 'direct' })).join()).toContain('免报或都不在岗：经济运行科');
    expect((await say('lianghui', '运行科恢复填报')).join()).toContain('已恢复');
    await at('2026-11-27T18:00');
    expect(reminded(played, 'wenjing')).toHaveLength(1);
  });
});
