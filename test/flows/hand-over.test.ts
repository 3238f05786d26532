import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { readHandOver } from '../../src/ledgers/cases/hand-over.ts';
import { type Play, play } from '../helpers/play.ts';

async function openCasesOf({ store, bureau }: Play['stage']): Promise<Case[]> {
  const { rows } = await store.read({ bureau: bureau.id }, reader => reader.find('case', { index: 'byStatus', equals: ['open'] }));
  return rows;
}

const owners = async (stage: Play['stage']): Promise<string[]> =>
  (await openCasesOf(stage)).sort((a, b) => a.number - b.number).map(found => `${found.number} ${found.owner.name} ${found.handler ?? '-'}`);

describe('whose open cases are handed to whom', () => {
  it.each([
    ['我的事项都交给陶然', { from: null, to: '陶然', number: null }],
    ['把我手上没办完的事项全部移交给陶然', { from: null, to: '陶然', number: null }],
    ['秦朗的事项都交给陶然。', { from: '秦朗', to: '陶然', number: null }],
    ['秦朗名下的所有事项转给陶然', { from: '秦朗', to: '陶然', number: null }],
    ['事项12交给陶然', { from: null, to: '陶然', number: 12 }],
  ])('%s', (text, expected) => {
    expect(readHandOver(text)).toEqual(expected);
  });

  it.each(['事项12转给审批科', '我的事项', '走访问题交给住建局3个', '把材料交给陶然'])('%s is none', text => {
    expect(readHandOver(text)).toBeNull();
  });
});

describe('somebody who leaves hands over everything that is open', () => {
  async function begun(): Promise<Play> {
    const scene = await play('2026-11-16T09:20');
    await scene.say('qinlang', '云帆示例机电反映用电增容慢');
    await scene.say('qinlang', '新事项：企业诉求，海棠示例化工反映招工难');
    return scene;
  }

  it('and whoever takes over is told and owns them from then on', async () => {
    const { say, stage } = await begun();
    const replies = await say('qinlang', '我的事项都交给陶然');
    expect(replies.join('\n')).toContain('已移交2件给陶然');
    expect(await owners(stage)).toEqual(['1 陶然 -', '2 陶然 -']);
    expect((await openCasesOf(stage))[0]?.steps.at(-1)).toMatchObject({ note: '秦朗移交给陶然', by: { name: '秦朗' } });
  });

  it('one by its number, also to another 科室, which then may move it', async () => {
    const { say, stage } = await begun();
    await say('qinlang', '事项2交给邵兵');
    expect(await owners(stage)).toEqual(['1 秦朗 -', '2 邵兵 投资审批科']);
    expect((await say('shaobing', '事项2办结了'))[0]).toContain('已办完');
  });

  it('the 材料员 may do it for a colleague, another 科室 may not, and nobody unknown gets any', async () => {
    const { say, stage } = await begun();
    expect((await say('yezhou', '秦朗的事项都交给叶舟'))[0]).toContain('您不能移交');
    expect((await say('qinlang', '我的事项都交给张无名'))[0]).toContain('花名册里没有');
    expect(await owners(stage)).toEqual(['1 秦朗 -', '2 秦朗 -']);
    expect((await say('taoran', '秦朗的事项都交给陶然'))[0]).toContain('已移交2件');
    expect((await say('qinlang', '我的事项都交给陶然'))[0]).toContain('没有没办完的事项');
  });
});
