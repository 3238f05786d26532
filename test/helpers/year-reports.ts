import { daysBetween, type LocalDate } from '../../src/domain/date.ts';

/** What is reported, by whom, and in every how manyth week, so that there is something to remind of, to digest and to compile. */
const reports: readonly (readonly [account: string, text: string, every: number])[] = [
  ['qinlang', '本周走访企业12家，收集问题5条', 2],
  ['leiming', '检查企业3家', 3],
  ['bailu', '开展普法宣传活动1场，发放宣传资料50份', 5],
  ['taoran', '收到示例机电的诉求1件，两周内答复', 8],
];
const FIRST_MONDAY = '2026-01-05';

/** The reports of the week around a day, each with an id of its own. */
export function yearReports(day: LocalDate): { id: string; account: string; text: string }[] {
  const week = Math.floor(daysBetween(FIRST_MONDAY, day) / 7);
  return reports.flatMap(([account, text, every]) => (week >= 0 && week % every === 0 ? [{ id: `${day}-${account}`, account, text }] : []));
}
