import { describe, expect, it } from 'vitest';
import { type Play, play } from '../helpers/play.ts';
import { unzip } from '../reports/unzip.ts';

async function drafted(): Promise<Play> {
  const scene = await play('2026-11-20T16:20');
  await scene.say('qinlang', '本周走访企业12家，收集问题5条，解决3条');
  await scene.say('lianghui', '生成年度报告');
  return scene;
}

describe('an editor works on the draft in the chat', () => {
  it('writes a part anew, and hears at once which number no record says', async () => {
    const { say, stage } = await drafted();
    const [answer] = await say('lianghui', '走访服务企业部分改成：全年走访企业18家，收集问题5条。');
    expect(answer).toContain('已按您说的改写');
    expect(answer).toContain('出处待核：18家');
    expect(answer).not.toContain('5条');
    expect(JSON.stringify(await stage.drafts())).toMatch(/"edits":\[\{"id":"lianghui","name":"梁慧","at":\d+,"via":"chat"/);
    expect((await say('lianghui', '缺什么材料')).join('')).toContain('出处待核：走访服务企业（18家）');
  });

  it('is asked which part when the words name several or none', async () => {
    const { say } = await drafted();
    expect((await say('lianghui', '第一部分改成：全年工作有序推进。')).join('')).toMatch(/这里有\d+节/);
    expect((await say('lianghui', '航天部分改成：全年工作有序推进。')).join('')).toContain('没有对上是哪一部分');
  });

  it('takes what is new since the edit into it, once', async () => {
    const { say, stage } = await drafted();
    await say('lianghui', '走访服务企业部分改成：走访企业12家，送政策上门。');
    await say('qinlang', '本月走访企业20家，其中新走访8家');
    await say('lianghui', '生成年度报告');
    expect((await say('lianghui', '采纳新增材料')).join('')).toContain('已把新增材料写入');
    expect((await say('lianghui', '采纳新增材料')).join('')).toContain('没有待取舍');
    expect(JSON.stringify(await stage.drafts())).toContain('送政策上门');
  });

  it('lets a marked sentence stand', async () => {
    const { say } = await drafted();
    await say('lianghui', '走访服务企业部分改成：走访企业12家，送政策上门。');
    await say('qinlang', '第1条走访改成13家');
    expect((await say('lianghui', '缺什么材料')).join('')).toContain('待核：走访服务企业');
    expect((await say('lianghui', '就用改稿')).join('')).toContain('去掉待核标记');
    expect((await say('lianghui', '缺什么材料')).join('')).not.toContain('（1120-1');
  });

  it('lists who edited which part and when, also what was taken back since a copy left', async () => {
    const { say, at } = await drafted();
    expect((await say('lianghui', '年度报告谁改过')).join('')).toContain('还没有人改过');
    await say('lianghui', '走访服务企业部分改成：走访企业12家，送政策上门。');
    await say('lianghui', '数据出处表');
    await at('2026-11-23T09:30');
    await say('guchuan', '第二部分改成：主要负责人履职情况待补。');
    await say('lianghui', '开头部分改成：现将有关情况报告如下。');
    await say('lianghui', '走访服务企业部分恢复汇编稿');
    const [all] = await say('gaoyuan', '年度报告谁改过？');
    expect(all).toMatch(/改稿记录[\s\S]*11月23日09:30　梁慧　开头（群里改[\s\S]*11月20日16:20　梁慧　.*走访服务企业（群里改，改的是第1版）/);
    const [part] = await say('lianghui', '走访服务企业部分谁改过');
    expect(part).toContain('1处');
    expect(part).not.toContain('开头');
    expect((await say('lianghui', '年度报告开头谁改过')).join('')).toMatch(/1处\n- 11月23日09:30　梁慧　开头/);
    expect((await say('lianghui', '航天部分谁改过')).join('')).toContain('没有');
  });

  it('is the only one who may', async () => {
    const { say, stage } = await drafted();
    const before = await stage.drafts();
    expect((await say('qinlang', '走访服务企业部分改成：走访企业99家。')).join('')).toContain('不能');
    expect(await stage.drafts()).toEqual(before);
  });
});

describe('a draft on its way', () => {
  it('is frozen while it is read, becomes final with a name and a reason, and says to whom a corrected figure had gone', async () => {
    const { say, stage, pushes } = await drafted();
    expect((await say('lianghui', '定稿')).join('')).toContain('先送审');
    expect((await say('lianghui', '送审')).join('')).toMatch(/已送审[\s\S]*定稿前还有\d+处/);
    await say('qinlang', '本月走访企业20家');
    await say('lianghui', '生成年度报告');
    const [review] = await stage.drafts();
    expect(review?.state).toBe('review');
    expect((await say('lianghui', '定稿')).join('')).toMatch(/还不能定稿[\s\S]*待补/);
    expect((await say('gaoyuan', '定稿，原因：其余科室年底前无此项工作')).join('')).toMatch(/已定稿[\s\S]*其余科室/);
    const [final] = await stage.drafts();
    expect(final).toMatchObject({
      state: 'final',
      steps: [
        { name: '梁慧', to: 'review' },
        { name: '高远', to: 'final', reason: '其余科室年底前无此项工作' },
      ],
    });
    await say('qinlang', '1120-1走访改成13家');
    expect((await stage.drafts())[0]).toEqual(final);
    expect(pushes('direct:lianghui').join('\n')).toMatch(/已发出的第\d+版[\s\S]*高远/);
    expect((await say('lianghui', '走访服务企业部分改成：走访企业13家。')).join('')).toContain('已经定稿');
    expect((await say('lianghui', '退回修改')).join('')).toContain('写明原因');
    expect((await say('lianghui', '退回修改，原因：走访数有更正')).join('')).toContain('已退回修改');
    expect((await say('lianghui', '流转记录')).join('')).toMatch(/送审稿[\s\S]*定稿[\s\S]*退回修改/);
  });
});

describe('the public copy', () => {
  it('is made only of a final that the secrecy officer passed by name, without company names and records', async () => {
    const { say, stage } = await drafted();
    await say('lianghui', '走访服务企业部分改成：走访企业12家，帮助云岭机电有限公司解决用地难题。');
    expect((await say('lianghui', '公开版')).join('')).toContain('还没有定稿');
    await say('lianghui', '送审');
    await say('lianghui', '定稿，原因：其余科室年底前无此项工作');
    expect((await say('lianghui', '公开版')).join('')).toContain('还没有做保密审查');
    expect((await say('lianghui', '保密审查通过')).join('')).toContain('不能');
    expect((await say('duanyan', '保密审查通过')).join('')).toContain('审查人段严');
    expect((await say('lianghui', '公开版')).join('')).toMatch(/公开版已生成[\s\S]*段严[\s\S]*1处企业名称/);
    const file = (await stage.all('outbox')).flatMap(row => row.message.files).find(one => one.name.includes('公开版'));
    const xml = unzip(await stage.render(file ?? { id: '' })).get('word/document.xml') ?? '';
    expect(xml).toContain('帮助某企业解决用地难题');
    expect(xml).toContain('（一）走访服务企业');
    for (const gone of ['云岭机电', '数据出处表', '1120-1', '待补', '初稿', '行政执法']) expect(xml).not.toContain(gone);
  });
});
