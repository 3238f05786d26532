import { describe, expect, it } from 'vitest';
import type { Bureau } from '../../src/bureau/bureau.ts';
import type { Member } from '../../src/domain/member.ts';
import type { Schedule } from '../../src/domain/schedule.ts';
import { chartOf } from '../../src/figures/chart-file.ts';
import { readRunHistory } from '../../src/jobs/run-history.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import type { Task } from '../../src/jobs/task.ts';
import { createBackupTask } from '../../src/jobs/tasks/backup.ts';
import { type CompileReport, createCompileTask, createDraftTask } from '../../src/jobs/tasks/compile.ts';
import { createDigestTask } from '../../src/jobs/tasks/digest.ts';
import { createRemindTask } from '../../src/jobs/tasks/remind.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import type { OutboxRow, RunRow, Store } from '../../src/store/store.ts';
import type { DigestContent } from '../../src/wording/digest.ts';
import { createFakeClock, instant } from '../helpers/fake-clock.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { temporaryStore } from '../helpers/temporary-store.ts';

interface Played {
  runs: RunRow[];
  /** `guchuan: text`, in the order in which they were queued. */
  sent: string[];
  outbox: OutboxRow[];
}

/** What is queued is on its way before the next run. */
async function sendAll(store: Store, bureau: string): Promise<void> {
  await store.write({ bureau }, async tx => {
    const { rows } = await tx.find('outbox', { index: 'byState', equals: ['open'] });
    for (const row of rows) await tx.replace('outbox', { ...row, attempts: 1 });
  });
}

/** Runs one task by hand at each of the times. */
async function play(task: Task, times: string[], changes: Partial<Bureau> = {}): Promise<Played> {
  const clock = createFakeClock(times[0] ?? '2026-11-19 16:00');
  const store = await temporaryStore(clock);
  const bureau = await sampleBureau(changes);
  const scheduler = createScheduler({ store, clock, bureaus: [bureau], tasks: [task], logger: silentLogger });
  const runs: RunRow[] = [];
  for (const time of times) {
    runs.push(...(await scheduler.runNow(task.name, instant(time))));
    await sendAll(store, bureau.id);
  }
  const outbox = await store.read({ bureau: bureau.id }, async reader => (await reader.find('outbox', { index: 'byQueued' })).rows);
  const addressee = ({ message: { to } }: OutboxRow): string => ('account' in to ? to.account : to.conversation.id);
  return { runs, outbox, sent: outbox.map(row => `${addressee(row)}: ${row.message.text}`) };
}

function member(changes: Partial<Member>): Member {
  return {
    id: 'x',
    name: '某人',
    department: '办公室',
    otherDepartments: [],
    roles: ['staff', 'liaison'],
    accounts: { simulator: changes.id ?? 'x' },
    from: null,
    to: null,
    known: true,
    ...changes,
  };
}

const addresses = (sent: readonly string[]): string[] => sent.map(line => line.split(':')[0] ?? '').sort();

