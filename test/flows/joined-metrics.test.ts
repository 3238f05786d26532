import { describe, expect, it } from 'vitest';
import { verifyTrail } from '../../src/ledgers/verify-trail.ts';
import { type Play, play } from '../helpers/play.ts';

const leaders = { group: 'leaders' };

/** Two names for one work: 巡河6次 and 河道巡查18次, and the leader was told 18. */
async function twoNames(): Promise<Play> {
  const stage = await play('2026-11-17T10:00');
  await stage.say('leiming', '昨天巡河6次');
  await stage.say('leiming', '今天河道巡查18次');
  expect((await stage.say('gaoyuan', '今年河道巡查多少次', leaders)).join()).toContain('河道巡查18次');
  await stage.at('2026-11-18T10:00');
  return stage;
}

describe('a name that an editor joins into another one', () => {
  it('is counted with it, told how and by whom, and the difference to what was told before is explained', async () => {
    const { say } = await twoNames();
    expect((await say('lianghui', '巡河就是河道巡查')).join()).toMatch(/已并入.*以前报的1条〔1117-1〕.*由18次变为24次.*回“巡河单独计”/s);
    const total = (await say('gaoyuan', '今年河道巡查多少次', leaders)).join();
    expect(total).toContain('**今年河道巡查24次**');
    expect(total).toContain('的河道巡查为18次，现为24次：梁慧11月18日并入“巡河”1条〔1117-1〕。');
    expect((await say('gaoyuan', '怎么算的', leaders)).join()).toMatch(
      /11月16日6次（1117-1.*11月17日18次（1117-2.*1117-1报的是“巡河”，梁慧11月18日并入/s,
    );
    expect((await say('gaoyuan', '明细', leaders)).join()).toMatch(/1117-1.*1117-2/s);
  });

  it('goes on saying what was said in the entry itself', async () => {
    const { say, stage } = await twoNames();
    await say('lianghui', '巡河就是河道巡查');
    expect((await stage.entries()).flatMap(({ metrics }) => metrics.map(({ name }) => name))).toEqual(['巡河', '河道巡查']);
    expect((await stage.entries()).every(({ version }) => version === 1)).toBe(true);
  });

  it.each([['巡河和河道巡查是一回事'], ['以后把“巡河”计入“河道巡查”吧']])('is joined by: %s', async words => {
    const { say } = await twoNames();
    expect((await say('lianghui', words)).join()).toContain('**已并入**｜“巡河”计在“河道巡查”里');
  });

  it('is read and asked for under the name that it counts as, in its own words and in others', async () => {
    const { say } = await twoNames();
    await say('lianghui', '巡河就是河道巡查');
    expect((await say('leiming', '今天巡河4次')).join()).toContain('1. 河道巡查4次');
    expect((await say('gaoyuan', '今年巡河多少次', leaders)).join()).toContain('今年河道巡查28次');
    expect((await say('gaoyuan', '巡河并到哪了', leaders)).join()).toContain('“巡河”计在“河道巡查”里（梁慧11月18日并入）');
    expect((await say('gaoyuan', '指标并入情况', leaders)).join()).toContain('- 巡河：计在“河道巡查”里');
    expect((await say('lianghui', '市局要今年巡河次数，15点前')).join()).toContain('河道巡查28次');
  });

  it('is joined by its number in the list that the editor saw, whatever came in since', async () => {
    const { say } = await twoNames();
    expect((await say('lianghui', '新指标1并到河道巡查')).join()).toMatch(/先看一眼清单.*1\. 巡河（次，增量）.*像是“河道巡查”？/s);
    for (const day of ['12', '13', '14']) await say('shaobing', `11月${day}日在库项目8${day}个`);
    expect((await say('lianghui', '新指标1并到河道巡查')).join()).toContain('“巡河”计在“河道巡查”里');
    expect((await say('lianghui', '新指标9列为指标')).join()).toContain('没有第9个');
  });

  it('goes into a listed metric as well, and its figures stand where that one stands', async () => {
    const { say } = await play('2026-11-18T10:00');
    await say('qinlang', '昨天走访工厂3家');
    await say('qinlang', '今天走访企业2家');
    expect((await say('lianghui', '走访工厂算走访企业')).join()).toContain('由2家变为5家');
    expect((await say('gaoyuan', '今年走访工厂多少家', leaders)).join()).toContain('今年走访企业5家');
    expect((await say('qinlang', '刚才走访工厂4家')).join()).toContain('1. 走访企业4家');
    expect((await say('gaoyuan', '今年以来走访了多少企业', leaders)).join()).toContain('走访企业9家');
    expect((await say('lianghui', '市局要今年走访企业，15点前')).join()).toContain('走访企业9家');
    expect((await say('lianghui', '新指标')).join()).toContain('没有新指标');
  });

  it('shows one event that two people told under the two names, and from then on asks at once', async () => {
    const { say } = await twoNames();
    await say({ name: '同事', department: '绿色安全科', roles: ['staff'] }, '记：11月16日河道巡查6次');
    expect((await say('lianghui', '巡河就是河道巡查')).join()).toContain('1117-1和1118-1日期、数目都一样，要是同一件事，撤回其中一条');
    await say('leiming', '记：11月12日巡河7次');
    expect((await say({ name: '同事', department: '绿色安全科', roles: ['staff'] }, '记：11月12日河道巡查7次')).join()).toContain('疑似同一件事');
  });

  it('is joined with others in one sentence, all of them or none', async () => {
    const { say } = await twoNames();
    await say('leiming', '记：11月15日巡查水渠2次');
    await say('leiming', '记：11月14日夜巡3公里');
    expect((await say('lianghui', '巡河、夜巡都算河道巡查')).join()).toContain('单位不同');
    expect((await say('gaoyuan', '今年巡河多少次', leaders)).join()).toContain('今年巡河6次');
    expect((await say('lianghui', '巡河、巡查水渠都算河道巡查')).join()).toMatch(
      /“巡河”计在“河道巡查”里.*“巡查水渠”计在“河道巡查”里.*由24次变为26次/s,
    );
  });

  it('is one press away where the list proposes it', async () => {
    const { say, stage } = await twoNames();
    await say('lianghui', '新指标');
    const [button] = stage.platform.transcript.since(0).flatMap(line => line.buttons.filter(({ label }) => label.includes('并到')));
    expect(button).toMatchObject({ label: '巡河并到河道巡查', action: 'say' });
    expect((await say('lianghui', button?.value ?? '')).join()).toContain('已并入');
  });

  it('is the reason given to whoever doubts the figure', async () => {
    const { say } = await twoNames();
    await say('lianghui', '巡河就是河道巡查');
    expect((await say('gaoyuan', '河道巡查为什么和昨天说的不一样', leaders)).join()).toContain('梁慧11月18日并入“巡河”1条〔1117-1〕');
  });

  it('stands in the week’s digest and in the ledgers’ workbook as what it counts as', async () => {
    const { say, at, pushes } = await twoNames();
    await say('lianghui', '巡河就是河道巡查');
    await at('2026-11-23T09:00');
    expect(pushes('leaders').join()).toMatch(/河道巡查/);
    expect(pushes('leaders').join()).not.toContain('巡河6次');
  });

  it('moves figures of closed books only with a reason, which is kept', async () => {
    const { say } = await play('2026-11-18T10:00');
    await say('leiming', '记：10月12日巡河6次');
    await say('leiming', '记：10月20日河道巡查18次');
    await say('lianghui', '封账10月');
    expect((await say('lianghui', '巡河就是河道巡查')).join()).toMatch(/10月已封账.*没有原因不能改/s);
    expect((await say('gaoyuan', '今年河道巡查多少次', leaders)).join()).toContain('18次');
    expect((await say('lianghui', '巡河就是河道巡查，原因：同一项工作两种说法')).join()).toContain('由18次变为24次');
    expect((await say('lianghui', '指标并入情况')).join()).toContain('（梁慧11月18日并入，原因：同一项工作两种说法）');
  });

  it('is told apart again with one sentence, with what was told meanwhile, and never guessed to be the same', async () => {
    const { say, stage } = await twoNames();
    await say('lianghui', '巡河就是河道巡查');
    await say('leiming', '今天巡河4次');
    await say('gaoyuan', '今年河道巡查多少次', leaders);
    await stage.advanceTo(stage.now() + 3_600_000);
    expect((await say('lianghui', '巡河不是河道巡查')).join()).toMatch(/已分开.*“巡河”从“河道巡查”里分出来.*不会再把它和“河道巡查”当成一回事/s);
    const total = (await say('gaoyuan', '今年河道巡查多少次', leaders)).join();
    expect(total).toContain('今年河道巡查18次');
    expect(total).toContain('梁慧11月18日分出“巡河”2条〔1117-1、1118-1〕');
    expect((await say('gaoyuan', '今年巡河多少次', leaders)).join()).toContain('今年巡河10次');
    expect((await say('leiming', '今天又巡河5次')).join()).toContain('1. 巡河5次');
    expect((await say('lianghui', '新指标')).join()).not.toContain('像是');
    const [decision] = await stage.store.read(
      { bureau: stage.bureau.id },
      async reader => (await reader.find('name-decision', { index: 'byId' })).rows,
    );
    expect(decision?.history.map(({ action, by }) => [action, by.name])).toEqual([
      ['join', '梁慧'],
      ['part', '梁慧'],
    ]);
  });

  it('stays joined when it is told apart from something else', async () => {
    const { say } = await twoNames();
    await say('leiming', '记：11月15日巡查水渠2次');
    await say('lianghui', '巡河就是河道巡查');
    expect((await say('lianghui', '巡河不是巡查水渠')).join()).toMatch(/“巡河”仍计在“河道巡查”里.*不会再把它和“巡查水渠”当成一回事/s);
    expect((await say('gaoyuan', '今年河道巡查多少次', leaders)).join()).toContain('今年河道巡查24次');
  });

  it('is joined again after it was told apart', async () => {
    const { say } = await twoNames();
    await say('lianghui', '巡河单独计');
    await say('lianghui', '巡河就是河道巡查');
    expect((await say('leiming', '今天巡河4次')).join()).toContain('1. 河道巡查4次');
  });

  it('is joined by editors alone; others are told so where they say it plainly, and their talk is left alone', async () => {
    const { say } = await twoNames();
    expect((await say('qinlang', '把巡河并到河道巡查')).join()).toMatch(/不能定指标的叫法.*编辑/s);
    expect((await say('qinlang', '巡河也是河道巡查')).join()).not.toContain('叫法');
    expect((await say('gaoyuan', '巡河和河道巡查分别统计', leaders)).join()).not.toContain('叫法');
    expect((await say('gaoyuan', '今年河道巡查多少次', leaders)).join()).toContain('18次');
  });

  it.each([['这就是生活'], ['走访企业就是走访企业'], ['罚款是不是行政处罚'], ['巡河就是辛苦']])('is not meant by: %s', async words => {
    const { say, dumped } = await twoNames();
    expect((await say('lianghui', words)).join()).not.toMatch(/并入|分开|叫法/);
    expect(await dumped()).not.toContain('"history":[{"action":"join"');
  });

  it('is kept through a crash, a backup and its restoration, and verified', async () => {
    const { say, stage } = await twoNames();
    await say('lianghui', '巡河就是河道巡查');
    await stage.crash();
    expect((await say('gaoyuan', '今年河道巡查多少次', leaders)).join()).toContain('24次');
    expect(await verifyTrail(stage.store, stage.bureau.id)).toEqual([]);
    const lines: string[] = [];
    for await (const line of stage.store.dump()) lines.push(line);
    await say('lianghui', '巡河单独计');
    await stage.store.load(asyncOf(lines));
    expect((await say('gaoyuan', '今年河道巡查多少次', leaders)).join()).toContain('24次');
  });

  it('leaves no trace once the only entry that said it is purged', async () => {
    const { say, dumped, filesWith } = await play('2026-11-18T10:00');
    await say('leiming', '今天河道巡查18次');
    await say('leiming', '昨天巡暗渠6次');
    await say('lianghui', '新指标');
    expect((await say('lianghui', '把巡暗渠并到河道巡查')).join()).toContain('已并入');
    await say('leiming', '撤回并清除1118-2');
    expect(await dumped()).not.toContain('暗渠');
    expect(filesWith('暗渠')).toEqual([]);
    expect((await say('gaoyuan', '今年河道巡查多少次', leaders)).join()).toContain('18次');
  });
});

