import { describe, expect, it } from 'vitest';
import { describeRuns, type RunSummary } from '../../src/wording/runs.ts';
import { instant } from '../helpers/fake-clock.ts';

const at = instant('2026-11-19 16:00');
const asked = { what: '上周催报', now: instant('2026-11-23 09:00'), isPrivate: false, isDayOff: false };
const run: RunSummary = {
  task: 'remind',
  dueAt: at,
  startedAt: at,
  finishedAt: at,
  state: 'done',
  caughtUp: false,
  outcome: '2个科室没有记录，私下提醒2人',
  sent: 2,
  delivered: 2,
  failed: 0,
  to: ['温静', '雷鸣'],
};

describe('describeRuns', () => {
  const table: [string, RunSummary[], string][] = [
    ['done and delivered', [run], '**上周催报已办**\n- 11月19日16:00 催报提醒：2个科室没有记录，私下提醒2人，2条均已送达'],
    ['partly delivered', [{ ...run, delivered: 1 }], '**上周催报已办**\n- 11月19日16:00 催报提醒：2个科室没有记录，私下提醒2人，2条中1条已送达'],
    [
      'caught up',
      [{ ...run, caughtUp: true, startedAt: instant('2026-11-20 08:05'), sent: 0 }],
      '**上周催报已办**\n- 11月19日16:00 催报提醒：程序停机，11月20日08:05补办；2个科室没有记录，私下提醒2人',
    ],
    [
      'dropped',
      [{ ...run, startedAt: null, outcome: '到时间时程序没有运行，已由后一次代替', sent: 0 }],
      '**上周催报没有办成**\n- 11月19日16:00 催报提醒：到时间时程序没有运行，已由后一次代替',
    ],
    [
      'dead',
      [{ ...run, state: 'dead', outcome: '试了3次都没有成功：平台没有应答' }],
      '**上周催报没有办成**\n- 11月19日16:00 催报提醒：没有完成：试了3次都没有成功：平台没有应答',
    ],
    ['under way', [{ ...run, state: 'open', outcome: '' }], '**上周催报正在办**\n- 11月19日16:00 催报提醒：正在办理'],
    [
      'several',
      [run, { ...run, state: 'dead', outcome: '没有成功', dueAt: instant('2025-12-31 16:00') }],
      '**上周催报安排2次，办了1次**\n- 11月19日16:00 催报提醒：2个科室没有记录，私下提醒2人，2条均已送达\n- 2025年12月31日16:00 催报提醒：没有完成：没有成功',
    ],
    ['none', [], '**上周催报没有运行记录**｜那段时间没有安排，或者程序还没有启用。'],
  ];
  it('names privately who was written to, and says what could not be delivered', () => {
    expect(describeRuns([{ ...run, delivered: 1, failed: 1 }], { ...asked, isPrivate: true })).toContain('2条中1条已送达，1条发不出去（温静、雷鸣）');
    expect(describeRuns([{ ...run, delivered: 1, failed: 1 }], asked)).not.toContain('温静');
  });

  it('gives one line to a task that said the same every day', () => {
    const daily: RunSummary = { ...run, task: 'deadlines', outcome: '没有要提醒的到期事项', sent: 0, delivered: 0, to: [] };
    const days = ['2026-11-16 08:30', '2026-11-17 08:30', '2026-11-18 08:30'].map(day => ({
      ...daily,
      dueAt: instant(day),
      startedAt: instant(day),
    }));
    expect(describeRuns([...days.slice(0, 2), run, ...days.slice(2)], asked)).toBe(
      '**上周催报安排4次，办了4次**\n- 11月16日08:30起3次 到期提醒：没有要提醒的到期事项\n- 11月19日16:00 催报提醒：2个科室没有记录，私下提醒2人，2条均已送达',
    );
  });

  it('tells one run’s start and end to whoever asks privately, and backups in one line with the last file', () => {
    const began = { ...run, startedAt: instant('2026-11-19 16:00'), finishedAt: instant('2026-11-19 16:01') };
    expect(describeRuns([began], { ...asked, isPrivate: true })).toMatch(/；16:00开始，16:01办完$/);
    const backup = (day: string): RunSummary => ({
      ...{ ...run, task: 'backup' as const, sent: 0, delivered: 0, to: [] },
      outcome: `已备份到xiaofa-2026111${day}1230.backup（9KB）`,
      dueAt: instant(`2026-11-1${day} 12:30`),
    });
    expect(
      describeRuns([backup('6'), backup('7')], asked)
        .split('\n')
        .slice(1),
    ).toEqual(['- 11月16日12:30起2次 备份：已备份到xiaofa-202611171230.backup（9KB）']);
  });

  it('says that there was nothing to run while nobody works', () => {
    expect(describeRuns([], { ...asked, isDayOff: true })).toBe('**上周催报没有安排**｜那几天放假。');
  });

  it.each(table)('%s', (_, runs, expected) => {
    expect(describeRuns(runs, asked)).toBe(expected);
  });
});