describe('remind', () => {
  it('writes privately to the liaison of each 科室 without a record, in the words of wording.md', async () => {
    const asked: unknown[] = [];
    const task = createRemindTask(async (_, period) => {
      asked.push(period);
      return ['企业服务科', '绿色安全科'];
    });
    const { sent, runs, outbox } = await play(task, ['2026-11-19 16:00'], { ledgers: [] });
    expect(asked).toEqual([{ from: '2026-11-16', to: '2026-11-22' }]);
    expect(addresses(sent)).toEqual(['leiming', 'taoran']);
    expect(sent.find(line => line.startsWith('taoran'))).toBe(
      'taoran: 陶然您好，企业服务科11月16—20日还没有记录。\n有事回一句，如“走访3家，收集问题2条”；没有可以不回，或回“无”；同事已报回“已报”。\n> 本周只提醒这一次，不在群里点名。',
    );
    expect(runs[0]?.outcome).toBe('2个科室没有记录，私下提醒2人');
    expect(outbox.every(row => 'account' in row.message.to && row.run === runs[0]?.id && row.state === 'open')).toBe(true);
  });

  it('gives the 科室’s own kind of example', async () => {
    const { sent } = await play(
      createRemindTask(async () => ['投资审批科']),
      ['2026-11-19 16:00'],
    );
    expect(sent[0]).toMatch(/如“[^”]+3\S+/);
    expect(sent[0]).not.toContain('走访3家');
  });

  it('nudges a person once a week, whichever task or hand asks, and again in the next week', async () => {
    const task = createRemindTask(async () => ['办公室']);
    const { sent, runs } = await play(task, ['2026-11-19 16:00', '2026-11-20 09:00', '2026-11-26 16:00']);
    expect(addresses(sent)).toEqual(['shenlan', 'shenlan']);
    expect(runs.map(run => run.outcome)).toEqual([
      '1个科室没有记录，私下提醒1人',
      '1个科室没有记录，私下提醒0人；1人本周已提醒过，不再打扰',
      '1个科室没有记录，私下提醒1人',
    ]);
  });

  it('merges the 科室 of one person into one message', async () => {
    const members = [member({ id: 'both', name: '甲', department: '办公室', otherDepartments: ['投资审批科'] })];
    const { sent } = await play(
      createRemindTask(async () => ['办公室', '投资审批科']),
      ['2026-11-19 16:00'],
      { members },
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]).toContain('办公室、投资审批科11月16—20日还没有记录');
  });

  it('leaves out who has not come yet or has left, and says how many 科室 nobody can be asked for', async () => {
    const members = [
      member({ id: 'left', to: '2026-11-18' }),
      member({ id: 'later', from: '2026-11-20' }),
      member({ id: 'here', department: '企业服务科' }),
      member({ id: 'nowhere', department: '投资审批科', accounts: { wecom: 'nobody' } }),
    ];
    const { sent, runs } = await play(
      createRemindTask(async () => ['办公室', '企业服务科', '投资审批科']),
      ['2026-11-19 16:00'],
      { members },
    );
    expect(addresses(sent)).toEqual(['here']);
    expect(runs[0]?.outcome).toBe('3个科室没有记录，私下提醒1人；2个科室没有可联系的人（没有联络员，或都不在岗）');
  });

  it('writes on the platform of the bureau’s groups', async () => {
    const members = [member({ id: 'a', accounts: { simulator: 'a', dingtalk: '0123', wecom: 'wa' } })];
    const groups: Bureau['groups'] = [{ id: 'work', name: '群', kind: 'work', platform: 'dingtalk', conversation: 'c', robotKeyEnv: null }];
    const { outbox } = await play(
      createRemindTask(async () => ['办公室']),
      ['2026-11-19 16:00'],
      { members, groups },
    );
    expect(outbox[0]?.message.to).toEqual({ platform: 'dingtalk', account: '0123' });
  });

  it('asks about the days that are worked, and says when the arrangement of the year is not known', async () => {
    const task = createRemindTask(async () => ['办公室']);
    const { sent } = await play(task, ['2026-02-12 16:00', '2026-09-30 16:00', '2027-03-04 16:00']);
    expect(sent[0]).toContain('2月9—14日还没有记录');
    expect(sent[1]).toContain('9月28—30日还没有记录');
    expect(sent[0]).not.toContain('未含官方调休安排');
    expect(sent[2]).toContain('3月1—5日还没有记录');
    expect(sent[2]).toContain('日期未含官方调休安排');
  });

  it('says so when everybody has reported', async () => {
    const { sent, runs } = await play(
      createRemindTask(async () => []),
      ['2026-11-19 16:00'],
    );
    expect([sent, runs[0]?.outcome]).toEqual([[], '各科室都已填报，不用提醒']);
  });
});

describe('compile and draft', () => {
  const draftSchedule: Schedule = {
    id: 'half',
    task: 'draft',
    every: 'year',
    day: 25,
    month: 6,
    time: '09:00',
    onDayOff: 'before',
    catchUp: 'all',
    group: null,
    report: 'half-year',
  };
  const asked: unknown[] = [];
  const compile: CompileReport = async ({ kind, period }) => {
    asked.push([kind, period.from, period.to]);
    return { title: '一周情况', missing: ['行政执法（绿色安全科）'], file: { name: '一周情况.docx', id: 'draft:week:2026-W47' } };
  };

  it('compiles the week and tells the editors privately what it lacks, with the file', async () => {
    asked.length = 0;
    const { sent, runs, outbox } = await play(createCompileTask(compile), ['2026-11-20 17:30']);
    expect(asked).toEqual([['week', '2026-11-16', '2026-11-22']]);
    expect(sent).toEqual([
      'lianghui: 梁慧您好，《一周情况》初稿已汇编。\n1个部分这周没有材料。\n> 智能辅助起草，须人工审核。您改过的段落，再次汇编时不会被覆盖。',
    ]);
    expect(outbox[0]?.message.files).toEqual([{ name: '一周情况.docx', id: 'draft:week:2026-W47' }]);
    expect(runs[0]?.outcome).toBe('已汇编《一周情况》初稿，1处缺材料');
  });

  it('compiles the half-year that the schedule names', async () => {
    asked.length = 0;
    await play(createDraftTask(compile), ['2026-06-25 09:00'], { schedules: [draftSchedule] });
    expect(asked).toEqual([['half-year', '2026-01-01', '2026-06-30']]);
  });
});

