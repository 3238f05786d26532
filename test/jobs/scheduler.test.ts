import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { formatInstant } from '../../src/domain/date.ts';
import { AppError } from '../../src/domain/errors.ts';
import { dueBetween, type Schedule } from '../../src/domain/schedule.ts';
import { createScheduler, type Scheduler } from '../../src/jobs/scheduler.ts';
import type { Task } from '../../src/jobs/task.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { RunRow, Store } from '../../src/store/store.ts';
import { createFakeClock, type FakeClock, instant } from '../helpers/fake-clock.ts';
import { createFakeTask, type FakeTask } from '../helpers/fake-task.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { temporaryStore } from '../helpers/temporary-store.ts';

const thursday: Schedule = {
  id: 'weekly',
  task: 'remind',
  every: 'week',
  day: 4,
  month: null,
  time: '16:00',
  onDayOff: 'before',
  catchUp: 'drop',
  group: null,
  report: null,
};
const friday: Schedule = { ...thursday, id: 'compile', task: 'compile', day: 5, time: '17:30', catchUp: 'all' };

interface Setting {
  scheduler: Scheduler;
  store: Store;
  clock: FakeClock;
  remind: FakeTask;
  compile: FakeTask;
  bureau: Bureau;
  runs(): Promise<RunRow[]>;
  messages(): Promise<number>;
  /** Id and text of what waits to be sent. */
  told(): Promise<string[]>;
  /** The same state with a new scheduler, as after a restart or in a second instance. */
  another(changes?: Partial<Bureau>): Scheduler;
}

async function setUp(start = '2026-11-16 09:00', schedules: Schedule[] = [thursday, friday]): Promise<Setting> {
  const clock = createFakeClock(start);
  const store = await temporaryStore(clock);
  const bureau = await sampleBureau({ schedules });
  const [remind, compile] = [createFakeTask('remind'), createFakeTask('compile')];
  const another = (changes: Partial<Bureau> = {}): Scheduler =>
    createScheduler({ store, clock, bureaus: [{ ...bureau, ...changes }], tasks: [remind, compile], logger: silentLogger });
  const scope = { bureau: bureau.id };
  return {
    ...{ store, clock, remind, compile, bureau, another, scheduler: another() },
    runs: () => store.read(scope, async reader => (await reader.find('run', { index: 'byDue' })).rows),
    messages: () => store.read(scope, reader => reader.count('outbox', { index: 'byQueued' })),
    told: () =>
      store.read(scope, async reader => (await reader.find('outbox', { index: 'byQueued' })).rows.map(row => `${row.id} ${row.message.text}`)),
  };
}

