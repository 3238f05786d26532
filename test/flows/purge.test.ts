import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

describe('撤回并清除', () => {
  it('leaves no total that the entry was part of, in no row and in no file', async () => {
    const { say, dumped, filesWith } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业876543家');
    await say('gaoyuan', '今年以来走访了多少企业');
    await say('lianghui', '生成年度报告');
    await say('qinlang', '撤回并清除第1条');
    expect(await dumped()).not.toContain('876543');
    expect(filesWith('876543')).toEqual([]);
  });

  it('leaves no picture of a chart that it was part of', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业876543家');
    await say('gaoyuan', '今年走访企业按月画个图');
    const pictures = async (): Promise<number> => (await stage.all('outbox')).flatMap(row => row.message.files).length;
    expect(await pictures()).toBe(1);
    await say('qinlang', '撤回并清除第1条');
    expect(await pictures()).toBe(0);
  });

  it('is for the reporter and the 保密员; the editor learns that it happened, not what it was', async () => {
    const { say, stage, pushes } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家');
    expect((await say('taoran', '撤回并清除1120-1')).join()).toContain('只有本人和保密员能清除');
    expect(await stage.entries()).toHaveLength(1);
    expect((await say('duanyan', '撤回并清除1120-1', { group: 'direct' })).join()).toContain('已清除');
    expect(await stage.entries()).toEqual([]);
    expect(pushes('direct:lianghui').join()).toContain('清除了1120-1');
    expect(pushes('direct:lianghui').join()).not.toContain('走访');
  });

  it('cleans the files after a crash between the purge and the cleaning', async () => {
    const { say, stage, filesWith } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业876543家');
    const scrub = stage.store.scrub.bind(stage.store);
    stage.store.scrub = () => Promise.reject(new Error('the plug is pulled'));
    await say('qinlang', '撤回并清除第1条').catch(() => undefined);
    stage.store.scrub = scrub;
    await stage.crash();
    expect(filesWith('876543')).toEqual([]);
  });
});

describe('who is not in the roster', () => {
  it('gets the law but no figures of the bureau', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say('qinlang', '本周走访企业12家');
    const outsider = { name: '某企业', roles: [] };
    expect((await say(outsider, '今年以来走访了多少企业')).join()).not.toContain('12');
    expect((await say(outsider, '小微企业的货款最晚多久要付')).join()).toMatch(/第.+条/);
  });
});

describe('a pressed button', () => {
  it('is screened and masked like what is typed', async () => {
    const { stage, filesWith } = await play('2026-11-20T16:20');
    await stage.say({ from: 'qinlang', text: '', button: { action: 'say', value: '机密★1年 示例事项 13800001111' } });
    expect(filesWith('示例事项')).toEqual([]);
    await stage.say({ from: 'qinlang', text: '', button: { action: 'note', value: '联系电话13800001111' } });
    expect(filesWith('13800001111')).toEqual([]);
  });
});
