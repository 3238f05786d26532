import { type LocalDate, yearOf } from '../domain/date.ts';
import { formatPeriod, overlaps, type Period } from '../domain/period.ts';
import type { SettledLine, Total } from '../domain/total.ts';

/** 10月的备案项目总投资没有算进去: no record of those days, or none that counts. */
export function includedLine(
  { metric }: Total,
  { within, touching, asked, today }: { within: Period; touching: readonly SettledLine[]; asked: Period; today: LocalDate },
): string {
  const days = formatPeriod(within, yearOf(today));
  if (!overlaps(asked, within)) return `**${days}的${metric}没有算进去**：问的是${formatPeriod(asked, yearOf(today))}，${days}不在这段时间里。`;
  const counted = touching.filter(({ verdict }) => verdict === 'counted');
  const covered = touching.filter(({ verdict }) => verdict === 'covered');
  if (counted.length > 0) {
    const held = covered.length > 0 ? `；${numbers(covered)}已含在里面，不重复加` : '';
    return `**${days}的${metric}已算进去**（${numbers(counted)}）${held}。`;
  }
  if (touching.length > 0) return `**${days}的${metric}没有算进去**：${numbers(touching)}没有计入，原因见下。`;
  return `**${days}的${metric}没有算进去**：还没有收集到这段时间的记录，不等于0。`;
}

function numbers(lines: readonly SettledLine[]): string {
  return [...new Set(lines.map(({ number }) => number))].join('、');
}
