import type { MetricDefinition } from '../../domain/ledger.ts';
import { sameUnit } from '../../ledgers/find-metric.ts';

/** 多少家, 几场, 多少人次, 检查次数; 执法人员几个 asks for people. */
export function askedUnit(clause: string): string | null {
  const counted = /([家户条件份场次期人起笔])数(?![据字额])/.exec(clause)?.[1];
  if (counted !== undefined && !/多少|几/.test(clause)) return counted;
  if (/(?:人员|干部|专家|学员|代表)(?:还|都|一共|总共|现在)?(?:有|是)?(?:多少|几)个(?!人?问题)/.test(clause)) return '人';
  const held = /(?:超过?|破|达到?|满)\s?\d[\d.]*(亿|万)元?/.exec(clause)?.[1];
  if (held !== undefined) return `${held}元`;
  if (/(?:多少|几个)企业/.test(clause)) return '家';
  const said = /(?:多少|几)(?:个(?=[钱人亿万]))?(亿元?|万元|人次|家次|户次|场次|元|钱|[家户条件项份本册篇块场次期人名位笔起宗批]|个(?![月季]))/.exec(
    clause,
  )?.[1];
  return said === '钱' ? '元' : said === '亿' ? '亿元' : (said ?? null);
}

/** Whether a metric is counted in it. */
export function fitsUnit({ units }: MetricDefinition, unit: string): boolean {
  return units.some(each => sameUnit(each, unit));
}
