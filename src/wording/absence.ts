import { formatPeriod, type Period } from '../domain/period.ts';

/** 已登记不在岗. `deputy`: who is reminded instead; null when the 科室 has others of its own or there is nothing to stand in for. */
export function leaveKept(said: { name: string; period: Period; year: number; isOwn: boolean; deputies: readonly string[] }): string {
  const { name, period, year, isOwn, deputies } = said;
  const instead = deputies.length > 0 ? `；这几天要提醒的，改提醒${deputies.join('、')}` : '';
  return [
    `**已记**｜${name}${formatPeriod(period, year)}不在岗，不打扰${instead}。`,
    `> 只记日期、不记事由。提前回来回“${isOwn ? '我' : name}销假了”。`,
  ].join('\n');
}

export function exemptKept(department: string, period: Period, year: number): string {
  return `**已记**｜${department}${formatPeriod(period, year)}免报，不提醒，也不算没报。\n> 提前恢复回“${department}恢复填报”。`;
}

export function leaveEnded(name: string): string {
  return `**已销假**｜${name}从今天起按在岗算。`;
}

export function exemptEnded(department: string): string {
  return `**已恢复**｜${department}从今天起照常填报。`;
}

export function nothingToEnd(who: string): string {
  return `${who}今天没有登记过的休假或免报，不用改。花名册文件里写的，请管理员在文件里改。`;
}

export function leaveWithoutDays(who: string): string {
  return `请说清哪几天，如“${who}下周一到周三请假”“${who}请假到周五”。还没有登记。`;
}

export function exemptWithoutDays(department: string): string {
  return `请说清哪几天免报，如“${department}本周免报”“${department}12月免报”。还没有登记。`;
}

export function notOnRoster(name: string): string {
  return `花名册里没有“${name}”，没有登记。请写全名，或请管理员补进花名册。`;
}

export function leaveOfOthers(name: string): string {
  return `${name}的休假请本人、同科室的人或材料员来说，这一条没有登记。`;
}

export const exemptByEditors = '哪个科室免报由材料员或管理员登记，这一条没有登记。本周确实没有事，回“无”就行。';

/** 请假情况 — who is away and which 科室 need not report, from today on. */
export function absenceList(
  list: { people: readonly { name: string; period: Period }[]; departments: readonly { name: string; period: Period }[] },
  year: number,
): string {
  const line = ({ name, period }: { name: string; period: Period }): string => `- ${name} ${formatPeriod(period, year)}`;
  if (list.people.length + list.departments.length === 0) return '今天和以后几天，没有登记的休假、出差或免报。';
  return [
    ...(list.people.length > 0 ? ['**不在岗**', ...list.people.map(line)] : []),
    ...(list.departments.length > 0 ? ['**免报**', ...list.departments.map(line)] : []),
    '> 这些天不提醒，也不算没报。',
  ].join('\n');
}
