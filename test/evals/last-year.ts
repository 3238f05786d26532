import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monthOf, yearOf } from '../../src/domain/date.ts';
import { halfPeriod, type Period, quarterPeriod, samePeriod, yearPeriod } from '../../src/domain/period.ts';
import type { LastYear } from '../../src/figures/compare.ts';

type Baseline = Record<string, Record<string, number>>;

/** 去年基数 — the figures of the year before that the gold set gives. */
export function lastYearOf(shared: string): LastYear {
  const { baseline_2025: rows } = JSON.parse(readFileSync(join(shared, 'gold', 'leader_questions.json'), 'utf8')) as { baseline_2025: Baseline };
  return baseline(rows);
}

/** The gold set's baseline: `走访企业` → `2025-01..10` → 244; 其中 rows stand under the names of the parts. */
function baseline(rows: Baseline): LastYear {
  const parts: Record<string, string> = { 承办代表建议: '其中代表建议', 承办政协提案: '其中政协提案' };
  return (metric, period) => {
    const row = Object.entries(rows).find(([name]) => name.replace(/（.*$/, '') === metric);
    const part = parts[metric];
    const figures = part ? Object.values(rows).find(each => part in each) : row?.[1];
    const value = part ? (samePeriod(period, yearPeriod(2025)) ? figures?.[part] : undefined) : figures?.[keyOf(period)];
    return value === undefined ? null : { value, unit: /（(.+)）/.exec(row?.[0] ?? '')?.[1] ?? unitOf(metric), source: '去年基数' };
  };
}

function unitOf(metric: string): string {
  return (
    {
      走访企业: '家',
      执法检查: '次',
      行政处罚: '起',
      集体学法: '次',
      普法宣传活动: '场',
      网上备案办结: '个',
      收集问题: '条',
      解决问题: '条',
      主动公开政府信息: '条',
    }[metric] ?? '件'
  );
}

function keyOf(period: Period): string {
  const year = yearOf(period.from);
  if (samePeriod(period, yearPeriod(year))) return `${year}全年`;
  if (samePeriod(period, halfPeriod(year, 1))) return `${year}-上半年`;
  const quarter = [1, 2, 3, 4].find(each => samePeriod(period, quarterPeriod(year, each)));
  if (quarter) return `${year}-Q${quarter}`;
  return period.from.slice(5) !== '01-01' ? '' : `${year}-01..${String(monthOf(period.to)).padStart(2, '0')}`;
}
