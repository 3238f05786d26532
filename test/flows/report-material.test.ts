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
