import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Attachment } from '../../src/domain/message.ts';
import { type Play, play } from '../helpers/play.ts';
import { SECRETS, sampleJpeg, samplePdf, samplePng } from '../helpers/sample-pictures.ts';

const on = { evidence: { files: true, maxMegabytes: 1 } };
const picture = (bytes: Uint8Array = sampleJpeg(), name = '图片'): Attachment => ({ kind: 'image', name, bytes });

type Sent = { text?: string; attachments?: Attachment[]; quote?: string; group?: string };

async function send({ stage }: Play, from: string, { text = '', ...more }: Sent): Promise<string> {
  const { replies } = await stage.say({ from, text, ...more });
  return replies.map(reply => reply.text).join('\n');
}

function keptFiles({ stage }: Play): string[] {
  const folder = join(stage.facts().stateFolder, 'blobs/evidence');
  return existsSync(folder) ? readdirSync(folder) : [];
}

describe('a picture as evidence, where the bureau switched it on', () => {
  it('right after the report: kept without where it was taken, told in one line, shown in 明细 and 佐证单', async () => {
    const bureau = await play('2026-11-20T16:20', on);
    await bureau.say('qinlang', '本周走访企业12家');
    expect(await send(bureau, 'qinlang', { attachments: [picture()] })).toBe(
      '**已附佐证**｜1120-1：图片1张，拍摄信息已清除。要看回“看佐证 1120-1”。',
    );
    expect(keptFiles(bureau)).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.jpg$/)]);
    for (const secret of SECRETS) expect(bureau.filesWith(secret)).toEqual([]);
    const [entry] = await bureau.stage.entries();
    expect(entry?.evidenceFiles).toMatchObject([{ type: 'jpg', name: '图片', by: { id: 'qinlang', name: '秦朗' } }]);
    expect(entry?.history.at(-1)?.what).toMatch(/^佐证：图片1张（秦朗11月20日16:20发，1KB）$/);
    await bureau.say('gaoyuan', '今年走访了多少企业', { group: 'leaders' });
    expect((await bureau.say('gaoyuan', '明细', { group: 'leaders' })).join()).toContain('〔佐证：图片1张（秦朗11月20日16:20发，1KB）〕');
    expect((await bureau.say('lianghui', '走访企业的佐证单')).join()).toContain('图片1张（秦朗');
  });

  it('together with the report', async () => {
    const bureau = await play('2026-11-20T16:20', on);
    const text = await send(bureau, 'qinlang', { text: '本周走访企业12家；周三组织学习《行政处罚法》，35人参加', attachments: [picture()] });
    expect(text).toMatch(/已记2条[\s\S]*已附佐证\*\*｜1120-1至2：图片1张/);
    expect((await bureau.stage.entries()).map(entry => entry.evidenceFiles?.length)).toEqual([1, 1]);
    expect(keptFiles(bureau)).toHaveLength(1);
  });

  it('days later, quoting the receipt or naming the entry; a PDF too; several at once', async () => {
    const bureau = await play('2026-11-18T16:20', on);
    const [receipt = ''] = await bureau.say('qinlang', '本周走访企业12家');
    await bureau.at('2026-11-20T16:20');
    expect(await send(bureau, 'qinlang', { attachments: [picture()] })).toContain('不知道是哪一条的佐证');
    expect(keptFiles(bureau)).toEqual([]);
    expect(await send(bureau, 'qinlang', { attachments: [picture(), picture(samplePng())], quote: receipt })).toContain('1118-1：图片2张');
    const pdf: Attachment = { kind: 'file', name: '签到表.pdf', bytes: samplePdf() };
    expect(await send(bureau, 'qinlang', { text: '1118-1佐证', attachments: [pdf] })).toContain('PDF1份');
    expect((await bureau.stage.entries())[0]?.evidenceFiles?.map(({ type }) => type)).toEqual(['jpg', 'png', 'pdf']);
  });

  it('beside words of any kind: a report that quotes a receipt stays a report, a remark goes with the picture', async () => {
    const bureau = await play('2026-11-20T16:20', on);
    const [receipt = ''] = await bureau.say('qinlang', '本周走访企业12家');
    expect(await send(bureau, 'qinlang', { text: '本周收集企业问题5条', attachments: [picture()], quote: receipt })).toMatch(
      /已记[\s\S]*1120-2：图片1张/,
    );
    expect(await send(bureau, 'qinlang', { text: '这是现场签到的样子', attachments: [picture(samplePng())], quote: receipt })).toContain(
      '1120-1：图片1张',
    );
    expect((await bureau.stage.entries()).map(entry => entry.evidenceFiles?.map(({ type }) => type))).toEqual([['png'], ['jpg']]);
  });

  it.each([
    ['HEIC', Buffer.from('00000018667479706865696300000000', 'hex'), /HEIC格式.*没有保存.*截图/],
    ['a GIF', Buffer.from('GIF89a..'), /只收JPG、PNG图片和PDF/],
    ['half a picture', sampleJpeg().subarray(0, 80), /不完整/],
    ['more than the limit', Buffer.concat([sampleJpeg(), Buffer.alloc(1024 * 1024)]), /太大，没有保存/],
  ])('%s is refused with what to do, and not kept', async (_name, bytes, words) => {
    const bureau = await play('2026-11-20T16:20', on);
    await bureau.say('qinlang', '本周走访企业12家');
    expect(await send(bureau, 'qinlang', { attachments: [picture(bytes)] })).toMatch(words);
    expect(keptFiles(bureau)).toEqual([]);
  });

  it('is handed out again to whoever may see it, privately when asked in a group', async () => {
    const bureau = await play('2026-11-20T16:20', on);
    await bureau.say('qinlang', '本周走访企业12家');
    await send(bureau, 'qinlang', { attachments: [picture()] });
    const { replies } = await bureau.stage.say({ from: 'lianghui', text: '看佐证 1120-1', group: 'direct' });
    const [file] = replies[0]?.files ?? [];
    expect(file?.name).toBe('1120-1佐证1.jpg');
    const bytes = Buffer.from(await bureau.stage.render({ id: file?.id ?? '' }));
    expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(bytes.includes(SECRETS[0])).toBe(false);
    const inGroup = await bureau.stage.say({ from: 'qinlang', text: '看1120-1的佐证' });
    expect(inGroup.replies[0]).toMatchObject({ text: '1120-1的佐证已私下发给您。', files: [] });
    const other = await bureau.stage.say({ from: 'yezhou', text: '看佐证 1120-1', group: 'direct' });
    expect(other.replies[0]?.files).toEqual([]);
    expect(other.replies[0]?.text).toContain('只给填报人、本科室、编辑和领导看');
  });

  it('never of what another 科室 reported', async () => {
    const bureau = await play('2026-11-20T16:20', on);
    await bureau.say('qinlang', '本周走访企业12家');
    await send(bureau, 'yezhou', { text: '1120-1佐证', attachments: [picture()] });
    expect((await bureau.stage.entries())[0]?.evidenceFiles).toBeUndefined();
    expect(keptFiles(bureau)).toEqual([]);
  });

  it('of a screened message is never fetched', async () => {
    const bureau = await play('2026-11-20T16:20', on);
    const fetch = vi.fn(async () => sampleJpeg());
    const attachments: Attachment[] = [{ kind: 'image', name: '图片', fetch }];
    await send(bureau, 'qinlang', { text: '机密★5年 关于某项目的请示，本周走访企业3家', attachments });
    expect(fetch).toHaveBeenCalledTimes(0);
    await send(bureau, 'qinlang', { text: '本周走访企业3家', attachments });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('goes with 撤回并清除, but only when no other entry has it; and what a crash left over goes at the start', async () => {
    const bureau = await play('2026-11-20T16:20', on);
    for (const words of ['本周走访企业12家', '本周收集企业问题5条']) await send(bureau, 'qinlang', { text: words, attachments: [picture()] });
    await bureau.stage.runtime.backup();
    expect(keptFiles(bureau)).toHaveLength(1);
    await bureau.say('qinlang', '撤回并清除1120-1');
    expect(keptFiles(bureau)).toHaveLength(1);
    await bureau.say('qinlang', '撤回并清除1120-2');
    expect(await bureau.stage.entries()).toEqual([]);
    expect(keptFiles(bureau)).toEqual([]);
    await bureau.stage.runtime.backup();
    expect(readdirSync(join(bureau.stage.facts().stateFolder, 'backups'))).toHaveLength(1);
  });
});

describe('as shipped, evidence is words alone', () => {
  it('nothing is fetched or kept, and the sender is told once what to do instead', async () => {
    const bureau = await play('2026-11-20T16:20');
    const fetch = vi.fn(async () => sampleJpeg());
    const attachments: Attachment[] = [{ kind: 'image', name: '图片', fetch }, picture()];
    expect(await send(bureau, 'qinlang', { text: '本周走访企业12家', attachments })).toMatch(
      /已记[\s\S]*没有开通图片和文件佐证.*佐证：签到表，档案盒2026-3/,
    );
    expect(await send(bureau, 'qinlang', { attachments })).toBe('');
    expect(fetch).toHaveBeenCalledTimes(0);
    expect(keptFiles(bureau)).toEqual([]);
    expect(bureau.filesWith('JFIF')).toEqual([]);
    expect(await bureau.say('qinlang', '佐证：签到表，档案盒2026-3')).toEqual([expect.stringContaining('已记佐证')]);
  });
});
