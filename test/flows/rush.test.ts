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
