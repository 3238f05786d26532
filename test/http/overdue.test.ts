import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Overdue, type Timed } from '../../src/http/overdue.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

it('tells what has been open too long, once, and nothing of what is over or still young', () => {
  const told: string[] = [];
  const open = (name: string): Timed => ({ begunAt: performance.now(), tooLate: () => told.push(name) });
  const overdue = new Overdue(30_000);
  const [slow, answered] = [open('slow'), open('answered')];
  overdue.begin(slow);
  overdue.begin(answered);
  vi.advanceTimersByTime(10_000);
  overdue.begin(open('later'));
  overdue.end(answered);
  vi.advanceTimersByTime(19_000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect(told).toEqual(['slow']);
  vi.advanceTimersByTime(20_000);
  expect(told).toEqual(['slow', 'later']);
  expect(vi.getTimerCount()).toBe(0);
});
