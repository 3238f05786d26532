import { describe, expect, it } from 'vitest';
import { play } from '../helpers/play.ts';

const wang = { name: '王磊', roles: [] };
const wangsChat = 'direct:guest:王磊';

describe('somebody outside the roster says who they are', () => {
  it('is asked to, and what they tried to report is not kept', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    const [answer] = await say(wang, '本周走访企业3家，收集问题2条');
    expect(answer).toContain('没有登记');
    expect(answer).toContain('我是企服科王磊');
    expect(await stage.entries()).toEqual([]);
    expect((await stage.all('claim')).map(claim => claim.message.text)).not.toContain('本周走访企业3家，收集问题2条');
  });

  it('reports as that member of that 科室 once the liaison agreed with one word, and after a restart too', async () => {
    const { say, stage, pushes } = await play('2026-11-20T16:20');
    const [passedOn] = await say(wang, '我是企服科王磊');
    expect(passedOn).toContain('已请陶然确认');
    expect(pushes('direct:taoran').at(-1)).toMatch(/企业服务科王磊.*同意王磊/s);
    expect((await say(wang, '本周走访企业3家')).join()).toMatch(/还在等陶然确认.*没有登记/s);
    const [agreed] = await say('taoran', '同意', { group: 'direct' });
    expect(agreed).toContain('已同意');
    expect(pushes(wangsChat).at(-1)).toContain('现在可以直接报');
    await stage.restart();
    expect((await say(wang, '本周走访企业3家'))[0]).toContain('已记1条**｜企业服务科');
    const [entry] = await stage.entries();
    expect([entry?.reporter.name, entry?.department]).toEqual(['王磊', '企业服务科']);
  });

  it('does not report after a refusal', async () => {
    const { say, stage, pushes } = await play('2026-11-20T16:20');
    await say(wang, '我叫王磊，企服科的');
    await say('taoran', '拒绝王磊');
    expect(pushes(wangsChat).at(-1)).toContain('没有得到确认');
    expect((await say(wang, '本周走访企业3家')).join()).toContain('没有得到确认');
    expect(await stage.entries()).toEqual([]);
  });

  it('cannot be let in by staff, by another 科室, or by themselves', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say(wang, '我是企服科王磊');
    for (const from of ['qinlang', 'wenjing', 'lianghui', wang]) await say(from, '同意王磊', { group: 'direct' });
    await say(wang, '本周走访企业3家');
    expect(await stage.entries()).toEqual([]);
    expect((await say('dingyi', '同意王磊', { group: 'direct' }))[0]).toContain('已同意');
  });

  it('an 同意 in the group that names nobody agrees to nothing', async () => {
    const { say } = await play('2026-11-20T16:20');
    await say(wang, '我是企服科王磊');
    expect(await say('taoran', '同意')).toEqual([]);
    expect((await say(wang, '本周走访企业3家')).join()).toContain('还在等');
  });

  it('cannot take the name of a colleague who already speaks there', async () => {
    const { say, pushes } = await play('2026-11-20T16:20');
    const impostor = { name: '小丁', roles: [] };
    expect((await say(impostor, '我是办公室丁一')).join()).toContain('已有另一个账号');
    expect(pushes('direct:shenlan')).toEqual([]);
  });

  it('asks the same people for the same claim only once, and in all at most three times', async () => {
    const { say, pushes } = await play('2026-11-20T16:20');
    for (const text of ['我是企服科王磊', '我是企服科王磊', '我是企服科王蕾', '我是企服科王雷', '我是企服科汪磊', '我是企服科汪蕾'])
      await say(wang, text);
    expect(pushes('direct:taoran')).toHaveLength(3);
  });

  it('asks for 科室 and name when one of them cannot be read', async () => {
    const { say } = await play('2026-11-20T16:20');
    for (const text of ['我是王磊', '我是新来的', '我是企服科的']) expect((await say(wang, text)).join()).toContain('没看清');
  });

  it('lets known people be', async () => {
    const { say } = await play('2026-11-20T16:20');
    expect((await say('qinlang', '我是企服科秦朗')).join()).toContain('已经登记过');
    expect(await say('qinlang', '我是真服了')).toEqual([]);
  });

  it('by a button', async () => {
    const { say, stage } = await play('2026-11-20T16:20');
    await say(wang, '我是企服科王磊');
    const button = stage.platform.transcript.since(0).flatMap(line => line.buttons)[0];
    if (!button) throw new Error('no button');
    const { replies } = await stage.say({ from: 'taoran', text: button.label, group: 'direct', button });
    expect(replies[0]?.text).toContain('已同意');
  });
});
