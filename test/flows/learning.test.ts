import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import type { Schedule } from '../../src/domain/schedule.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { play } from '../helpers/play.ts';

function only(task: Schedule['task']): Schedule {
  return { id: task, task, every: 'workday', day: 1, month: null, time: '08:30', onDayOff: 'skip', catchUp: 'latest', group: null, report: null };
}

/** A year passes quickly when nothing else falls due. */
const onlyLearning: Schedule[] = [only('learning')];

describe('普法', () => {
  it('每日一法 gives another law each time, in force and checked, and 看原文 shows the whole article', async () => {
    const { say } = await play('2026-11-16T09:00');
    const [first] = await say('qinlang', '每日一法');
    const [second] = await say('qinlang', '学一条');
    expect(first).toMatch(/^\*\*每日一法\*\*\n> “[\s\S]+”\n《青禾区.+》第.+条\n现行有效（.+效力核对至2026年11月20日）/);
    expect(second).not.toBe(first);
    const reference = /《(.+?)》(第.+?条)/.exec(second ?? '');
    expect((await say('qinlang', '看原文')).join()).toContain(reference?.[1] ?? '—');
  });

  it('tells the 科室 in charge ahead, with what was done last year and which laws can be studied', async () => {
    const { say, at, pushes } = await play('2025-06-26T10:00', { schedules: onlyLearning });
    await say('bailu', '开展中小微企业日普法宣传活动1场，发放宣传资料200份');
    await at('2026-06-17T09:00');
    const [notice] = pushes('direct:bailu').filter(text => text.includes('中小微企业日'));
    expect(notice).toContain('还有10天是**中小微企业日**（6月27日，联合国确定，请先核对当年通知）');
    expect(notice).toMatch(/去年同期：6月26日普法宣传活动1场，发放宣传资料200份。/);
    expect(notice).toContain('《中小企业促进法》、《保障中小企业款项支付条例》在库内没有核对过的现行文本');
  });

  it('sends no card without a provision in force, and says why in the run record: the text was asked for ahead', async () => {
    const { at, pushes, stage } = await play('2026-11-16T09:00');
    await at('2026-12-04T09:00');
    expect(pushes('work')).toEqual([]);
    expect(pushes('direct:guchuan').join()).toMatch(/国家宪法日[\s\S]*《宪法》在库内没有核对过的现行文本，要用请先入库核对/);
    const run = (await stage.runs()).find(({ id }) => id === 'daily-learning:2026-12-04');
    expect(run?.outcome).toContain('2个节点库内没有核对过的现行条文，没有发普法卡');
  });

  it('sends a card on the day when the corpus has the law, within the group’s budget', async () => {
    const bureau = await loadBureau(`${projectRoot}/data`);
    const observances = bureau.observances.map(one => (one.name === '国家宪法日' ? { ...one, laws: ['青禾区涉企行政检查规定（示例）'] } : one));
    const { at, pushes, stage } = await play('2026-12-02T09:00', { observances });
    await at('2026-12-04T09:00');
    expect(pushes('work')).toHaveLength(1);
    expect(pushes('work')[0]).toMatch(/^\*\*国家宪法日\*\*｜12月4日\n> “[\s\S]+”\n《青禾区涉企行政检查规定（示例）》第.+条\n现行有效/);
    const run = (await stage.runs()).find(({ id }) => id === 'daily-learning:2026-12-04');
    expect(run?.outcome).toContain('1个节点已发普法卡');
  });
});

describe('a week with several things to say', () => {
  it('每日一法 makes room for the card of the day that is coming', async () => {
    const bureau = await loadBureau(`${projectRoot}/data`);
    const observances = bureau.observances.map(one => (one.name === '国家宪法日' ? { ...one, laws: ['青禾区涉企行政检查规定（示例）'] } : one));
    const weekly: Schedule = { ...only('daily-law'), every: 'week', day: 3, time: '09:00', group: 'work' };
    const { at, pushes, stage } = await play('2026-11-23T09:00', { observances, schedules: [...onlyLearning, weekly] });
    await at('2026-12-11T20:00');
    const laws = (await stage.runs()).flatMap(({ task, outcome }) => (task === 'daily-law' ? [outcome] : []));
    expect(laws).toEqual(['已发每日一法', '本周有普法节点要发卡，这次不另发', '已发每日一法']);
    expect(pushes('work').map(text => text.split('\n')[0])).toEqual(['**每日一法**', '**国家宪法日**｜12月4日', '**每日一法**']);
  });

  it('asks for the official exam in words that are read as they are said', async () => {
    const { say, at, pushes } = await play('2026-12-09T09:00', { schedules: [only('deadlines')] });
    await at('2026-12-14T20:00');
    const asked = /“(学法考试应考[^”]+)”/.exec(pushes('direct:guchuan').join())?.[1] ?? '';
    await say('guchuan', asked);
    expect((await say('gaoyuan', '今年学法考试参考率多少', { group: 'direct' })).join()).toContain('97.8%**（44/45');
    expect((await say('gaoyuan', '今年学法考试合格率多少', { group: 'direct' })).join()).toContain('100%**（44/44');
  });
});

