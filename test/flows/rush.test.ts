import { describe, expect, it } from 'vitest';
import type { Accepted } from '../../src/platforms/platform.ts';
import { type Play, play } from '../helpers/play.ts';

const COUNT = 12;

/** Many things said at one moment by one person in one group, each another figure. */
function rush({ stage }: Play): Promise<Accepted[]> {
  const said = Array.from({ length: COUNT }, (_, at) => stage.platform.compose({ from: 'qinlang', text: `今天走访企业${at + 1}家` }));
  return Promise.all(said.map(message => stage.runtime.pipeline.receive(message)));
}

async function figures({ stage }: Play): Promise<(number | null | undefined)[]> {
  const entries = await stage.entries();
  const running = ({ number }: { number: string }): number => Number(number.split('-')[1]);
  return entries.toSorted((a, b) => running(a) - running(b)).map(entry => entry.metrics[0]?.value);
}

const inOrder = Array.from({ length: COUNT }, (_, at) => at + 1);

describe('a rush of messages', () => {
  it('is acknowledged first and answered in the order in which it was said', async () => {
    const day = await play('2026-11-20T10:00');
    const accepted = await rush(day);
    expect(accepted.map(one => one.isNew)).toEqual(Array(COUNT).fill(true));
    // Acknowledged, and none of it read yet.
    expect(await figures(day)).toEqual([]);
    await Promise.all(accepted.map(one => one.answered));
    expect(await figures(day)).toEqual(inOrder);
  });

  it('is answered once, whole, after a power cut between acknowledgement and answer', async () => {
    const day = await play('2026-11-20T10:00');
    const accepted = await rush(day);
    const answered = Promise.allSettled(accepted.map(one => one.answered));
    await day.stage.crash();
    await answered;
    expect((await figures(day)).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(inOrder);
  });

  it('is not answered twice by what takes up unfinished messages every minute', async () => {
    const day = await play('2026-11-20T10:00');
    const accepted = await rush(day);
    await day.at('2026-11-20T10:05');
    const [resumed] = await Promise.all([day.stage.runtime.pipeline.resume({ isAfterStart: false }), ...accepted.map(one => one.answered)]);
    expect(resumed).toBe(0);
    expect(await figures(day)).toEqual(inOrder);
  });
});

describe('a group on Friday afternoon', () => {
  const others = ['shenlan', 'guchuan', 'taoran', 'shaobing'];
  async function busy(): Promise<Play> {
    const day = await play('2026-11-20T16:30');
    for (const [at, name] of others.entries()) await day.say(name, `本周开展宣传活动${at + 1}场`);
    return day;
  }

  it('gets one line for each report, with what is uncertain, and the rest on request', async () => {
    const { say } = await busy();
    const [line] = await say('wenjing', '本周召开银企对接会2场\n清偿拖欠账款30万元');
    expect(line).toBe('**已记2条**｜经济运行科 11月16—20日，编号1120-5至6。回“看回执”看明细。');
    expect((await say('wenjing', '看回执')).join()).toMatch(/1\. 银企对接会2场\n2\. .*30万元/);
    expect((await say('wenjing', '第1条改成3场')).join()).toContain('2场 → **3场**');
    expect((await say('leiming', '2月30日检查企业3家')).join()).toMatch(/^\*\*已记1条.*看回执.*\n> \*\*待补/);
  });

  it('gets whole receipts when it is quiet again, and whoever writes alone always does', async () => {
    const day = await busy();
    expect((await day.say('wenjing', '本周召开银企对接会2场', { group: 'direct' })).join()).toContain('1. 银企对接会2场');
    await day.at('2026-11-20T17:00');
    expect((await day.say('leiming', '本周检查企业3家')).join()).toContain('1. 检查企业3家');
  });

  it('somebody who reports for the fifth time is not a busy group', async () => {
    const { say } = await play('2026-11-20T16:30');
    for (let count = 1; count <= 5; count++) await say('qinlang', `今天走访企业${count}家`);
    expect((await say('qinlang', '今天走访企业6家')).join()).toContain('1. 走访企业6家');
  });
});
