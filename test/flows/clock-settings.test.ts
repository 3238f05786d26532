import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../src/domain/schedule.ts';
import { play } from '../helpers/play.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

function weekly(changes: Partial<Schedule> & Pick<Schedule, 'id' | 'task'>): Schedule {
  return { every: 'week', day: 4, month: null, time: '16:00', onDayOff: 'before', catchUp: 'drop', group: null, report: null, ...changes };
}

const direct = { group: 'direct' };

describe('the group’s weekly digest', () => {
  it('lists what was done by section, names no one and ranks nothing, in one message with the card of the day', async () => {
    const { say, at, pushes } = await play('2026-11-16T09:00');
    for (const text of ['走访企业12家', '收集问题5条', '培训企业30家', '发放政策手册200份']) await say('qinlang', `本周${text}`);
    await say('leiming', '本周检查企业3家');
    await at('2026-11-23T09:00');
    expect(pushes('work')).toHaveLength(1);
    expect(pushes('work')[0]).toMatch(/^\*\*上周做了这些\*\*｜11月16—22日/);
    expect(pushes('work')[0]).toContain('；另有1项');
    expect(pushes('work')[0]).not.toMatch(/秦朗|雷鸣|没有记录|累计/);
    expect(pushes('leaders')[0]).toContain('走访企业12家（上周12家）');
  });

  it('is not sent on a week without anything', async () => {
    const { at, pushes } = await play('2026-11-16T09:00');
    await at('2026-11-23T09:00');
    expect(pushes('work')).toEqual([]);
  });
});

describe('schedules of one 科室', () => {
  it('remind it at its own time, and the others at theirs', async () => {
    const schedules = [
      weekly({ id: 'all', task: 'remind' }),
      weekly({ id: 'own', task: 'remind', day: 3, time: '10:00', departments: ['数字产业科'] }),
    ];
    const { at, pushes } = await play('2026-11-16T09:00', { schedules });
    await at('2026-11-18T12:00');
    expect([pushes('direct:yezhou').length, pushes('direct:leiming').length]).toEqual([1, 0]);
    await at('2026-11-19T18:00');
    expect([pushes('direct:yezhou').length, pushes('direct:leiming').length]).toEqual([1, 1]);
  });

  it('send a group only what its own 科室 did', async () => {
    const schedules = [weekly({ id: 'own', task: 'digest', day: 1, time: '08:30', group: 'work', departments: ['绿色安全科'] })];
    const { say, at, pushes } = await play('2026-11-16T09:00', { schedules });
    await say('qinlang', '本周走访企业12家');
    await say('leiming', '本周检查企业3家');
    await at('2026-11-23T09:00');
    expect(pushes('work').join()).toContain('检查企业3家');
    expect(pushes('work').join()).not.toContain('走访');
  });

  it('month, quarter and half-year drafts come on the last workday', async () => {
    const schedules = (['month', 'quarter', 'half-year'] as const).map(every =>
      weekly({ id: every, task: 'draft', every, day: -1, time: '09:00', catchUp: 'all', report: every }),
    );
    const { at, stage, pushes } = await play('2026-05-20T09:00', { schedules });
    await at('2026-07-01T09:00');
    expect((await stage.runs()).map(({ id, dueAt }) => [id, new Date(dueAt + 8 * 3_600_000).toISOString().slice(0, 16)])).toEqual([
      ['month:2026-05', '2026-05-29T09:00'],
      ['half-year:2026-H1', '2026-06-30T09:00'],
      ['month:2026-06', '2026-06-30T09:00'],
      ['quarter:2026-Q2', '2026-06-30T09:00'],
    ]);
    expect(pushes('direct:lianghui')).toHaveLength(2);
  });
});

describe('有事则报', () => {
  it('asks nobody for a 无, unless the bureau wants it; then the editors learn who said nothing', async () => {
    const { push } = await sampleBureau();
    const relaxed = await play('2026-11-16T09:00');
    await relaxed.at('2026-11-20T18:00');
    expect(relaxed.pushes('direct:leiming').join()).toContain('没有可以不回');
    expect(relaxed.pushes('direct:lianghui').join()).not.toContain('没有记录也没报');
    const strict = await play('2026-11-16T09:00', { push: { ...push, nilReports: 'required' } });
    await strict.say('wenjing', '本周没有');
    await strict.at('2026-11-20T18:00');
    expect(strict.pushes('direct:leiming').join()).toContain('没有请回“无”');
    expect(strict.pushes('direct:lianghui').join()).toMatch(/没有记录也没报“无”\*\*：办公室.*绿色安全科/);
    expect(strict.pushes('direct:lianghui').join()).not.toMatch(/没报“无”.*经济运行科/);
  });
});

describe('what the admin is told', () => {
  it('in December: that the next year’s days off are not known yet; in July, nothing', async () => {
    const { at, pushes } = await play('2026-11-20T09:00');
    await at('2026-12-01T12:00');
    expect(pushes('direct:dingyi').join()).toContain('2027年的放假安排还没有填');
    const summer = await play('2026-06-20T09:00');
    await summer.at('2026-07-02T12:00');
    expect(summer.pushes('direct:dingyi')).toEqual([]);
  });

  it('who cannot be written to because they have never spoken to 小法', async () => {
    const { say } = await play('2026-11-20T09:00');
    expect((await say('dingyi', '谁收不到提醒', direct)).join()).toContain('都收得到');
  });
});

describe('上周催报发了吗', () => {
  it('is answered with names only in private, and says when nobody worked', async () => {
    const { say, at } = await play('2026-09-28T09:00');
    await at('2026-10-08T09:00');
    expect((await say('lianghui', '上周催报发了吗', direct)).join()).toMatch(
      /9月30日16:00 催报提醒：8个科室没有记录，私下提醒8人，8条均已送达（沈岚、/,
    );
    expect((await say('lianghui', '上周催报发了吗')).join()).not.toContain('沈岚');
    const spring = await play('2026-02-13T18:00');
    await spring.at('2026-02-24T09:00');
    expect((await spring.say('lianghui', '上周催报发了吗')).join()).toBe('**上周催报提醒没有安排**｜那几天放假。');
  });
});

describe('the official exam', () => {
  it('is asked for, and no more once it was reported', async () => {
    const { say, at, pushes } = await play('2026-11-20T09:00');
    await at('2026-12-02T09:00');
    expect(pushes('direct:guchuan').join()).toContain('学法考试应考45人，实考44人，合格44人');
    await say('guchuan', '学法考试应考42人，实考42人，合格42人');
    const told = pushes('direct:guchuan').filter(text => text.includes('正式学法考试')).length;
    await at('2026-12-18T09:00');
    expect(pushes('direct:guchuan').filter(text => text.includes('正式学法考试'))).toHaveLength(told);
  });
});