describe('digest', () => {
  const content: DigestContent = {
    period: { from: '2026-11-16', to: '2026-11-22' },
    asOf: '2026-11-22',
    entries: 7,
    sections: [
      { name: '行政执法', lines: ['检查企业5家'] },
      { name: '营商环境与企业服务', lines: ['走访企业12家', '收集问题5条', '解决3条', '发放政策手册200余份'] },
      { name: '存在问题', lines: [] },
    ],
    figures: ['走访企业12家'],
    totals: ['走访企业269家次'],
    missing: 2,
    overdue: [],
  };

  it('puts last week on one screen for the leaders’ group, naming nobody who is missing', async () => {
    const asked: unknown[] = [];
    const task = createDigestTask(async (_, { period }) => {
      asked.push(period);
      return content;
    });
    const { sent, runs } = await play(task, ['2026-11-23 08:30']);
    expect(asked).toEqual([{ from: '2026-11-16', to: '2026-11-22' }]);
    expect(sent).toEqual([
      [
        'leaders: **青禾区工业和信息化局一周工作**｜11月16—22日，7条记录',
        '- **行政执法** 检查企业5家',
        '- **营商环境与企业服务** 走访企业12家；收集问题5条；解决3条；另有1项',
        '今年累计（截至11月22日）：走访企业269家次',
        '> 2个科室上周没有记录，数字可能不全。问“今年走访了多少企业”可看合计，回“怎么算的”看口径。',
      ].join('\n'),
    ]);
    expect(runs[0]?.outcome).toBe('已发领导群，含7条记录');
  });

  it('has its chart in letters and as a picture for the leaders', async () => {
    const bars = [
      { label: '10月', value: 20, text: '20家次' },
      { label: '11月', value: 12, text: '约12家次', isApproximate: true },
    ];
    const chart = { title: '走访企业按月', note: '截至11月22日', bars };
    const { outbox } = await play(
      createDigestTask(async () => ({ ...content, chart })),
      ['2026-11-23 08:30'],
    );
    const [row] = outbox;
    const [picture] = row?.message.files ?? [];
    expect(row?.message.text).toContain(`走访企业按月：\n${picture?.letters}\n`);
    expect(chartOf(picture?.id ?? '')).toMatchObject(chart);
  });

  it('stays within two pushes a week and group', async () => {
    const { sent, runs } = await play(
      createDigestTask(async () => content),
      ['2026-11-23 08:30', '2026-11-24 08:30', '2026-11-25 08:30'],
    );
    expect([sent.length, runs[2]?.sent]).toEqual([2, []]);
  });

  it('sends nothing on a week that has nothing', async () => {
    const { sent, runs } = await play(
      createDigestTask(async () => ({ ...content, entries: 0, sections: [] })),
      ['2026-11-23 08:30'],
    );
    expect([sent, runs[0]?.outcome]).toEqual([[], '这一周没有新增记录，没有发']);
  });
});

describe('backup', () => {
  it('says where the copy lies', async () => {
    const { runs } = await play(
      createBackupTask(async () => ({ file: '/state/backups/backup-2026-11-20.jsonl', bytes: 20_480 })),
      ['2026-11-20 12:30'],
    );
    expect(runs[0]?.outcome).toBe('已备份到backup-2026-11-20.jsonl（20KB）');
  });
});

describe('readRunHistory', () => {
  it('tells of the runs of one task in a time with what was delivered', async () => {
    const clock = createFakeClock('2026-11-19 16:00');
    const store = await temporaryStore(clock);
    const bureau = await sampleBureau();
    const scheduler = createScheduler({
      store,
      clock,
      bureaus: [bureau],
      tasks: [createRemindTask(async () => ['办公室', '企业服务科']), createBackupTask(async () => ({ file: 'f', bytes: 1 }))],
      logger: silentLogger,
    });
    await scheduler.runNow('remind');
    await scheduler.runNow('backup');
    await store.write({ bureau: bureau.id }, async transaction => {
      const [row] = await transaction.take('outbox', clock.now(), 1, clock.now());
      if (row) await transaction.replace('outbox', { ...row, state: 'done', deliveredAt: clock.now() });
    });
    const history = await readRunHistory(store, bureau, { task: 'remind', from: instant('2026-11-16'), to: instant('2026-11-23') });
    expect(history).toMatchObject([{ task: 'remind', state: 'done', sent: 2, delivered: 1, failed: 0, to: ['沈岚', '陶然'] }]);
    expect(await readRunHistory(store, bureau, { from: instant('2026-11-20'), to: instant('2026-11-23') })).toEqual([]);
  });
});
