import { describe, expect, it } from 'vitest';
import { type Play, play } from '../helpers/play.ts';
import { unzip } from '../reports/unzip.ts';
import { editedWord, run } from '../reports/word-edits.ts';

const old = `示例区工业和信息化局
关于2025年法治政府建设情况的报告

区委、区政府：
2025年，我局按照《示例区法治建设规划（2021—2025年）》要求推进各项工作。
一、服务企业
组织干部下沉一线。截止目前，共走访企业312家次，收集问题88条，已解决81条，其中帮助解决用工问题9条。
局长陈某某带头联系企业。
二、普法宣传
（一）集中宣传
3月15日开展咨询活动，接待40人次。共发放宣传资料1000余份。全年开展“送法进园区”活动，向企业赠书60套。
（二）干部学法
坚持会前学法。
三、2026年打算
计划走访企业400家次，进一步规范执法。

示例区工业和信息化局
2026年1月12日`;

async function carried(): Promise<Play & { answer: string }> {
  const scene = await play('2026-11-20T16:20');
  await scene.say('qinlang', '今年累计走访企业330家次，收集问题90条，解决85条');
  await scene.say('guchuan', '11月18日开展普法宣传活动1场，发放宣传资料800余份');
  const answer = await scene.say('lianghui', '', { file: { name: '2025年报告.txt', text: old } });
  return { ...scene, answer: answer.join('\n') };
}

async function wordOf({ stage }: Play): Promise<{ bytes: Uint8Array; xml: string }> {
  const [draft] = (await stage.drafts()).filter(one => one.carriedFrom);
  if (!draft) throw new Error('no draft was carried over');
  const bytes = await stage.render(stage.draftFile(draft));
  return { bytes, xml: unzip(bytes).get('word/document.xml') ?? '' };
}

const textOf = (xml: string): string => xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, '');
const grey = '<w:color w:val="808080"/>';

