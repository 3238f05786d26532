import { describe, expect, it } from 'vitest';
import { Lane } from '../../src/lib/lane.ts';

const options = { atOnce: 2, mostDeferredMs: 30, mostHeldMs: 1_000, capacity: 3, rush: { works: 4, withinMs: 60, mostDeferredMs: 30 } };
const round = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** Adds a task, and resolves with what it gave. */
function run<T>(lane: Lane, key: string, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => lane.add(key, () => work().then(resolve, reject)));
}

/** Something that goes on until it is told to end. */
function open(): { work: () => Promise<void>; end: () => void } {
  let end: () => void = () => {};
  const done = new Promise<void>(resolve => {
    end = resolve;
  });
  return { work: () => done, end };
}

describe('the lane', () => {
  it('stands back while something urgent is under way, and goes on when it is done', async () => {
    const lane = new Lane({ ...options, mostDeferredMs: 10_000 });
    const urgent = open();
    const urgently = lane.urgently(urgent.work);
    let isDone = false;
    const task = run(lane, 'a', async () => {
      isDone = true;
    });
    for (let time = 0; time < 5; time++) await round();
    expect(isDone).toBe(false);
    urgent.end();
    await Promise.all([urgently, task]);
    expect(isDone).toBe(true);
  });

  it('begins a task now and then however much is urgent, so that everything is done in the end', async () => {
    const lane = new Lane(options);
    const urgent = open();
    const urgently = lane.urgently(urgent.work);
    expect(await Promise.all([run(lane, 'a', async () => 1), run(lane, 'b', async () => 2)])).toEqual([1, 2]);
    urgent.end();
    await urgently;
  });

  it('stands back in a rush, also between two urgent things, and goes on when it has passed', async () => {
    const lane = new Lane({ ...options, mostDeferredMs: 10_000, rush: { ...options.rush, mostDeferredMs: 10_000 } });
    for (let work = 0; work < options.rush.works; work++) lane.note();
    const asked = performance.now();
    let isDone = false;
    const task = run(lane, 'a', async () => {
      isDone = true;
    });
    for (let time = 0; time < 5; time++) await round();
    expect(isDone).toBe(false);
    await task;
    expect(performance.now() - asked).toBeGreaterThan(options.rush.withinMs / 2);
  });

  it('begins a task now and then in the longest rush', async () => {
    const lane = new Lane({ ...options, mostDeferredMs: 10, rush: { works: 1, withinMs: 10_000, mostDeferredMs: 80 } });
    lane.note();
    const asked = performance.now();
    expect(await run(lane, 'a', async () => 1)).toBe(1);
    expect(performance.now() - asked).toBeGreaterThan(70);
  });

  it('begins nothing once it is stopped', async () => {
    const lane = new Lane(options);
    let isBegun = false;
    void run(lane, 'a', async () => {
      isBegun = true;
    });
    lane.stop();
    await new Promise(resolve => setTimeout(resolve, 2 * options.mostDeferredMs));
    expect([isBegun, lane.waiting]).toEqual([false, 1]);
  });

  it('keeps the order of each key, also when a later task would be quicker', async () => {
    const lane = new Lane(options);
    const said: string[] = [];
    const say = (key: string, word: string, rounds: number): Promise<void> =>
      run(lane, key, async () => {
        for (let time = 0; time < rounds; time++) await round();
        said.push(word);
      });
    await Promise.all([say('a', 'a1', 20), say('a', 'a2', 0), say('b', 'b1', 0), say('a', 'a3', 0)]);
    expect(said).toEqual(['b1', 'a1', 'a2', 'a3']);
  });

  it('has only so many under way', async () => {
    const lane = new Lane(options);
    let underWay = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      underWay += 1;
      most = Math.max(most, underWay);
      for (let time = 0; time < 3; time++) await round();
      underWay -= 1;
    };
    await Promise.all(Array.from({ length: 12 }, (_, at) => run(lane, String(at), task)));
    expect(most).toBe(2);
  });

  it('does not let anybody wait for somebody else’s long answer', async () => {
    const lane = new Lane({ ...options, atOnce: 1, mostHeldMs: 20 });
    const long = open();
    const first = run(lane, 'a', long.work);
    expect(await run(lane, 'a', async () => 'next')).toBe('next');
    long.end();
    await first;
  });

  it('goes on after a failure', async () => {
    const lane = new Lane(options);
    lane.add('a', () => Promise.reject(new Error('broken')));
    expect(await run(lane, 'a', async () => 'fine')).toBe('fine');
  });

  it('keeps callers back while it is full', async () => {
    const lane = new Lane({ ...options, mostDeferredMs: 10_000 });
    const urgent = open();
    const urgently = lane.urgently(urgent.work);
    const tasks = ['a', 'b', 'c'].map(key => run(lane, key, async () => {}));
    let hasRoom = false;
    const room = lane.room().then(() => {
      hasRoom = true;
    });
    await round();
    expect([hasRoom, lane.waiting]).toEqual([false, 3]);
    urgent.end();
    await Promise.all([urgently, room, ...tasks]);
    expect(hasRoom).toBe(true);
  });
});
