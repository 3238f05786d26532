import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { dateOf } from '../../src/domain/date.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { periodDue } from '../../src/reports/material-due.ts';
import { type Play, play } from '../helpers/play.ts';

/** Months pass quickly when nothing else falls due. */
async function january(said = '2025年12月走访企业40家'): Promise<Play> {
  const { schedules } = await loadBureau(`${projectRoot}/data`);
  const played = await play('2026-01-12T09:00', { schedules: schedules.filter(({ task }) => task === 'deadlines') });
  await played.say('qinlang', said, { group: 'direct' });
  return played;
}

/** What somebody was told by itself of the material of one report, with the day. */
function told({ stage }: Play, member: string, report = '2025年法治政府建设情况的报告'): { on: string; text: string }[] {
  return stage.platform.transcript
    .since(0)
    .filter(line => line.conversation === `direct:${member}` && line.account === null && line.replyTo === null)
    .flatMap(({ at, text }) => (/的报告材料|报告还缺/.test(text) && text.includes(report) ? [{ on: dateOf(at).slice(5), text }] : []));
}

const days = (played: Play, member: string): string[] => told(played, member).map(({ on }) => on);

describe('weeks before a report has to go out', { timeout: 60_000 }, () => {
  it('each responsible 科室 is asked privately for its own part, on workdays, and the editor is shown all that is still missing', async () => {
    const played = await january();
    await played.at('2026-04-05T20:00');
    // 28 February is worked, so is 14 February, and the Spring Festival between them is not.
    expect(days(played, 'shaobing')).toEqual(['02-02', '02-14']);
    const [first] = told(played, 'shaobing');
    expect(first?.text).toMatch(
      /投资审批科的报告材料：.*2025年法治政府建设情况的报告》还缺“行政审批与政务服务”没有材料.*2月28日到期，还有15个工作日/,
    );
    expect(first?.text).not.toContain('惠企政策');
    expect(told(played, 'guchuan')[0]?.text).toContain('12个月没有“集体学法”记录');
    // The published copy comes later: the editor is shown, the 科室 are not asked again.
    expect(days(played, 'lianghui')).toEqual(['02-09', '02-25', '03-17', '03-26']);
    expect(told(played, 'lianghui')[0]?.text).toMatch(/已私下问过责任科室，还缺\n[\s\S]*- 投资审批科：“行政审批与政务服务”没有材料/);
    expect(played.pushes('work').join('')).not.toContain('报告材料');
  });

  it('puts what one person is told on a day into one message', async () => {
    const played = await january();
    await played.at('2026-02-02T20:00');
    const [message, ...others] = told(played, 'shenlan');
    expect(others).toEqual([]);
    expect(message?.text).toMatch(/有2件事[\s\S]*信息公开年报[\s\S]*办公室的报告材料/);
  });

  it('does not ask again for what was supplied', async () => {
    const played = await january();
    await played.at('2026-02-03T09:00');
    expect(days(played, 'shaobing')).toEqual(['02-02']);
    await played.say('shaobing', '2025年11月网上备案办结6个', { group: 'direct' });
    await played.at('2026-02-28T20:00');
    expect(days(played, 'shaobing')).toEqual(['02-02']);
    expect(told(played, 'lianghui')[0]?.text).not.toContain('投资审批科');
  });

  it('asks for the figures that what others compile needs, before that day', async () => {
    const played = await january('2025年12月主动公开政府信息20条');
    await played.at('2026-03-31T20:00');
    const [disclosure, ...others] = told(played, 'shenlan', '《信息公开年报》');
    expect(disclosure?.on).toBe('01-13');
    expect(disclosure?.text).toContain('《信息公开年报》还缺“依申请公开办理”的记录');
    expect(disclosure?.text).not.toContain('主动公开政府信息');
    expect(others.map(({ on }) => on)).toEqual(['01-23']);
    const arrears = told(played, 'wenjing', '《逾期账款公开》');
    expect(arrears.map(({ on }) => on)).toEqual(['03-10', '03-24']);
    expect(arrears[0]?.text).toContain('《逾期账款公开》还缺“逾期未付合同”的记录；“未清偿欠款”的记录');
  });

  it('asks nobody once the report is said to be handed in', async () => {
    const played = await january();
    await played.say('guchuan', '法治报告报送已办', { group: 'direct' });
    await played.at('2026-02-28T20:00');
    expect([...days(played, 'shaobing'), ...days(played, 'lianghui')]).toEqual([]);
  });

  it('asks nobody for a year of which nothing was ever kept', async () => {
    const played = await january('走访企业5家');
    await played.at('2026-02-28T20:00');
    expect([...days(played, 'shaobing'), ...days(played, 'lianghui')]).toEqual([]);
  });

  it('asks a colleague where the liaison is on leave', async () => {
    const played = await january();
    await played.at('2026-02-02T08:00');
    await played.say('taoran', '我2月2日到2月13日休假', { group: 'direct' });
    await played.at('2026-02-13T20:00');
    expect(days(played, 'taoran')).toEqual([]);
    expect(days(played, 'qinlang')).toEqual(['02-02']);
  });
});

it.each([
  ['annual', '2026-02-28', '2025-01-01', '2025-12-31'],
  ['annual', '2026-12-20', '2026-01-01', '2026-12-31'],
  ['half-year', '2026-06-25', '2026-01-01', '2026-06-30'],
  ['half-year', '2026-07-10', '2026-01-01', '2026-06-30'],
  ['duty', '2027-01-15', '2026-01-01', '2026-12-31'],
] as const)('a %s report due on %s tells of %s to %s', (kind, deadline, from, to) => {
  expect(periodDue(kind, deadline)).toEqual({ from, to });
});
