import { enqueue } from '../../src/delivery/outbox.ts';
import { formatInstant } from '../../src/domain/date.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { Schedule } from '../../src/domain/schedule.ts';
import { push } from '../../src/jobs/recipients.ts';
import type { Task, TaskContext } from '../../src/jobs/task.ts';

/** A task that records what it was told, sends one message, and fails as often as it is asked to. */
export interface FakeTask extends Task {
  /** `weekly:2026-W47 at 2026-11-19T16:00:00+08:00` */
  readonly ran: string[];
  readonly contexts: TaskContext[];
  failNext(times: number, error?: Error): void;
}

export function createFakeTask(name: Schedule['task'] = 'remind'): FakeTask {
  const ran: string[] = [];
  const contexts: TaskContext[] = [];
  let failures = 0;
  let failure: Error = new AppError('platform', '平台没有应答');
  return {
    name,
    ran,
    contexts,
    failNext(times, error = failure) {
      failures = times;
      failure = error;
    },
    async run(context) {
      ran.push(`${context.run} at ${formatInstant(context.at)}`);
      contexts.push(context);
      if (failures > 0) {
        failures--;
        throw failure;
      }
      return async transaction => {
        const queueing = { bureau: context.bureau.id, id: `${context.run}:message`, at: context.at, run: context.run };
        return { outcome: '做完了', sent: [await enqueue(transaction, push({ platform: 'simulator', account: 'guchuan' }, '你好'), queueing)] };
      };
    },
  };
}