describe('a figure that was told before its name was joined', () => {
  it.each([['1118-1走访工厂改成5家'], ['1118-1走访企业改成5家'], ['1118-1改成5家']])('is corrected and not doubled by: %s', async words => {
    const { say } = await play('2026-11-18T10:00');
    await say('qinlang', '昨天走访工厂3家');
    await say('qinlang', '今天走访企业2家');
    await say('lianghui', '走访工厂算走访企业');
    expect((await say('qinlang', words)).join()).toContain('已更正');
    expect((await say('gaoyuan', '今年走访企业多少家', leaders)).join()).toContain('今年走访企业7家');
  });

  it('stays in the sum when it was corrected into another unit of the metric', async () => {
    const { say } = await play('2026-11-17T10:00');
    await say('qinlang', '昨天走访企业3家');
    await say('qinlang', '今天走访工厂6家');
    await say('lianghui', '走访工厂算走访企业');
    await say('qinlang', '记：今天走访工厂8家次');
    expect((await say('gaoyuan', '今年走访企业多少家', leaders)).join()).toContain('今年走访企业17家次');
    await say('qinlang', '1117-3改成5家次');
    expect((await say('gaoyuan', '今年走访企业多少家', leaders)).join()).toContain('今年走访企业14家次');
  });
});

describe('a part', () => {
  it('is never joined into its whole, nor proposed for it', async () => {
    const { say, stage } = await play('2026-11-18T10:00');
    await say('qinlang', '昨天走访企业12家，其中规上6家');
    const list = (await say('lianghui', '新指标')).join();
    expect(list).toContain('走访规上企业');
    expect(list).not.toContain('像是“走访企业”');
    expect(stage.platform.transcript.since(0).flatMap(line => line.buttons.filter(({ label }) => label.includes('并到走访企业')))).toEqual([]);
    expect((await say('lianghui', '走访规上企业并到走访企业')).join()).toMatch(/并不了，什么都没有动.*〔1118-1〕/s);
    expect((await say('gaoyuan', '今年走访企业多少家', leaders)).join()).toContain('今年走访企业12家');
  });

  it('that comes in after its name was joined counts by its own name', async () => {
    const { say } = await play('2026-11-18T10:00');
    await say('qinlang', '昨天走访规上企业6家');
    await say('lianghui', '走访规上企业并到走访企业');
    await say('qinlang', '今天走访企业12家，其中规上6家');
    expect((await say('gaoyuan', '今年走访企业多少家', leaders)).join()).toContain('今年走访企业18家');
  });

  it('is joined with others of its report into a name beside which none of them stood', async () => {
    const { say } = await twoNames();
    await say('leiming', '记：昨天巡查水渠2次，巡查水闸3次');
    expect((await say('lianghui', '巡查水渠、巡查水闸都算河道巡查')).join()).toContain('变为23次');
  });
});