describe('deadlines', () => {
  it('remind the reporter 3 and 1 workdays before and once after, then show in the leaders’ digest, and stop when it is said to be done', async () => {
    const { say, at, pushes } = await play('2026-11-16T09:00');
    await say('taoran', '收到示例机电关于用电的诉求1件，11月27日前答复');
    const told = (): string[] => pushes('direct:taoran').filter(text => text.includes('1116-1'));
    await at('2026-11-23T20:00');
    expect(told()).toEqual([]);
    await at('2026-11-26T20:00');
    expect(told().map(text => /还有\d个工作日/.exec(text)?.[0])).toEqual(['还有3个工作日', '还有1个工作日']);
    await say('taoran', '本周走访企业3家');
    await at('2026-11-30T08:29');
    expect(told()).toHaveLength(2);
    await at('2026-11-30T09:00');
    expect(told().at(-1)).toContain('**11月27日已到期**');
    expect(pushes('leaders').join()).not.toContain('逾期未办');
    await say('taoran', '本周走访企业2家');
    await at('2026-12-07T09:00');
    expect(pushes('leaders').at(-1)).toContain('**逾期未办** 1116-1“收到示例机电关于用电的诉求1件，11月27日前答复”（企业服务科，应于11月27日前）');
    expect((await say('taoran', '1116-1已办结')).join()).toContain('1116-1');
    await say('taoran', '本周走访企业2家');
    await at('2026-12-14T09:00');
    expect(pushes('leaders').at(-1)).not.toContain('逾期未办');
    expect(told()).toHaveLength(3);
  });

  it('duties of every year remind the liaison, until it is said that they are done', async () => {
    const { say, at, pushes } = await play('2026-01-12T09:00');
    const told = (): number => pushes('direct:shenlan').filter(text => text.includes('信息公开年报')).length;
    await at('2026-01-19T20:00');
    expect(told()).toBe(1);
    expect((await say('qinlang', '信息公开年报已办')).join()).toContain('由办公室负责');
    expect((await say('shenlan', '信息公开年报已办')).join()).toContain('已记办结');
    expect((await say('shenlan', '信息公开年报已办')).join()).toContain('之前已经记为办结');
    await at('2026-02-10T20:00');
    expect(told()).toBe(1);
    expect(pushes('leaders').join()).not.toContain('信息公开年报');
  });
});

describe('the leaders’ digest', () => {
  it('is sent again on Wednesday when a late entry changed a figure of the week, and only then', async () => {
    const { say, at, pushes } = await play('2026-11-16T09:00');
    await say('qinlang', '本周走访企业12家');
    await at('2026-11-25T12:00');
    expect(pushes('leaders')).toHaveLength(1);
    await say('qinlang', '本周走访企业5家');
    await at('2026-11-30T12:00');
    expect(pushes('leaders')).toHaveLength(2);
    await say('qinlang', '补报：11月25日检查企业4家');
    await at('2026-12-02T12:00');
    expect(pushes('leaders').at(-1)).toMatch(/^（有补报或更正，以此为准）/);
    expect(pushes('leaders').at(-1)).toContain('检查企业4家');
    expect(pushes('leaders')).toHaveLength(3);
    // Part of what was said of the whole week: no figure changes.
    const other = await play('2026-11-20T15:00');
    await other.say('qinlang', '本周走访企业5家');
    await other.at('2026-11-23T12:00');
    await other.say('qinlang', '补报：11月18日走访企业2家');
    await other.at('2026-11-25T12:00');
    expect(other.pushes('leaders')).toHaveLength(1);
  });
});
