import { schedule } from 'node-cron';
import type { Logger } from '../lib/logger.ts';

/** What drives the scheduler in a running program. */
export interface CronDriver {
  /** Resolves when a tick that is under way has ended. */
  stop(): Promise<void>;
}

/** Calls `tick` now and then at every full minute, never two at a time. node-cron only knocks; what is due is decided by `domain/schedule`. */
export function driveByCron(tick: () => Promise<void>, logger: Logger): CronDriver {
  let current: Promise<void> | undefined;
  const logFailure = (error: unknown): void => logger.error({ error: error instanceof Error ? error.name : typeof error }, 'tick failed');
  const knock = async (): Promise<void> => {
    if (current) return;
    current = tick().catch(logFailure);
    await current;
    current = undefined;
  };
  // A minute that the process slept through is caught up by the next tick, so node-cron's own warnings say nothing new.
  const quiet = { info: () => {}, warn: () => {}, debug: () => {}, error: () => logger.error({}, 'cron driver failed') };
  const job = schedule('* * * * *', knock, { timezone: 'Asia/Shanghai', suppressMissedWarning: true, logger: quiet });
  void knock();
  return {
    async stop() {
      await job.destroy();
      await current;
    },
  };
}
