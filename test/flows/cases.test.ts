import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/domain/case.ts';
import { type Play, play } from '../helpers/play.ts';

async function caseNumber(stage: Play['stage'], number: number): Promise<Case> {
  const { rows } = await stage.store.read({ bureau: stage.bureau.id }, reader => reader.find('case', { index: 'byNumber', equals: [number] }));
  const [found] = rows;
  if (!found) throw new Error(`no case ${number}`);
  return found;
}

const way = (found: Case): string[] => found.steps.map(step => step.state);

describe('a demand of a company is followed until it is done', () => {
  it('becomes a case by being reported, and goes on by a message in the group', async () => {
    const { say, stage, at } = await play('2026-11-16T09:20');
    expect((await say('qinlang', '云帆示例机电反映用电增容慢'))[0]).toMatch(/已建\*\*事项1\*\*（企业诉求·收集）/);
    await at('2026-11-17T10:00');
    const [referred] = await say('qinlang', '1号诉求已转办审批科');
    expect(referred).toMatch(/收集 → \*\*转办\*\*/);
    expect(referred).toContain('由投资审批科承办');
    await at('2026-11-20T10:00');
    expect((await say('shaobing', '事项1办结了，已和供电所对接好'))[0]).toContain('已办完');
    const found = await caseNumber(stage, 1);
    expect(way(found)).toEqual(['collected', 'referred', 'answered']);
    expect(found.steps.map(step => `${step.on} ${step.by.name}`)).toEqual(['2026-11-16 秦朗', '2026-11-17 秦朗', '2026-11-20 邵兵']);
    expect((await stage.entries()).map(entry => entry.progress)).toEqual(['已反馈']);
  });

  it.each(['云帆示例机电那个诉求办结了', '那个诉求已办结', '事项1：已办结'])('“%s” is understood', async text => {
    const { say, stage } = await play('2026-11-16T09:20');
    await say('qinlang', '云帆示例机电反映用电增容慢');
    expect((await say('qinlang', text))[0]).toContain('反馈');
    expect((await caseNumber(stage, 1)).status).toBe('closed');
    expect(await stage.entries()).toHaveLength(1);
  });

  it('by quoting the report', async () => {
    const { say, stage } = await play('2026-11-16T09:20');
    await say('qinlang', '云帆示例机电反映用电增容慢', { id: 'm-quoted' });
    await stage.say({ from: 'taoran', text: '已转办住建部门', quote: { text: '云帆示例机电反映用电增容慢', messageId: 'm-quoted' } });
    expect((await caseNumber(stage, 1)).state).toBe('referred');
  });

  it('keeps what is said without a new state as progress', async () => {
    const { say, stage } = await play('2026-11-16T09:20');
    await say('qinlang', '云帆示例机电反映用电增容慢');
    expect((await say('qinlang', '事项1：正在和供电公司协商方案'))[0]).toContain('已记进展');
    expect((await caseNumber(stage, 1)).steps.at(-1)?.note).toContain('协商方案');
  });

  it('cannot be moved by another 科室, nor where its kind does not go', async () => {
    const { say, stage } = await play('2026-11-16T09:20');
    await say('qinlang', '云帆示例机电反映用电增容慢');
    expect((await say('yezhou', '事项1办结了'))[0]).toContain('您不能改');
    expect((await say('qinlang', '事项1企业评价满意'))[0]).toMatch(/不能直接到“评价”.*梳理、交办、转办、反馈/s);
    expect((await caseNumber(stage, 1)).steps).toHaveLength(1);
  });

  it('is asked about when two fit', async () => {
    const { say, stage } = await play('2026-11-16T09:20');
    await say('qinlang', '云帆示例机电反映用电增容慢');
    await say('qinlang', '晨星示例科技反映招工难');
    expect((await say('qinlang', '那个诉求办结了'))[0]).toMatch(/哪一件.*事项1.*事项2/s);
    expect((await say('qinlang', '晨星示例科技那个诉求办结了'))[0]).toContain('事项2');
    expect((await caseNumber(stage, 1)).status).toBe('open');
  });

  it('names no company in a list for the group; its 科室 sees it alone with the bot', async () => {
    const { say } = await play('2026-11-16T09:20');
    await say('qinlang', '云帆示例机电反映用电增容慢', { group: 'direct' });
    for (const text of ['还没办完的事有哪些', '事项清单', '事项1']) {
      const answer = (await say('gaoyuan', text, { group: 'leaders' })).join();
      expect(answer).toContain('事项1');
      expect(answer).not.toContain('云帆');
    }
    expect((await say('yezhou', '事项清单', { group: 'direct' })).join()).not.toContain('云帆');
    expect((await say('qinlang', '事项清单', { group: 'direct' })).join()).toContain('云帆');
  });

  it('goes with its entry: withdrawn, restored, purged', async () => {
    const { say, stage, dumped } = await play('2026-11-16T09:20');
    await say('qinlang', '云帆示例机电反映用电增容慢');
    await say('qinlang', '撤回1116-1');
    expect((await caseNumber(stage, 1)).status).toBe('withdrawn');
    expect((await say('qinlang', '事项1办结了'))[0]).toContain('已经撤销');
    await say('qinlang', '恢复1116-1');
    expect((await caseNumber(stage, 1)).status).toBe('open');
    await say('qinlang', '事项1转办，和云帆示例机电说好了');
    await say('qinlang', '撤回并清除1116-1');
    expect(await dumped()).not.toContain('云帆');
  });

  it('counted work opens no case, and a figure is no number of a case', async () => {
    const { say, stage } = await play('2026-11-16T09:20');
    await say('qinlang', '本周走访企业12家，收集问题5条，当场解决3条');
    await say('qinlang', '诉求3条已办结');
    expect(await stage.store.read({ bureau: stage.bureau.id }, reader => reader.count('case', { index: 'byNumber' }))).toBe(0);
  });

  it('says when there is no such case', async () => {
    const { say, stage } = await play('2026-11-16T09:20');
    expect((await say('qinlang', '事项7办结'))[0]).toContain('没有事项7');
    expect(await stage.entries()).toEqual([]);
  });
});

