import { describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { type Play, play } from '../helpers/play.ts';
import { unzip } from '../reports/unzip.ts';

async function drafted(): Promise<Play> {
  const scene = await play('2026-11-20T16:20');
  await scene.say('qinlang', '本周走访企业12家，收集问题5条，解决3条');
  await scene.say('shaobing', '本周网上备案办结6个');
  await scene.say('lianghui', '生成年度报告');
  return scene;
}

function wordText(xml: string | undefined): string {
  return (xml?.match(/<w:t[^>]*>[^<]*/g) ?? []).map(part => part.replace(/<w:t[^>]*>/, '')).join('');
}

async function fileText({ stage }: Play, id: string): Promise<string> {
  return wordText(unzip(await stage.render({ id })).get('word/document.xml'));
}

describe('on the day when opinions are due', () => {
  it('a 科室 that has not answered is reminded privately, once, and the editor hears who is missing', async () => {
    const { say, pushes, at } = await drafted();
    await say('lianghui', '年度报告征求意见，11月25日前反馈');
    await say('taoran', '无意见', { group: 'direct' });
    await at('2026-11-24T18:00');
    const before = pushes('direct:zhouting').join('');
    expect(before).not.toContain('反馈意见');
    await at('2026-11-26T18:00');
    const reminded = ['taoran', 'qinlang'].map(id => pushes(`direct:${id}`).join('\n'));
    for (const text of reminded) expect(text).not.toContain('还没有反馈');
    const told = pushes('direct:lianghui').join('\n');
    expect(told).toMatch(/征求意见“\d+个科室未反馈：.*投资审批科.*”，11月25日到期，\*\*今天是最后一个工作日\*\*/);
    expect(told.match(/个科室未反馈/g)).toHaveLength(1);
    const asked = pushes('direct:shaobing').join('\n');
    expect(asked).toMatch(/反馈意见：.*还没有反馈.*今天是最后一个工作日[\s\S]*回“无意见”或“意见：……”/);
  });
});

describe('an editor asks the 科室 about their own parts', () => {
  it('each gets its own paragraphs privately, with the day, and nobody else’s', async () => {
    const { say, pushes } = await drafted();
    const [answer] = await say('lianghui', '年度报告征求意见，12月4日前反馈');
    expect(answer).toMatch(/已征求意见.*12月4日前反馈/);
    expect(answer).toContain('企业服务科');
    const letter = pushes('direct:taoran').join('\n');
    expect(letter).toMatch(/走访企业12家[\s\S]*回“无意见”/);
    expect(letter).toContain('12月4日前');
    expect(letter).not.toContain('网上备案');
  });

  it('is told every comment, who has not answered, and when all have', async () => {
    const { say, pushes, stage } = await drafted();
    await say('lianghui', '年度报告征求意见');
    const others = (await stage.drafts())[0]?.consultations?.[0]?.asked.map(asked => asked.department) ?? [];
    expect(others).toContain('企业服务科');
    expect((await say('taoran', '意见：“走访企业12家”后面加上“其中规上企业5家”', { group: 'direct' })).join('')).toContain('已转编辑');
    expect(pushes('direct:lianghui').join('\n')).toMatch(/企业服务科陶然对.*其中规上企业5家/);
    const status = (await say('lianghui', '征求意见情况')).join('');
    expect(status).toContain('企业服务科：1条意见，待定采纳情况');
    expect(status).toMatch(/投资审批科：未反馈/);
  });

  it('says what became of each comment, with a reason where it is not taken, in a table to file', async () => {
    const scene = await drafted();
    const { say } = scene;
    await say('lianghui', '年度报告征求意见');
    await say('taoran', '意见：加上规上企业数', { group: 'direct' });
    expect((await say('lianghui', '不采纳企业服务科的意见')).join('')).toContain('写明理由');
    expect((await say('lianghui', '不采纳企服科的意见，理由：台账没有分规模')).join('')).toContain('未采纳（台账没有分规模）');
    expect((await say('lianghui', '意见采纳情况表')).join('')).toContain('意见采纳情况表');
    const text = await fileText(scene, 'opinions-docx:annual:2026');
    expect(text).toMatch(/企业服务科.*陶然，11月20日加上规上企业数未采纳台账没有分规模/);
    expect(text).toContain('未反馈');
    expect((await scene.stage.render({ id: 'opinions-xlsx:annual:2026' })).length).toBeGreaterThan(1000);
  });

  it('takes 无意见 in a word, and a later comment in its place', async () => {
    const { say, stage } = await drafted();
    await say('lianghui', '年度报告征求意见');
    expect((await say('taoran', '无意见', { group: 'direct' })).join('')).toContain('无意见');
    await say('taoran', '意见：数字请再核', { group: 'direct' });
    expect((await say('taoran', '无意见', { group: 'direct' })).join('')).toContain('已登记');
    const asked = (await stage.drafts())[0]?.consultations?.[0]?.asked.find(one => one.department === '企业服务科');
    expect(asked?.opinions.map(opinion => opinion.text)).toEqual(['数字请再核']);
  });

  it('“没意见” between colleagues is nobody’s answer while nothing is asked', async () => {
    const { say } = await drafted();
    expect(await say('taoran', '没意见')).toEqual([]);
    expect((await say('taoran', '意见：加一句', { group: 'direct' })).join('')).toContain('没有请您科室反馈');
    expect((await say('qinlang', '年度报告征求意见')).join('')).toContain('不能');
  });

  it('keeps the round through the next compilation', async () => {
    const { say, stage } = await drafted();
    await say('lianghui', '年度报告征求意见');
    await say('qinlang', '本月走访企业20家');
    await say('lianghui', '生成年度报告');
    expect((await stage.drafts())[0]?.consultations).toHaveLength(1);
  });
});

describe('a draft on its way to the signature', () => {
  it('goes from 科室 to the deputy, the principal and up, each step with name and day', async () => {
    const { say, at } = await drafted();
    await say('lianghui', '年度报告征求意见');
    expect((await say('lianghui', '送分管领导审核')).join('')).toContain('已送分管领导审核');
    await at('2026-11-23T09:00');
    expect((await say('lianghui', '年度报告送局长审定')).join('')).toContain('已送局长审定');
    expect((await say('lianghui', '年度报告已报送')).join('')).toContain('还没有定稿');
    await say('gaoyuan', '年度报告定稿，原因：其余科室年底前无此项工作');
    expect((await say('lianghui', '年度报告已报送')).join('')).toContain('已登记报送');
    const way = (await say('lianghui', '年度报告流转记录')).join('');
    expect(way).toMatch(/征求科室意见[\s\S]*送分管领导审核[\s\S]*11月23日　梁慧　送局长审定[\s\S]*高远　定稿[\s\S]*报送/);
  });

  it('gives the proof only when nothing is open', async () => {
    const { say } = await drafted();
    expect((await say('lianghui', '送审清样')).join('')).toMatch(/还不能出清样[\s\S]*待补/);
  });

  it('carries number, signatory and day of signing, also a final', async () => {
    const letterhead: Bureau['letterhead'] = { mark: '青禾区工业和信息化局文件', code: '青工信' };
    const scene = await play('2026-11-20T16:20', { letterhead });
    const { say, stage } = scene;
    await say('qinlang', '本周走访企业12家');
    await say('lianghui', '生成年度报告');
    await say('lianghui', '送审');
    await say('gaoyuan', '定稿，原因：年底前无其他工作');
    expect((await say('lianghui', '年度报告文号青工信[2026]012号')).join('')).toContain('发文字号青工信〔2026〕12号');
    await say('lianghui', '签发人高远');
    expect((await say('lianghui', '成文日期11月20日')).join('')).toContain('成文日期2026年11月20日');
    await say('lianghui', '年度报告附件：1.重点任务完成情况表；2.普法责任清单');
    const [final] = await stage.drafts();
    const text = await fileText(scene, `draft:annual:2026@${final?.revision}`);
    expect(text).toMatch(/^青禾区工业和信息化局文件青工信〔2026〕12号签发人：高远/);
    expect(text).toMatch(/附件：1\.重点任务完成情况表2\.普法责任清单青禾区工业和信息化局2026年11月20日$/);
    expect((await say('qinlang', '年度报告文号青工信〔2026〕13号')).join('')).toContain('不能');
  });

  it('has its sources apart: as a file, as a table, or as comments', async () => {
    const scene = await drafted();
    const { say } = scene;
    expect((await say('lianghui', '数据出处表')).join('')).toContain('出处只供核对');
    await say('lianghui', '数据出处表Excel');
    await say('lianghui', '带批注的初稿');
    expect(await fileText(scene, 'draft:annual:2026@1')).not.toContain('数据出处表');
    expect(await fileText(scene, 'sources:annual:2026@1')).toContain('1120-1 12家');
    expect(wordText(unzip(await scene.stage.render({ id: 'comments:annual:2026@1' })).get('word/comments.xml'))).toContain('走访企业12家');
    expect((await scene.stage.render({ id: 'source-table:annual:2026@1' })).length).toBeGreaterThan(1000);
  });
});
