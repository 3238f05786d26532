import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/domain/quiz.ts';
import { type Play, play } from '../helpers/play.ts';

async function papers({ stage }: Play): Promise<Paper[]> {
  const { rows } = await stage.store.read({ bureau: stage.bureau.id }, reader => reader.find('paper', { index: 'byTerm' }));
  return rows;
}

/** The string of right answers to the paper that is open. */
async function key(played: Play): Promise<string> {
  const open = (await papers(played)).find(({ state }) => state === 'open');
  return (open?.questions ?? []).map(({ answer }, index) => `${index + 1}${'ABCD'[answer] ?? ''}`).join('');
}

/** Wrong everywhere, whatever the number of options. */
async function wrongKey(played: Play): Promise<string> {
  const open = (await papers(played)).find(({ state }) => state === 'open');
  return (open?.questions ?? []).map(({ answer }, index) => `${index + 1}${answer === 0 ? 'B' : 'A'}`).join('');
}

const direct = { group: 'direct' };

/** Presses a button under the last message that this member got privately; its label's first letter names it. */
async function press({ stage }: Play, from: string, label: string): Promise<string> {
  const lines = stage.platform.transcript.since(0).filter(({ conversation, account }) => conversation === `direct:${from}` && account === null);
  const button = lines.findLast(({ buttons }) => buttons.length > 0)?.buttons.find(one => one.label.startsWith(label));
  if (!button) throw new Error(`no button ${label}`);
  const { replies } = await stage.say({ from, group: 'direct', text: '', button });
  return replies.map(({ text }) => text).join('\n');
}

async function letterKey(played: Play): Promise<string[]> {
  const open = (await papers(played)).find(({ state }) => state === 'open');
  return (open?.questions ?? []).map(({ answer }) => 'ABCD'[answer] ?? '');
}