describe('tick', () => {
  it('runs what fell due once, and keeps a record', async () => {
    const { scheduler, clock, remind, runs, messages } = await setUp();
    await scheduler.tick();
    clock.set('2026-11-19 15:59');
    await scheduler.tick();
    expect(remind.ran).toEqual([]);
    clock.set('2026-11-19 16:00');
    await scheduler.tick();
    await scheduler.tick();
    clock.set('2026-11-19 16:01');
    await scheduler.tick();
    expect(remind.ran).toEqual(['weekly:2026-W47 at 2026-11-19T16:00:00+08:00']);
    expect(remind.contexts[0]).toMatchObject({ period: { from: '2026-11-16', to: '2026-11-22' }, date: '2026-11-19' });
    const at = instant('2026-11-19 16:00');
    expect(await runs()).toMatchObject([
      {
        id: 'weekly:2026-W47',
        state: 'done',
        dueAt: at,
        startedAt: at,
        finishedAt: at,
        caughtUp: false,
        attempts: 1,
        outcome: '做完了',
        sent: ['weekly:2026-W47:message'],
      },
    ]);
    expect(await messages()).toBe(1);
  });

  it('does nothing for the past when it is first started', async () => {
    const { scheduler, clock, remind, compile } = await setUp('2026-11-21 09:00');
    await scheduler.tick();
    clock.set('2026-11-23 09:00');
    await scheduler.tick();
    expect([remind.ran, compile.ran]).toEqual([[], []]);
  });

  it('tells a moved run which period it is about', async () => {
    const { scheduler, clock, remind } = await setUp('2026-09-28 09:00');
    await scheduler.tick();
    clock.set('2026-09-30 16:00');
    await scheduler.tick();
    expect(remind.contexts[0]).toMatchObject({ period: { from: '2026-09-28', to: '2026-10-04' }, date: '2026-10-01' });
  });

  it('catches up after downtime by rule: of three reminders the last, of three compiles all, each said to be late', async () => {
    const { scheduler, clock, remind, compile, runs } = await setUp();
    await scheduler.tick();
    clock.set('2026-12-05 10:00');
    await scheduler.tick();
    const at = 'at 2026-12-05T10:00:00+08:00';
    expect(remind.ran).toEqual([`weekly:2026-W49 ${at}`]);
    expect(compile.ran).toEqual([`compile:2026-W47 ${at}`, `compile:2026-W48 ${at}`, `compile:2026-W49 ${at}`]);
    expect((await runs()).map(run => [run.id, run.state, run.caughtUp, run.outcome, run.startedAt === null])).toEqual([
      ['weekly:2026-W47', 'done', false, '到时间时程序没有运行，已由后一次代替', true],
      ['compile:2026-W47', 'done', true, '做完了', false],
      ['weekly:2026-W48', 'done', false, '到时间时程序没有运行，已由后一次代替', true],
      ['compile:2026-W48', 'done', true, '做完了', false],
      ['weekly:2026-W49', 'done', true, '做完了', false],
      ['compile:2026-W49', 'done', true, '做完了', false],
    ]);
  });

  it('fires nothing twice when the clock is set back, and goes on when it comes forward again', async () => {
    const { scheduler, clock, remind } = await setUp();
    for (const time of ['2026-11-16 09:00', '2026-11-19 16:00', '2026-11-18 08:00', '2026-11-19 16:00', '2026-11-19 16:01', '2026-11-26 16:00']) {
      clock.set(time);
      await scheduler.tick();
    }
    expect(remind.ran.map(line => line.slice(0, 15))).toEqual(['weekly:2026-W47', 'weekly:2026-W48']);
  });

  it('recovers from a clock that ran years ahead for a while', async () => {
    const { scheduler, clock, remind, another } = await setUp('2029-01-01 09:00');
    await scheduler.tick();
    clock.set('2026-11-16 09:00');
    await another().tick();
    clock.set('2026-11-19 16:00');
    await another().tick();
    expect(remind.ran).toEqual(['weekly:2026-W47 at 2026-11-19T16:00:00+08:00']);
  });

  it('claims each run once for any number of instances over one store', async () => {
    const { clock, remind, another } = await setUp();
    const instances = [another(), another(), another(), another()];
    await Promise.all(instances.map(instance => instance.tick()));
    clock.set('2026-11-19 16:00');
    await Promise.all(instances.map(instance => instance.tick()));
    expect(remind.ran).toHaveLength(1);
  });

  it('takes up a run whose instance died while doing it', async () => {
    const { scheduler, clock, remind, store, bureau, another, runs } = await setUp();
    await scheduler.tick();
    clock.set('2026-11-19 16:00');
    await new Promise<void>(begun => {
      const dying: Task = {
        name: 'remind',
        run() {
          begun();
          return new Promise(() => {});
        },
      };
      void createScheduler({ store, clock, bureaus: [bureau], tasks: [dying], logger: silentLogger }).tick();
    });
    clock.set('2026-11-19 16:05');
    await another().tick();
    expect(remind.ran).toEqual([]);
    clock.set('2026-11-19 16:11');
    await another().tick();
    expect(remind.ran).toEqual(['weekly:2026-W47 at 2026-11-19T16:11:00+08:00']);
    expect((await runs())[0]).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('tries a failed run again a bounded number of times and keeps the reason', async () => {
    const { scheduler, clock, remind, runs, messages, told } = await setUp();
    await scheduler.tick();
    remind.failNext(9);
    clock.set('2026-11-19 16:00');
    await scheduler.tick();
    expect(await runs()).toMatchObject([{ state: 'open', finishedAt: null, outcome: '第1次没有成功：平台没有应答；16:05再试' }]);
    for (let minute = 0; minute < 120; minute++) {
      clock.advance(60_000);
      await scheduler.tick();
    }
    expect(remind.ran).toHaveLength(3);
    expect(await runs()).toMatchObject([{ state: 'dead', attempts: 3, outcome: '试了3次都没有成功：平台没有应答' }]);
    // Whoever administers it is told once, privately.
    expect(await messages()).toBe(1);
    expect(await told()).toEqual([
      'private:dingyi:2026-11-19 丁一您好，11月19日16:00的催报提醒试了3次都没有成功：平台没有应答。\n> 处理好后，可在服务器上用“npm run xiaofa -- job remind”补做一次。',
    ]);
  });

  it('succeeds on a second try, and shows no inner words of an unexpected error', async () => {
    const { scheduler, clock, remind, runs } = await setUp();
    await scheduler.tick();
    remind.failNext(1, new TypeError('undefined is not a function'));
    clock.set('2026-11-19 16:00');
    await scheduler.tick();
    expect((await runs())[0]?.outcome).toContain('程序内部出错');
    clock.set('2026-11-19 16:05');
    await scheduler.tick();
    expect(await runs()).toMatchObject([{ state: 'done', outcome: '做完了', attempts: 2 }]);
  });

  it('one failing task does not keep the others from running', async () => {
    const { scheduler, clock, remind, compile } = await setUp();
    await scheduler.tick();
    remind.failNext(9);
    clock.set('2026-11-20 17:30');
    await scheduler.tick();
    expect(compile.ran).toHaveLength(1);
  });

  it('puts away a claimed run whose schedule was removed', async () => {
    const { scheduler, clock, remind, runs, another } = await setUp();
    await scheduler.tick();
    remind.failNext(1);
    clock.set('2026-11-19 16:00');
    await scheduler.tick();
    clock.set('2026-11-19 16:10');
    await another({ schedules: [friday] }).tick();
    expect(await runs()).toMatchObject([{ state: 'done', outcome: '这项定时任务已取消，没有执行' }]);
  });

  it('leaves alone the schedules of tasks that it does not have', async () => {
    const { scheduler, clock, runs } = await setUp('2026-11-16 09:00', [{ ...thursday, id: 'quiz', task: 'learning' }]);
    await scheduler.tick();
    clock.set('2026-11-30 09:00');
    await scheduler.tick();
    expect(await runs()).toEqual([]);
  });

  it('runs each bureau’s own schedules in its own rows', async () => {
    const clock = createFakeClock('2026-11-16 09:00');
    const store = await temporaryStore(clock);
    const remind = createFakeTask('remind');
    const bureaus = [
      await sampleBureau({ id: 'east', schedules: [thursday] }),
      await sampleBureau({ id: 'west', schedules: [{ ...thursday, day: 3 }] }),
    ];
    const scheduler = createScheduler({ store, clock, bureaus, tasks: [remind], logger: silentLogger });
    await scheduler.tick();
    clock.set('2026-11-18 16:00');
    await scheduler.tick();
    expect(remind.contexts.map(context => context.bureau.id)).toEqual(['west']);
    clock.set('2026-11-19 16:00');
    await scheduler.tick();
    expect(remind.contexts.map(context => context.bureau.id)).toEqual(['west', 'east']);
  });
});

describe('whatever clocks and restarts do', () => {
  const day = 86_400_000;

  it('no compile is lost and none is doubled', async () => {
    const moves = fc.array(
      fc.record({ days: fc.integer({ min: -20, max: 30 }), isRestarted: fc.boolean(), failures: fc.integer({ min: 0, max: 2 }) }),
      {
        minLength: 3,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(moves, async steps => {
        const { another, scheduler, clock, compile, bureau, runs, told } = await setUp('2026-03-02 09:00', [friday]);
        await scheduler.tick();
        const start = clock.now();
        let latest = start;
        let current = scheduler;
        for (const { days, isRestarted, failures } of steps) {
          clock.advance(Math.max(days * day, start - clock.now()));
          latest = Math.max(latest, clock.now());
          if (isRestarted) current = another();
          compile.failNext(failures);
          await current.tick();
        }
        compile.failNext(0);
        clock.advance(latest - clock.now());
        for (let retry = 0; retry < 4; retry++, clock.advance(20 * 60_000)) await current.tick();
        const expected = dueBetween(friday, start, latest, bureau.calendar).map(({ period }) => `compile:${period}`);
        // One that failed three times has come to rest as `dead`; it is not lost, and it has sent nothing of its own.
        const settled = (await runs()).filter(run => run.state !== 'open');
        expect(settled.map(run => run.id)).toEqual(expected);
        const own = (await told()).filter(message => !message.startsWith('private:'));
        expect(own).toHaveLength(settled.filter(run => run.state === 'done').length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('runDue', () => {
  it('plays a simulated month in order, each run at its own time and none late', async () => {
    const { scheduler, remind, compile, runs } = await setUp();
    await scheduler.runDue(instant('2026-11-16 09:00'));
    await scheduler.runDue(instant('2026-12-05 10:00'));
    expect([...remind.contexts, ...compile.contexts].map(context => formatInstant(context.at)).sort()).toEqual([
      '2026-11-19T16:00:00+08:00',
      '2026-11-20T17:30:00+08:00',
      '2026-11-26T16:00:00+08:00',
      '2026-11-27T17:30:00+08:00',
      '2026-12-03T16:00:00+08:00',
      '2026-12-04T17:30:00+08:00',
    ]);
    expect((await runs()).every(run => run.state === 'done' && !run.caughtUp && run.startedAt === run.dueAt)).toBe(true);
  });

  it('plays the year 2026 with no run on a day off and none twice, however it is cut into pieces', async () => {
    const { bureau, scheduler, another, remind, compile } = await setUp('2026-01-01 00:00');
    const start = instant('2026-01-01');
    for (let day = 0; day <= 365; day += 1 + ((day * 7) % 11)) await (day % 3 === 0 ? another() : scheduler).runDue(start + day * 86_400_000);
    await scheduler.runDue(instant('2027-01-01'));
    const ran = [...remind.contexts, ...compile.contexts];
    expect(new Set(ran.map(context => context.run)).size).toBe(ran.length);
    expect(ran.filter(context => !bureau.calendar.isWorkday(formatInstant(context.at).slice(0, 10)))).toEqual([]);
    // Of the 53 weeks that touch the year, the first had its runs on 31 December 2025 and that of 春节 has no workday.
    expect([remind.ran.length, compile.ran.length]).toEqual([51, 51]);
  });
});

describe('runNow', () => {
  it('runs a task by hand about the period of its day, once for each moment', async () => {
    const { scheduler, remind } = await setUp();
    const at = instant('2026-11-18 10:00');
    const [run] = await scheduler.runNow('remind', at);
    expect(run).toMatchObject({ id: 'manual:remind:2026-11-18T10:00:00+08:00', state: 'done', outcome: '做完了' });
    expect(remind.contexts[0]).toMatchObject({ period: { from: '2026-11-16', to: '2026-11-22' }, date: '2026-11-18' });
    expect((await scheduler.runNow('remind', at))[0]).toMatchObject({ outcome: '做完了' });
    expect(remind.ran).toHaveLength(1);
  });

  it('does not stand for the scheduled run', async () => {
    const { scheduler, clock, remind } = await setUp();
    await scheduler.tick();
    clock.set('2026-11-19 16:30');
    await scheduler.runNow('remind');
    await scheduler.tick();
    expect(remind.ran.map(line => line.split(' at ')[0])).toEqual(['manual:remind:2026-11-19T16:30:00+08:00', 'weekly:2026-W47']);
  });

  it('works for a task that the bureau has not scheduled', async () => {
    const { another, remind } = await setUp();
    await another({ schedules: [] }).runNow('remind', instant('2026-11-18 10:00'));
    expect(remind.contexts[0]).toMatchObject({ period: { from: '2026-11-16', to: '2026-11-22' } });
  });

  it('says which tasks there are when the name is unknown', async () => {
    const { scheduler } = await setUp();
    await expect(scheduler.runNow('remnd')).rejects.toThrow(new AppError('not-found', '没有叫“remnd”的任务，可用：remind、compile。'));
  });
});