describe('hazards, proposals and documents have due dates with their basis', () => {
  it('a hazard is due when the inspectors said, and closed by 复查合格', async () => {
    const { say, stage } = await play('2026-10-12T09:20');
    expect((await say('leiming', '检查示例民爆仓库发现隐患1处，责令10月30日前整改'))[0]).toContain('执法检查整改·责令整改');
    expect((await say('leiming', '事项1', { group: 'direct' }))[0]).toContain('整改期限10月30日');
    expect((await say('leiming', '那个隐患今天复查合格了'))[0]).toContain('复查合格');
    expect((await caseNumber(stage, 1)).status).toBe('closed');
    expect((await stage.entries())[0]?.progress).toBe('已复查合格');
  });

  it('a proposal is due three months after it was assigned, six when it is a hard one', async () => {
    const { say } = await play('2026-03-16T09:20');
    const [answer] = await say('shenlan', '新事项：建议提案，《关于扶持示例产业的提案》，已交办');
    expect(answer).toMatch(/办复期限6月16日.*代表法第五十一条/s);
    expect((await say('shenlan', '事项1涉及面广，按6个月办'))[0]).toMatch(/9月16日.*已按延长/s);
  });

  it('a document that was filed is closed, and its validity still runs', async () => {
    const { say, at } = await play('2026-03-16T09:20');
    await say('guchuan', '新事项：规范性文件，《青禾区示例奖补办法》起草');
    for (const text of ['事项1征求意见', '事项1送审', '事项1公平竞争审查通过', '事项1已印发，有效期5年']) await say('guchuan', text);
    await at('2026-03-20T09:20');
    expect((await say('guchuan', '事项1已报备'))[0]).toMatch(/已办完.*有效期至2031年3月15日/s);
    expect((await say('guchuan', '事项清单', { group: 'direct' })).join()).toContain('没有跟踪着的事项');
  });

  it('reminds the owner privately, not the group', { timeout: 60_000 }, async () => {
    const { say, at, pushes } = await play('2026-03-16T09:20');
    await say('shenlan', '新事项：建议提案，《关于扶持示例产业的提案》，已交办');
    await at('2026-06-17T18:00');
    expect(pushes('direct:shenlan').join()).toMatch(/事项1.*办复/s);
    expect(pushes('work').join()).not.toContain('事项1');
  });
});