describe('what is no word about a name', () => {
  it.each([
    ['巡河算不算违法', /单独计/],
    ['河道巡查是不是要公示', /单独计|计在/],
    ['河道巡查归哪个', /单独计/],
    ['已将宏远公司列入重点监管台账', /没有人报过/],
    ['把第3条加到矛盾纠纷台账', /没有人报过/],
    ['巡河和河道巡查分别统计', /已分开/],
  ])('is not answered as one: %s', async (words, wrong) => {
    const { say } = await twoNames();
    expect((await say('lianghui', words)).join()).not.toMatch(wrong);
  });
});

describe('figures of earlier years', () => {
  it('of closed books are moved by a join only with a reason, however old they are', async () => {
    const { say } = await play('2026-11-18T10:00');
    await say('leiming', '记：2024年10月12日巡河6次');
    expect((await say('lianghui', '封账2024年10月')).join()).toContain('封账');
    await say('leiming', '记：昨天巡河2次');
    await say('leiming', '记：今天河道巡查18次');
    expect((await say('lianghui', '巡河就是河道巡查')).join()).toMatch(/10月已封账.*没有原因不能改/s);
  });
});

describe('a ledger that is named by half', () => {
  it('is asked about where two may be meant', async () => {
    const { say, stage } = await twoNames();
    const names = stage.bureau.ledgers.map(({ name }) => name);
    const half = names
      .flatMap(name => [name.slice(0, 2), name.slice(-2)])
      .find(part => names.filter(name => name.includes(part)).length > 1 && !names.includes(part));
    expect((await say('lianghui', `巡河列入${half}台账`)).join()).toMatch(/列入哪个台账？还没有动/);
  });
});

