import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../src/lib/fair-queue.ts';

const never = new AbortController().signal;

/** Lets in those who wait one by one; the order in which they came in. */
async function served(queue: FairQueue, keys: readonly string[]): Promise<string[]> {
  const order: string[] = [];
  const leave = await queue.enter('first', never);
  const all = keys.map(async key => {
    const out = await queue.enter(key, never);
    order.push(key);
    await Promise.resolve();
    out();
  });
  leave();
  await Promise.all(all);
  return order;
}

describe('a fair queue', () => {
  it('lets in by turns of the keys, each key’s own in their order', async () => {
    expect(await served(new FairQueue(1), ['a', 'a', 'a', 'a', 'b', 'c', 'c'])).toEqual(['a', 'b', 'c', 'a', 'c', 'a', 'a']);
  });

  it('lets in as many as there are places, and the next when one leaves, who cannot leave twice', async () => {
    const queue = new FairQueue(2);
    const [first] = await Promise.all([queue.enter('a', never), queue.enter('b', never)]);
    const waiting = [queue.enter('c', never), queue.enter('d', never)];
    expect(queue.length).toBe(2);
    first?.();
    first?.();
    await waiting[0];
    expect(queue.length).toBe(1);
  });

  it('forgets whoever gives up', async () => {
    const queue = new FairQueue(1);
    const leave = await queue.enter('a', never);
    const stop = new AbortController();
    const waiting = queue.enter('b', stop.signal);
    stop.abort(new Error('too late'));
    await expect(waiting).rejects.toThrow('too late');
    await expect(queue.enter('b', stop.signal)).rejects.toThrow('too late');
    expect(queue.length).toBe(0);
    leave();
    await queue.enter('c', never);
  });
});
