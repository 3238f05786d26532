import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { bureauFolder } from '../helpers/bureau-folder.ts';
import { type Play, play } from '../helpers/play.ts';

const friday = { every: 'week', day: 5, month: null, time: '15:00', onDayOff: 'before', catchUp: 'drop', group: null, report: null } as const;

/** The sample bureau where heads confirm: 陶然 heads 企业服务科, 叶舟 数字产业科. */
async function confirming(start: string): Promise<Play> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const heads = new Set(['taoran', 'yezhou']);
  const changes: Partial<Bureau> = {
    confirmation: 'department-head',
    members: bureau.members.map(member => (heads.has(member.id) ? { ...member, roles: [...member.roles, 'head' as const] } : member)),
    schedules: [...bureau.schedules, { id: 'heads-confirm', task: 'confirm', ...friday }],
  };
  return play(start, changes);
}

async function asked(played: Play, question: string): Promise<string> {
  return (await played.say('gaoyuan', question, { group: 'leaders' })).join('\n');
}

describe('where the bureau wants it, the head of the 科室 confirms before anybody sees a figure', () => {
  it('what waits is in no total, and the answer says so', async () => {
    const played = await confirming('2026-11-18T10:00');
    const [receipt] = await played.say('qinlang', '今天走访企业3家');
    expect(receipt).toMatch(/已记1条.*负责人确认后计入/s);
    expect(await asked(played, '今年走访了多少企业')).toMatch(
      /还没有收集到“走访企业”的记录\*\*，不等于0.*待科室负责人确认，未计入：1118-1 11月18日3家/s,
    );
    expect((await played.say('taoran', '确认1118-1')).join()).toMatch(/已确认1条.*计入合计/);
    expect(await asked(played, '今年走访了多少企业')).toContain('走访企业3家');
    const [entry] = await played.stage.entries();
    expect(entry?.status).toBe('accepted');
    expect(entry?.history.at(-1)).toMatchObject({ action: 'accept', by: { name: '陶然' } });
  });

  it('tells each head privately on Friday what waits, and nobody else', async () => {
    const played = await confirming('2026-11-18T10:00');
    await played.say('qinlang', '今天走访企业3家，收集问题2条');
    await played.say('qinlang', '今天开展政策宣讲1场');
    await played.at('2026-11-20T15:30');
    const [reminder] = played.pushes('direct:taoran');
    expect(reminder).toMatch(/企业服务科有2条待您确认.*1118-1.*1118-2.*全部确认/s);
    expect(played.pushes('direct:yezhou').join()).not.toContain('待您确认');
    expect((await played.say('taoran', '全部确认')).join()).toMatch(/已确认2条/);
    expect((await played.say('taoran', '待确认')).join()).toContain('没有待确认的条目');
  });

  it.each([
    ['by its place in the quoted receipt', '第2条确认', ['1118-2']],
    ['a range', '确认1118-1至2', ['1118-1', '1118-2']],
    ['several', '1118-1、1118-3 确认无误', ['1118-1', '1118-3']],
    ['those of a 科室 and days', '企服科今天的都确认', ['1118-1', '1118-2', '1118-3']],
    ['those of other days: none', '上周的都确认', []],
  ])('confirms %s', async (_, words, confirmed) => {
    const { say, stage } = await confirming('2026-11-18T10:00');
    const [receipt] = await say('qinlang', '今天走访企业3家；开展政策宣讲1场；举办培训班1期');
    await say('taoran', words, receipt === undefined ? {} : { quote: receipt });
    const entries = await stage.entries();
    expect(entries.filter(({ status }) => status === 'accepted').map(({ number }) => number)).toEqual(confirmed);
  });

  it('a pressed button confirms, for the head alone', async () => {
    const { stage } = await confirming('2026-11-18T10:00');
    const { replies } = await stage.say({ from: 'qinlang', text: '今天走访企业3家' });
    const button = replies[0]?.buttons.find(({ label }) => label === '确认');
    expect(button).toMatchObject({ action: 'say', value: '确认1118-1' });
    const press = (from: string) => stage.say({ from, text: '', button: { action: button?.action ?? '', value: button?.value ?? '' } });
    expect((await press('qinlang')).replies[0]?.text).toMatch(/1118-1由企业服务科负责人确认，没有动/);
    expect((await press('yezhou')).replies[0]?.text).toContain('没有动');
    expect((await stage.entries())[0]?.status).toBe('awaiting');
    expect((await press('taoran')).replies[0]?.text).toContain('已确认1条');
  });

  it('returns what is wrong, tells the reporter privately, and asks again after the correction', async () => {
    const played = await confirming('2026-11-18T10:00');
    await played.say('qinlang', '今天走访企业3家');
    expect((await played.say('taoran', '退回1118-1，原因：和昨天的重复了1家')).join()).toMatch(/已退回1条/);
    expect(played.pushes('direct:qinlang').join()).toMatch(/请核对.*1118-1.*陶然退回.*和昨天的重复了1家/s);
    expect((await played.say('qinlang', '1118-1改成2家')).join()).toMatch(/已更正.*负责人确认后才计入/s);
    expect(await asked(played, '今年走访了多少企业')).toContain('待科室负责人确认，未计入：1118-1');
    await played.say('taoran', '全部确认');
    expect(await asked(played, '今年走访了多少企业')).toContain('走访企业2家');
  });

  it('a confirmed figure that a colleague changes waits again; one that a head reports or changes does not', async () => {
    const { say, stage } = await confirming('2026-11-18T10:00');
    await say('taoran', '今天走访企业3家');
    expect((await stage.entries())[0]?.status).toBe('accepted');
    await say('qinlang', '1118-1改成4家');
    expect((await stage.entries())[0]?.status).toBe('awaiting');
    await say('taoran', '1118-1改成5家');
    expect((await stage.entries())[0]?.status).toBe('accepted');
  });

  it('what was withdrawn while it waited still waits when it is restored', async () => {
    const { say, stage } = await confirming('2026-11-18T10:00');
    await say('qinlang', '今天走访企业3家');
    await say('qinlang', '撤回1118-1');
    await say('qinlang', '恢复1118-1');
    expect((await stage.entries())[0]?.status).toBe('awaiting');
  });

  it('a 科室 whose entries wait is not missing, and a second report of the same is a duplicate', async () => {
    const played = await confirming('2026-11-18T10:00');
    await played.say('qinlang', '今天走访企业3家');
    expect((await played.say('lianghui', '谁还没报')).join()).not.toContain('企业服务科');
    expect((await played.say('taoran', '今天走访企业3家')).join()).toContain('疑似同一件事');
  });

  it('digests and drafts leave out what waits and say how much', async () => {
    const played = await confirming('2026-11-18T10:00');
    await played.say('taoran', '今天走访企业5家');
    await played.say('qinlang', '今天收集企业问题7条');
    expect((await played.say('lianghui', '生成年度报告')).join()).toMatch(/待科室负责人确认1条〔1118-2〕，未计入/);
    await played.at('2026-11-23T09:00');
    const digest = played.pushes('leaders').join();
    expect(digest).toContain('走访企业5家');
    expect(digest).not.toContain('7条');
    expect(digest).toContain('1条待科室负责人确认，未计入');
    expect(await asked(played, '企业服务科上周报了哪些')).toMatch(/待科室负责人确认1条〔1118-2〕，未计入/);
  });

  it('after the books are closed a yes needs a reason', async () => {
    const { say, stage, at } = await confirming('2026-10-28T10:00');
    await say('qinlang', '今天走访企业3家');
    await at('2026-11-03T09:00');
    expect((await say('lianghui', '封账10月')).join()).toMatch(/待科室负责人确认1条〔1028-1〕，未计入/);
    expect((await say('taoran', '全部确认')).join()).toMatch(/1028-1所在的月份已封账，没有动/);
    await say('taoran', '确认1028-1，原因：当时在外地出差');
    expect((await stage.entries())[0]?.status).toBe('accepted');
  });

  it('is off unless the bureau asks for it: 确认 then means nothing to the bot', async () => {
    const { say, stage } = await play('2026-11-18T10:00');
    await say('qinlang', '今天走访企业3家');
    expect((await stage.entries())[0]?.status).toBe('submitted');
    expect(await say('taoran', '确认', { group: 'work' })).toEqual([]);
    expect((await say('taoran', '确认1118-1')).join()).toContain('填报后直接计入');
  });

  it('the file switches it on, warns of a 科室 without a head, and adds the reminder', async () => {
    const dataDir = await bureauFolder({
      'bureau.yaml': 'name: 试点局\nconfirmation: department-head\ndepartments: [{ name: 甲科 }, { name: 乙科 }]\n',
      'roster.yaml': 'members: [{ name: 甲一, department: 甲科, roles: [staff, head] }, { name: 乙一, department: 乙科 }]\n',
    });
    const bureau = await loadBureau(dataDir);
    expect(bureau.confirmation).toBe('department-head');
    expect(bureau.warnings?.join()).toContain('乙科在花名册里没有负责人');
    expect(bureau.schedules.find(({ task }) => task === 'confirm')).toMatchObject({ every: 'week', day: 5, time: '15:00' });
  });
});