describe('a metric that was adopted and is so no more', () => {
  it('takes what was joined into it out of its ledger with it', async () => {
    const { say } = await twoNames();
    await say('lianghui', '河道巡查列入安全检查台账');
    await say('lianghui', '巡河就是河道巡查');
    await say('lianghui', '取消河道巡查这个指标');
    expect((await say('lianghui', '新指标')).join()).toMatch(/河道巡查（次，增量）：绿色安全科报过2次/);
  });

  it('takes figures that were added to a record by hand along when it is joined', async () => {
    const { say } = await twoNames();
    await say('lianghui', '巡河列入安全检查台账');
    await say('leiming', '1117-2巡河改成4次');
    expect((await say('gaoyuan', '今年巡河多少次', leaders)).join()).toContain('今年巡河10次');
    await say('leiming', '记：11月15日巡查水渠2次');
    expect((await say('lianghui', '巡河并到巡查水渠')).join()).toContain('由2次变为12次');
    expect((await say('gaoyuan', '今年巡查水渠多少次', leaders)).join()).toContain('今年巡查水渠12次');
  });
});

describe('a name that another one was joined into', () => {
  it('leaves no trace once the only entry that said it is purged, and the other one stands by itself', async () => {
    const { say, stage, dumped } = await play('2026-11-18T10:00');
    await say('leiming', '记：昨天巡暗渠6次');
    await say('leiming', '记：今天河道巡查18次');
    expect((await say('lianghui', '河道巡查算巡暗渠')).join()).toContain('已并入');
    await say('leiming', '撤回并清除1118-1');
    expect(await dumped()).not.toContain('暗渠');
    expect((await say('gaoyuan', '今年河道巡查多少次', leaders)).join()).toContain('今年河道巡查18次');
    expect(await verifyTrail(stage.store, stage.bureau.id)).toEqual([]);
  });
});

