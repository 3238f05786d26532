import { describe, expect, it } from 'vitest';
import { type Play, play } from '../helpers/play.ts';
import { editedWord, run } from '../reports/word-edits.ts';

async function year(): Promise<Play> {
  const scene = await play('2026-11-20T16:20');
  await scene.say('qinlang', '本周走访企业12家，收集问题5条，解决3条');
  await scene.say('lianghui', '周三组织学习《行政处罚法》，35人参加');
  await scene.say('lianghui', '生成年度报告');
  return scene;
}

/** The file as the chat gave it, after somebody worked on it. */
async function returned({ stage }: Play, change: (xml: string) => string): Promise<Uint8Array> {
  const [draft] = await stage.drafts();
  if (!draft) throw new Error('no draft');
  return editedWord(await stage.render(stage.draftFile(draft)), change);
}

const reworded = (xml: string): string => xml.replace('走访企业12家', '走访企业12家，逐户送政策');

describe('an editor hands the Word file back in the chat', () => {
  it('finds the words in the next draft, and who wrote them', async () => {
    const scene = await year();
    const bytes = await returned(scene, reworded);
    const [answer] = await scene.say('lianghui', '', { file: { name: '年度报告（改）.docx', bytes } });
    expect(answer).toContain('已并入梁慧的改稿');
    expect(answer).toContain('走访服务企业');
    await scene.say('lianghui', '生成年度报告');
    const text = JSON.stringify(await scene.stage.drafts());
    expect(text).toContain('逐户送政策');
    expect(text).toMatch(/"edits":\[\{"id":"lianghui","name":"梁慧"/);
  });

  it('learns that its file was of an older version, and that nothing newer was covered', async () => {
    const scene = await year();
    const bytes = await returned(scene, reworded);
    await scene.say('qinlang', '本月走访企业5家，都是第一次去');
    await scene.say('lianghui', '生成年度报告');
    const [answer] = await scene.say('lianghui', '', { file: { name: '改稿.docx', bytes } });
    expect(answer).toMatch(/改的是第1版，现已是第\d+版/);
  });

  it.each([
    ['a text file under a false name', new TextEncoder().encode('%PDF-1.7 不是文档'), /已损坏/],
    ['an old .doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)]), /另存为 \.docx/],
    ['a torn .docx', Uint8Array.from([0x50, 0x4b, 3, 4, ...new Uint8Array(60)]), /已损坏/],
  ])('is told plainly that %s cannot be read', async (_, bytes, why) => {
    const scene = await year();
    const before = await scene.stage.drafts();
    const [answer] = await scene.say('lianghui', '', { file: { name: '改稿.docx', bytes } });
    expect(answer).toMatch(why);
    expect(await scene.stage.drafts()).toEqual(before);
  });

  it('may drop any other Word file as an old report', async () => {
    const scene = await year();
    const old = '2025年法治政府建设情况报告|一、服务企业|全年走访企业200家，收集问题80条。';
    const body = old
      .split('|')
      .map(text => `<w:p>${run(text)}</w:p>`)
      .join('');
    const bytes = await returned(scene, xml => xml.replace(/<w:body>.*<\/w:body>/s, `<w:body>${body}</w:body>`));
    const [answer] = await scene.say('lianghui', '', { file: { name: '去年报告.docx', bytes } });
    expect(answer).toContain('老稿已读');
    expect(answer).toContain('200家');
  });

  it('keeps the bytes of no file and masks what it says', async () => {
    const scene = await year();
    const bytes = await returned(scene, xml => xml.replace('走访企业12家', '走访企业12家（联系电话13800001234）'));
    await scene.say('lianghui', '', { file: { name: '改稿.docx', bytes } });
    expect(await scene.dumped()).not.toContain('13800001234');
    expect(scene.filesWith('13800001234')).toEqual([]);
  });
});
