import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';
import { excelOf, gbkPdf, printed } from '../helpers/sample-files.ts';

const rule = [
  '青禾区苗木款项支付办法',
  '第一条　为了及时支付苗木款项，维护苗圃经营者的合法权益，制定本办法。',
  '第二条　购买苗木的单位应当自交付之日起四十五日内支付苗木款项。',
  '第三条　本办法自2026年3月1日起施行。',
];
const pdf = (): { name: string; bytes: Uint8Array } => ({ name: '办法.pdf', bytes: gbkPdf([printed(rule)]) });
const question = '苗木款项多少日内支付';

describe('an editor sends a policy to the chat', () => {
  it('adds it at once when 入库 is written beside it, tells what was read, and answers from it', async () => {
    const scene = await play('2026-11-20T09:20');
    const [told] = await scene.say('lianghui', '请入库', { file: pdf() });
    expect(told).toContain('已入库');
    expect(told).toContain('青禾区苗木款项支付办法');
    expect(told).toContain('读入3条');
    expect(told).toContain('2026年3月1日');
    const [answer] = await scene.say('qinlang', question);
    expect(answer).toContain('四十五日');
    expect(answer).toContain('第二条');
    await scene.say('lianghui', question);
    const [original] = await scene.say('lianghui', '看原文');
    expect(original).toContain('第二条');
  });

  it('is asked what it is for when nothing is said, and adds it on 入库', async () => {
    const scene = await play('2026-11-20T09:20');
    const [asked] = await scene.say('lianghui', '', { file: pdf() });
    expect(asked).toMatch(/入库.*换数/s);
    const [told] = await scene.say('lianghui', '入库');
    expect(told).toContain('已入库');
  });

  it('reads it as an old report on 换数', async () => {
    const scene = await play('2026-11-20T09:20');
    await scene.say('lianghui', '', { file: pdf() });
    const [told] = await scene.say('lianghui', '换数');
    expect(told).toContain('老稿已读');
  });

  it('goes on reading a report as a report, without a question', async () => {
    const scene = await play('2026-11-20T09:20');
    const text = '青禾区工业和信息化局2025年法治政府建设工作总结\n一、服务企业\n全年走访企业200家，收集问题80条。';
    const [told] = await scene.say('lianghui', '', { file: { name: '去年总结.txt', text } });
    expect(told).toContain('老稿已读');
  });

  it('makes a passage of each row of a policy list', async () => {
    const scene = await play('2026-11-20T09:20');
    const bytes = await excelOf('惠企政策', [
      ['青禾区惠企政策清单', null, null],
      ['政策名称', '支持标准', '受理科室'],
      ['苗圃大棚补助', '每亩补助三千元', '企业服务科'],
      ['苗木冷链贴息', '按年利率百分之二贴息', '经济运行科'],
    ]);
    const [told] = await scene.say('lianghui', '入库', { file: { name: '清单.xlsx', bytes } });
    expect(told).toContain('青禾区惠企政策清单');
    const hits = scene.stage.runtime.corpus.search('苗圃大棚补助标准', { bureau: scene.stage.bureau, asOf: '2026-11-20', limit: 1 });
    expect(hits[0]?.text).toContain('每亩补助三千元');
    expect(hits[0]?.text).not.toContain('贴息');
  });

  it('says that the same document is there already', async () => {
    const scene = await play('2026-11-20T09:20');
    await scene.say('lianghui', '入库', { file: pdf() });
    const [told] = await scene.say('lianghui', '入库', { file: pdf() });
    expect(told).toContain('没有重复入库');
  });

  it('tells whoever asked in vain that there is an answer now', async () => {
    const scene = await play('2026-11-20T09:20');
    const [before] = await scene.say('qinlang', question);
    expect(before).not.toContain('四十五日');
    await scene.say('lianghui', '入库', { file: pdf() });
    expect(JSON.stringify(await scene.stage.all('outbox'))).toContain('文件库里现在有依据了');
  });
});

describe('who may add documents', () => {
  it('an admin may, though no reports are theirs to draft', async () => {
    const scene = await play('2026-11-20T09:20');
    const [asked] = await scene.say('dingyi', '', { file: pdf() });
    expect(asked).toContain('入库');
    expect(asked).not.toContain('换数');
    const [told] = await scene.say('dingyi', '入库');
    expect(told).toContain('已入库');
  });

  it.each(['qinlang', 'gaoyuan'])('%s may not', async name => {
    const scene = await play('2026-11-20T09:20');
    const [told] = await scene.say(name, '入库', { file: pdf() });
    expect(told).toContain('您的角色不能把文件入库');
    expect(scene.stage.runtime.corpus.documents('default').map(({ title }) => title)).not.toContain('青禾区苗木款项支付办法');
  });

  it('a marked document is refused and not kept', async () => {
    const scene = await play('2026-11-20T09:20');
    const secret = ['机密★1年', ...rule];
    const [told] = await scene.say('lianghui', '入库', { file: { name: '办法.pdf', bytes: gbkPdf([printed(secret)]) } });
    expect(told).toContain('不宜在群内处理');
    expect(scene.filesWith('四十五日')).toEqual([]);
  });

  it('a scanned document is refused with what to do', async () => {
    const scene = await play('2026-11-20T09:20');
    const [told] = await scene.say('lianghui', '入库', { file: { name: '扫描.pdf', bytes: gbkPdf([[], []]) } });
    expect(told).toMatch(/扫描件.*OCR/);
  });
});

describe('a spreadsheet in the chat', () => {
  it.each(['qinlang', 'lianghui'])('%s is told how its figures get in, and nothing is kept', async from => {
    const scene = await play('2026-11-20T09:20');
    const [told] = await scene.say(from, '', { file: { name: '统计表.xlsx', bytes: new Uint8Array([80, 75, 3, 4]) } });
    expect(told).toMatch(/“统计表.xlsx”没有导入.*直接粘贴成文字.*import.*入库/s);
    expect(await scene.stage.entries()).toEqual([]);
  });
});
