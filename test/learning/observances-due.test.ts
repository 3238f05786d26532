import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/date.ts';
import { observancesDue } from '../../src/learning/observances-due.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

async function dueOn(today: string): Promise<{ ahead: string[]; today: string[] }> {
  const { observances, calendar } = await sampleBureau();
  const due = observancesDue(observances, today, calendar);
  const words = (list: typeof due.ahead): string[] => list.map(({ observance, daysLeft }) => `${observance.name} ${daysLeft}`);
  return { ahead: words(due.ahead), today: words(due.today) };
}

describe('observancesDue', () => {
  it.each([
    ['2026-04-03', ['全民国家安全教育日 12'], ['保密宣传月 -2'], 'ten days ahead of 15 April is Sunday the 5th, in the holiday, so Friday the 3rd'],
    ['2026-04-15', ['知识产权宣传周 5', '职业病防治法宣传周 10'], ['全民国家安全教育日 0'], 'the day itself'],
    ['2026-09-20', ['网络安全宣传周 1', '烈士纪念日 10'], ['中国统计开放日 0'], 'a Sunday that is worked'],
    ['2026-09-18', ['网络安全宣传周 3', '中国统计开放日 2'], ['全民国防教育日 1'], 'the third Saturday of September: its card on Friday'],
    ['2026-04-01', [], ['保密宣传月 0'], 'the first day of a month'],
    ['2026-04-02', [], ['保密宣传月 -1'], 'a delayed card of a month is still welcome'],
    ['2026-04-07', ['全民国家安全教育日 8'], [], 'later it is not'],
    ['2026-12-01', ['国家宪法日 3', '国际反腐败日 8'], [], 'a week whose one great day is near waits for it'],
    ['2026-12-04', ['国际反腐败日 5'], ['宪法宣传周 -3', '国家宪法日 0'], 'and comes with it, in one message'],
  ])('on %s tells ahead of %j and has come %j: %s', async (day, ahead, today) => {
    expect(await dueOn(day)).toEqual({ ahead, today });
  });

  it('finds every observance of a year ahead and on its day, going from workday to workday', async () => {
    const { observances, calendar } = await sampleBureau();
    const seen = { ahead: new Set<string>(), today: new Set<string>() };
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (!calendar.isWorkday(day)) continue;
      const due = observancesDue(observances, day, calendar);
      for (const { observance, period } of due.ahead) if (period.from < '2027') seen.ahead.add(observance.name);
      for (const { observance, period } of due.today) if (period.from < '2027') seen.today.add(observance.name);
    }
    const all = observances.map(({ name }) => name).sort();
    expect([...seen.ahead].sort()).toEqual(all);
    expect([...seen.today].sort()).toEqual(all);
  });
});
