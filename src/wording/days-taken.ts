import { type LocalDate, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { detailList } from './explanation.ts';
import { dayText, periodText, type Scope } from './total-phrase.ts';

/** 用了多久: the days between the first and the last that these records tell. */
export function daysTaken(
  records: readonly Entry[],
  { first, last, days }: { first: LocalDate; last: LocalDate; days: number },
  scope: Scope,
): string {
  const year = yearOf(scope.today);
  return [
    `**从${dayText(first, year)}到${dayText(last, year)}，相隔${days}天**`,
    detailList(`${periodText(scope)}有关的记录`, records, { isStateSaid: true }),
    '> 按记录写的日期算，只说明记录之间隔了多久；办理时限是否超期请按规定核对。',
  ].join('\n');
}
