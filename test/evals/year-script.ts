import { addDays } from '../../src/domain/date.ts';
import { yearReports } from '../helpers/year-reports.ts';

/** One line for `replay`. */
type Line = { at: string } & ({ tick: true } | { from: string; text: string; group?: string });

/** What happens besides the weekly reports, so that every schedule has something to do: each with its day, time, who says it and where. */
const scenes: readonly (readonly [at: string, from: string, text: string, group?: 'direct'])[] = [
  ['2026-01-15T17:10', 'yezhou', '无'],
  ['2026-01-22T17:20', 'wenjing', '已报'],
  ['2026-01-29T10:00', 'shenlan', '信息公开年报已办', 'direct'],
  ['2026-03-03T09:10', 'qinlang', '补报：2月27日走访企业2家'],
  ['2026-03-16T09:30', 'shenlan', '新事项：建议提案，《关于扶持示例产业的提案》，已交办', 'direct'],
  ['2026-04-07T09:30', 'wenjing', '新事项：清欠，示例机电反映某单位拖欠货款20万元，已转办', 'direct'],
  ['2026-05-11T14:00', 'guchuan', '新事项：规范性文件，《青禾区示例奖补办法》起草', 'direct'],
  ['2026-05-12T14:00', 'guchuan', '事项3征求意见', 'direct'],
  ['2026-05-18T09:05', 'lianghui', '出5道自测题', 'direct'],
  ['2026-05-18T09:20', 'lianghui', '同意发卷', 'direct'],
  ['2026-05-18T10:00', 'qinlang', '逐题作答', 'direct'],
  ...['A', 'B', 'A', 'B', 'A'].map((letter, at) => [`2026-05-18T10:0${at + 1}`, 'qinlang', letter, 'direct'] as const),
  ['2026-05-19T10:00', 'taoran', 'ABABA', 'direct'],
  ['2026-05-25T09:00', 'lianghui', '出补测卷', 'direct'],
  ['2026-05-25T09:10', 'lianghui', '同意发卷', 'direct'],
  ['2026-06-16T10:00', 'guchuan', '事项3送审', 'direct'],
  ['2026-06-26T10:00', 'guchuan', '事项3已印发，有效期至2026年12月31日', 'direct'],
  ['2026-07-06T08:50', 'taoran', '我这周休年假'],
  ['2026-08-05T15:00', 'shenlan', '事项1已办复', 'direct'],
  ['2026-12-16T10:00', 'guchuan', '学法考试应考45人，实考44人，合格44人'],
];

/** 2026 and the first weeks of 2027 as people live it, one line of JSON each. */
export function yearScript(start: string, end: string): string {
  const lines: Line[] = scenes.map(([at, from, text, group]) => ({ at: `${at}:00+08:00`, from, text, ...(group ? { group } : {}) }));
  for (let day = '2026-01-07'; day < end; day = addDays(day, 7))
    for (const { account, text } of yearReports(day)) lines.push({ at: `${day}T10:00:00+08:00`, from: account, text });
  lines.sort((a, b) => a.at.localeCompare(b.at));
  const ticks = (at: string): Line => ({ at, tick: true });
  return [ticks(`${start}T08:00:00+08:00`), ...lines, ticks(`${end}T12:00:00+08:00`)].map(line => JSON.stringify(line)).join('\n');
}