describe('a join that cannot be', () => {
  it.each([
    ['of another unit', ['今天巡逻12公里', '昨天夜间巡逻3次'], '巡逻就是夜间巡逻', /“公里”.*“次”.*单位不同/s],
    ['of a level and an increment', ['目前在库项目86个', '今天新签项目2个'], '新签项目就是在库项目', /增量.*存量.*不能算成一个/s],
    ['with a name that nobody knows', ['今天巡河4次'], '把巡河并到巡江', /没有人报过.*“巡江”/s],
    ['of a metric of the files into a new name', ['今天巡河4次'], '把走访企业并到巡河', /台账里列的指标.*什么都没有动/s],
  ])('%s is refused, with why', async (_what, told, words, why) => {
    const { say, dumped } = await play('2026-11-18T10:00');
    for (const text of told) await say('leiming', `记：${text}`);
    expect((await say('lianghui', words)).join()).toMatch(why);
    expect(await dumped()).not.toContain('"history":[{"action":"join"');
  });

  it('in a circle is refused; a chain counts as the last of it', async () => {
    const { say } = await play('2026-11-18T10:00');
    for (const text of ['今天巡河4次', '昨天河道巡查2次', '11月16日水域巡查3次']) await say('leiming', `记：${text}`);
    await say('lianghui', '巡河就是河道巡查');
    await say('lianghui', '河道巡查就是水域巡查');
    expect((await say('gaoyuan', '今年巡河多少次', leaders)).join()).toContain('水域巡查9次');
    expect((await say('lianghui', '水域巡查就是巡河')).join()).toContain('绕回去');
    expect((await say('lianghui', '巡河就是水域巡查')).join()).toContain('已经计在“水域巡查”里');
    await say('lianghui', '河道巡查单独计');
    expect((await say('gaoyuan', '今年巡河多少次', leaders)).join()).toContain('河道巡查6次');
  });
});