describe('last year’s report dropped into the chat', () => {
  it('comes back as this year’s draft in the same headings and paragraphs, in Word, with its sources', async () => {
    const scene = await carried();
    expect(scene.answer).toContain('已照老稿结构起草');
    const files = (await scene.stage.all('outbox')).flatMap(row => row.message.files.map(file => file.name));
    expect(files).toEqual(
      expect.arrayContaining([expect.stringMatching(/关于2026年法治政府建设情况的报告（初稿）\.docx/), expect.stringContaining('数据出处表')]),
    );
    const lines = textOf((await wordOf(scene)).xml).split('\n');
    const order = [
      '2026年，我局',
      '一、服务企业',
      '组织干部下沉一线',
      '局长陈某某',
      '二、普法宣传',
      '（一）集中宣传',
      '发放宣传资料',
      '（二）干部学法',
      '坚持会前学法',
      '三、2027年打算',
    ];
    const places = order.map(words => lines.findIndex(line => line.includes(words)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(lines.join('')).not.toContain('1月12日');
  });

  it('has each old figure as this year’s total with its records, or as a blank for the 科室, and no old figure left', async () => {
    const scene = await carried();
    const text = textOf((await wordOf(scene)).xml);
    expect(text).toContain('走访企业330家次，收集问题90条，已解决85条，其中帮助解决用工问题〔待补：企业服务科〕条。');
    expect(text).toContain('发放宣传资料800余份');
    expect(text).toContain('〔待补：日期〕开展咨询活动');
    expect(text).toContain('计划走访企业〔待补：');
    for (const gone of ['312', '40人次', '88条', '1000余份', '60套', '400家', '3月15日', '截止']) expect(text).not.toContain(gone);
    const [explained] = await scene.say('lianghui', '收集问题90条这个数怎么来的');
    expect(explained).toMatch(/收集问题90条[\s\S]*秦朗/);
  });

  it('flags what expired, campaigns and names, in the answer and in the text', async () => {
    const scene = await carried();
    const text = textOf((await wordOf(scene)).xml);
    expect(text).toContain('〔不照搬：《示例区法治建设规划（2021—2025年）》已到期〕');
    expect(text).toContain('〔不照搬：“送法进园区”今年是否仍在开展〕');
    expect(text).toContain('〔不照搬：人名请核实〕');
    expect(scene.answer).toContain('1处有人名，请核实');
  });

  it('is grey until an editor accepts it in the chat, flagged sentences only where their part is named', async () => {
    const scene = await carried();
    expect((await wordOf(scene)).xml.split(grey).length).toBeGreaterThan(8);
    const [answer] = await scene.say('lianghui', '采纳全部沿用句');
    expect(answer).toContain('已采纳老稿原话');
    const after = await wordOf(scene);
    expect(after.xml).toContain(grey);
    expect(after.xml).not.toMatch(new RegExp(`${grey}(?:(?!</w:r>).)*坚持会前学法`));
    await scene.say('lianghui', '第二部分采纳沿用句');
    expect((await wordOf(scene)).xml).not.toMatch(new RegExp(`${grey}(?:(?!</w:r>).)*送法进园区`));
    expect((await wordOf(scene)).xml).toMatch(new RegExp(`${grey}(?:(?!</w:r>).)*陈某某`));
  });

  it('cannot become final while sentences are grey or figures blank', async () => {
    const scene = await carried();
    await scene.say('lianghui', '送审');
    const [refused] = await scene.say('lianghui', '定稿');
    expect(refused).toContain('还不能定稿');
    expect(refused).toMatch(/老稿原话未采纳（句）：开头/);
    expect(refused).toMatch(/数字待补：一、服务企业（企业服务科）/);
  });

  it('may be signed with a reason, but is not made public with blanks', async () => {
    const scene = await carried();
    await scene.say('lianghui', '送审');
    expect((await scene.say('lianghui', '定稿，原因：先报送，数字随后补')).join('')).toContain('已定稿');
    await scene.say('duanyan', '保密审查通过');
    expect((await scene.say('lianghui', '公开版')).join('')).toContain('没有填');
  });

  it('takes what came back without its grey as accepted and what was written anew as the editor’s', async () => {
    const scene = await carried();
    const { bytes } = await wordOf(scene);
    const edited = editedWord(bytes, xml =>
      xml.replace(new RegExp(`${grey}((?:(?!</w:r>).)*坚持会前学法)`), '$1').replace('组织干部下沉一线。', '实行一企一策。'),
    );
    const [answer] = await scene.say('lianghui', '', { file: { name: '改稿.docx', bytes: edited } });
    expect(answer).toContain('已并入梁慧的改稿');
    expect(answer).toContain('采纳老稿原话1句：（二）干部学法');
    const { xml } = await wordOf(scene);
    expect(xml).not.toMatch(new RegExp(`${grey}(?:(?!</w:r>).)*(?:坚持会前学法|实行一企一策)`));
    expect(xml).toMatch(new RegExp(`${grey}(?:(?!</w:r>).)*共走访企业`));
  });

  it('changes nothing when the file comes back as it went', async () => {
    const scene = await carried();
    const before = await scene.stage.drafts();
    const [answer] = await scene.say('lianghui', '', { file: { name: '原样.docx', bytes: (await wordOf(scene)).bytes } });
    expect(answer).toContain('没有看到改动');
    expect(await scene.stage.drafts()).toEqual(before);
  });

  it('brings the figures up to date each week, also in accepted sentences, and leaves what was edited', async () => {
    const scene = await carried();
    await scene.say('lianghui', '采纳全部沿用句');
    await scene.say('lianghui', '干部学法部分改成：每月组织一次集体学法。');
    await scene.at('2026-11-26T16:00');
    await scene.say('qinlang', '11月26日走访企业5家次');
    await scene.at('2026-11-30T18:00');
    const { xml } = await wordOf(scene);
    expect(textOf(xml)).toContain('共走访企业335家次');
    expect(textOf(xml)).toContain('每月组织一次集体学法。');
    expect(xml).not.toMatch(new RegExp(`${grey}(?:(?!</w:r>).)*共走访企业`));
  });

  it('marks its sentences when a record behind them is corrected', async () => {
    const scene = await carried();
    const [answer] = await scene.say('guchuan', '发放宣传资料改成900份');
    expect(answer).toContain('已更正');
    expect((await scene.say('lianghui', '第二部分写得怎么样了')).join('')).toMatch(/待核：.*宣传资料/);
  });

  it('is told apart from the compiled report of the same title when it comes back', async () => {
    const scene = await carried();
    await scene.say('lianghui', '生成年度报告');
    const edited = editedWord((await wordOf(scene)).bytes, xml => xml.replace('坚持会前学法。', '坚持会前学法制度。'));
    const [answer] = await scene.say('lianghui', '', { file: { name: '改稿.docx', bytes: edited } });
    expect(answer).toContain('（二）干部学法');
  });

  it('is dropped as a Word file of another program just the same', async () => {
    const scene = await play('2026-11-20T16:20');
    const body = old
      .split('\n')
      .map(line => `<w:p>${run(line)}</w:p>`)
      .join('');
    const { stage } = scene;
    await scene.say('lianghui', '生成年度报告');
    const [draft] = await stage.drafts();
    if (!draft) throw new Error('no draft');
    const word = editedWord(await stage.render(stage.draftFile(draft)), xml => xml.replace(/<w:body>[\s\S]*<w:sectPr/, `<w:body>${body}<w:sectPr`));
    const [answer] = await scene.say('lianghui', '', { file: { name: '去年.docx', bytes: word } });
    expect(answer).toContain('已照老稿结构起草');
  });
});