describe('局内自测', () => {
  it('goes from the editor’s eye to private answers to counts in the group, booked under its own metric', async () => {
    const played = await play('2026-11-16T09:00');
    const { say, pushes, at } = played;
    expect((await say('qinlang', '出一套自测题', direct)).join()).toContain('您的角色不能');
    expect(await say('lianghui', '出3道自测题')).toEqual(['待审的自测卷已私下发给您，请审核。']);
    expect(pushes('direct:lianghui').at(-1)).toMatch(/待审[\s\S]*答案[\s\S]*同意发卷/);
    expect(pushes('direct:qinlang')).toEqual([]);
    expect((await say('lianghui', '同意发卷', direct)).join()).toContain('私下发给10人，11月19日收卷');
    const sent = pushes('direct:qinlang').join();
    expect(sent).toContain('局内自测');
    expect(sent).not.toContain('答案A');
    expect(await say('qinlang', await key(played))).toEqual(['自测答案请私下发给小法，群里不收，这一条没有记分。']);
    expect((await say('qinlang', '1A', direct)).join()).not.toContain('已交卷');
    expect((await say('qinlang', await key(played), direct)).join()).toContain('3题答对3题，合格');
    expect((await say('qinlang', await wrongKey(played), direct)).join()).toContain('您已交过卷（3题答对3题）');
    expect((await say('taoran', await wrongKey(played), direct)).join()).toContain('答对0题，未合格');
    expect((await say('gaoyuan', '自测情况', direct)).join()).toContain('应参加10人，参加2人（20%），合格1人（占参加的50%）');
    await at('2026-11-20T09:00');
    const group = pushes('work').filter(text => text.includes('局内自测结果'));
    expect(group).toHaveLength(1);
    expect(group[0]).not.toMatch(/秦朗|陶然/);
    expect((await say('gaoyuan', '今年局内自测合格率多少', direct)).join()).toContain('50%**（1/2');
    expect((await say('gaoyuan', '今年学法考试合格率多少', direct)).join()).toContain('还没有收集到');
  });

  it('makes up for those who missed or failed with other questions, and both rounds count as one', async () => {
    const played = await play('2026-11-16T09:00');
    const { say } = played;
    await say('lianghui', '出3道自测题', direct);
    await say('lianghui', '同意发卷', direct);
    await say('qinlang', await key(played), direct);
    await say('taoran', await wrongKey(played), direct);
    expect((await say('lianghui', '结束自测', direct)).join()).toMatch(/参加2人（20%），合格1人.*[\s\S]*补测回“出补测卷”/);
    await say('lianghui', '出补测卷', direct);
    const [first, makeup] = await papers(played);
    const asked = new Set(first?.questions.map(({ provisionId }) => provisionId));
    expect(makeup?.questions.filter(({ provisionId }) => asked.has(provisionId))).toEqual([]);
    expect(makeup?.invited).not.toContain('qinlang');
    await say('lianghui', '同意发卷', direct);
    expect((await say('qinlang', '1A2A3A', direct)).join()).toContain('没有要您答');
    await say('taoran', await key(played), direct);
    await say('wenjing', await key(played), direct);
    expect((await say('lianghui', '结束自测', direct)).join()).toContain('应参加10人，参加3人（30%），合格3人（占参加的100%）');
    const booked = (await played.stage.entries()).filter(({ ledger }) => ledger === 'self-quiz');
    expect(booked).toHaveLength(1);
    expect(booked[0]?.metrics.map(({ name, value }) => [name, value])).toEqual([
      ['局内自测', 1],
      ['局内自测应参加人数', 10],
      ['局内自测参加人数', 3],
      ['局内自测合格人数', 3],
    ]);
    expect((await say('lianghui', '出补测卷', direct)).join()).toContain('没有要补测的');
  });

  it('is answered question by question with buttons, each answer kept at once, the last one handing in', async () => {
    const played = await play('2026-11-16T09:00');
    const { say, stage } = played;
    await say('lianghui', '出3道自测题', direct);
    await say('lianghui', '同意发卷', direct);
    const [first = '', second = '', third = ''] = await letterKey(played);
    expect(await press(played, 'qinlang', '逐题作答')).toMatch(/^\*\*第1题\*\*（共3题）[\s\S]+A .+B [\s\S]+答完最后一题自动交卷/);
    expect(await press(played, 'qinlang', first)).toMatch(new RegExp(`^已记第1题选${first} .+，还差2题。\\n\\*\\*第2题`));
    await stage.restart();
    // Another letter changes what was chosen, a letter alone answers the question at hand.
    expect((await say('qinlang', first === 'A' ? '1B' : '1A', direct)).join()).toContain('还差2题');
    expect((await say('qinlang', `1${first}`, direct)).join()).toContain(`已记第1题选${first}`);
    expect((await say('qinlang', second.toLowerCase(), direct)).join()).toContain('**第3题**');
    expect((await say('gaoyuan', '自测情况', direct)).join()).toContain('参加0人');
    expect(await press(played, 'qinlang', third)).toMatch(/\*\*已交卷\*\*｜3题答对3题，合格/);
    expect(await press(played, 'qinlang', third)).toContain('您已交过卷');
    expect((await say('gaoyuan', '自测情况', direct)).join()).toContain('参加1人');
    expect(stage.platform.transcript.since(0).filter(({ conversation, text }) => conversation === 'work' && text.includes('选'))).toEqual([]);
  });

  it('a card of a paper that is closed answers nothing, and what was begun is forgotten with it', async () => {
    const played = await play('2026-11-16T09:00');
    const { say, dumped } = played;
    await say('lianghui', '出3道自测题', direct);
    await say('lianghui', '同意发卷', direct);
    await say('qinlang', '逐题作答', direct);
    await press(played, 'qinlang', 'A');
    expect(await dumped()).toContain('answer-sheet');
    await say('lianghui', '结束自测', direct);
    expect(await dumped()).not.toContain('answer-sheet');
    expect(await press(played, 'qinlang', 'B')).toContain('没有要您答');
    await say('lianghui', '出补测卷', direct);
    await say('lianghui', '同意发卷', direct);
    const { replies } = await played.stage.say({ from: 'qinlang', group: 'direct', text: '', button: { action: 'answer', value: '2026-H2-1:0:0' } });
    expect(replies.map(({ text }) => text)).toEqual(['这一题的自测卷已经收了，没有记。']);
  });

  it('keeps what a string of answers holds and asks for the rest', async () => {
    const played = await play('2026-11-16T09:00');
    const { say } = played;
    await say('lianghui', '出3道自测题', direct);
    await say('lianghui', '同意发卷', direct);
    const [first, second, third] = await letterKey(played);
    expect((await say('qinlang', `1${first}3${third}`, direct)).join()).toMatch(/^已记第1、3题，还差1题。\n\*\*第2题/);
    expect((await say('qinlang', '2Z', direct)).join()).not.toContain('已交卷');
    expect((await say('qinlang', `2${second}`, direct)).join()).toContain('3题答对3题');
  });

  it('sends nothing that was refused, and replaces one question or all of them', async () => {
    const played = await play('2026-11-16T09:00');
    const { say } = played;
    expect((await say('lianghui', '同意发卷', direct)).join()).toContain('没有待审的自测卷');
    await say('lianghui', '出3道自测题', direct);
    const before = (await papers(played))[0]?.questions ?? [];
    await say('lianghui', '换第2题', direct);
    const after = (await papers(played))[0]?.questions ?? [];
    expect(after.map(({ key }, index) => key === before[index]?.key)).toEqual([true, false, true]);
    expect((await say('lianghui', '换第9题', direct)).join()).toContain('没有第9题');
    await say('lianghui', '换一套', direct);
    expect((await papers(played)).map(({ state }) => state)).toEqual(['dropped', 'draft']);
    expect((await say('lianghui', '不发卷', direct)).join()).toContain('已作废');
    expect((await say('qinlang', '1A2B3C', direct)).join()).toContain('没有要您答');
    expect(await say('qinlang', 'ABC')).toEqual([]);
  });
});
