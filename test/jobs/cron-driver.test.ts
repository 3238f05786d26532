import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { driveByCron } from '../../src/jobs/cron-driver.ts';
import { silentLogger } from '../../src/lib/logger.ts';

describe('driveByCron', () => {
  beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-19T07:59:30Z') }));
  afterEach(() => void vi.useRealTimers());

  it('knocks at once and at each full minute, until it is stopped', async () => {
    let knocks = 0;
    const driver = driveByCron(async () => void knocks++, silentLogger);
    expect(knocks).toBe(1);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(knocks).toBe(2);
    await vi.advanceTimersByTimeAsync(180_000);
    expect(knocks).toBe(5);
    await driver.stop();
    await vi.advanceTimersByTimeAsync(180_000);
    expect(knocks).toBe(5);
  });

  it('survives a tick that fails, logs it, and never has two under way', async () => {
    const logged: string[] = [];
    let underWay = 0;
    let most = 0;
    let knocks = 0;
    const tick = async (): Promise<void> => {
      knocks++;
      most = Math.max(most, ++underWay);
      await new Promise(resolve => setTimeout(resolve, 90_000));
      underWay--;
      throw new TypeError('broken');
    };
    const driver = driveByCron(tick, { ...silentLogger, error: (_, message) => void logged.push(message) });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(knocks).toBeGreaterThan(3);
    expect(most).toBe(1);
    expect(logged.every(message => message === 'tick failed') && logged.length >= 3).toBe(true);
    const stopped = driver.stop();
    await vi.advanceTimersByTimeAsync(90_000);
    await stopped;
    expect(underWay).toBe(0);
  });
});