describe('a name that an editor makes a metric', () => {
  it('stands in its ledger like one of the files, and no longer among the new ones', async () => {
    const { say, stage } = await twoNames();
    await say('lianghui', '巡河就是河道巡查');
    expect((await say('lianghui', '河道巡查列为指标')).join()).toMatch(/列入哪个台账.*安全检查/s);
    await say('lianghui', '新指标');
    expect((await say('lianghui', '新指标1列入安全检查台账')).join()).toContain('**已列为指标**｜安全检查：河道巡查（次，增量）');
    expect((await say('lianghui', '新指标')).join()).toContain('没有新指标');
    expect((await say('leiming', '今天巡河4次')).join()).toContain('1. 河道巡查4次');
    expect((await stage.entries()).at(-1)).toMatchObject({ ledger: 'safety-checks', metrics: [{ name: '河道巡查', isNew: false, saidAs: '巡河' }] });
    expect((await say('gaoyuan', '安全检查情况', leaders)).join()).toMatch(
      /\*\*安全检查\*\*.*河道巡查6次〔1117-1〕.*河道巡查18次〔1117-2〕.*河道巡查4次〔1118-1〕/s,
    );
    expect((await say('lianghui', '河道巡查列为指标')).join()).toContain('已经是“安全检查”台账的指标');
  });

  it('is kept under its own words again when the editor takes that back', async () => {
    const { say } = await twoNames();
    await say('lianghui', '河道巡查列入安全检查台账');
    await say('leiming', '今天河道巡查4次');
    expect((await say('lianghui', '取消河道巡查这个指标')).join()).toContain('不再列为指标');
    expect((await say('lianghui', '新指标')).join()).toContain('河道巡查（次，增量）：绿色安全科报过2次');
  });

  it('is in the draft of the year under its ledger’s section', async () => {
    const { say, stage } = await twoNames();
    await say('lianghui', '河道巡查列入安全检查台账');
    await say('lianghui', '巡河就是河道巡查');
    await say('lianghui', '生成年度报告');
    const [draft] = await stage.all('draft');
    const sentences = draft?.sections.flatMap(({ paragraphs }) => paragraphs.flatMap(paragraph => paragraph.sentences.map(({ text }) => text))) ?? [];
    expect(sentences.join()).toContain('河道巡查24次');
  });
});

async function* asyncOf(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}
