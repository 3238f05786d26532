import { describe, expect, it } from 'vitest';
import { createGate } from '../../../src/platforms/simulator/gate.ts';

/** Work that ends when it is told to. */
function work(log: string[], name: string): { run: () => Promise<void>; finish: () => void } {
  let finish = (): void => undefined;
  const ended = new Promise<void>(resolve => {
    finish = resolve;
  });
  const run = async (): Promise<void> => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
  };
  return { run, finish };
}

describe('the gate', () => {
  it('lets messages run side by side, and a crash only alone', async () => {
    const gate = createGate();
    const log: string[] = [];
    const [one, two, crash, late] = ['one', 'two', 'crash', 'late'].map(name => work(log, name));
    if (!one || !two || !crash || !late) throw new Error('four pieces of work');
    const all = [gate.together(one.run), gate.together(two.run), gate.alone(crash.run), gate.together(late.run)];
    for (const piece of [two, one, late, crash]) piece.finish();
    await Promise.all(all);
    expect(log.slice(0, 2)).toEqual(['one begins', 'two begins']);
    expect(log.slice(4)).toEqual(['crash begins', 'crash ends', 'late begins', 'late ends']);
  });

  it('goes on after a failure', async () => {
    const gate = createGate();
    await expect(gate.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(gate.together(() => Promise.reject(new Error('neither')))).rejects.toThrow('neither');
    expect(await gate.alone(async () => 'yes')).toBe('yes');
  });
});
