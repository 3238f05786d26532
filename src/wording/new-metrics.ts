import type { MetricKind } from '../domain/quantity.ts';
import { numbersText } from './entry-line.ts';
import { kindWords } from './name-decisions.ts';

interface NewMetricText {
  name: string;
  units: readonly string[];
  kind: MetricKind;
  departments: readonly string[];
  entries: readonly { number: string }[];
  /** A name that may mean the same; null for none. */
  alike: string | null;
}

/** A phone's screen. */
export const MOST_LISTED = 10;

/** 新指标 — what was reported under words that no ledger has, numbered, with what an editor may answer. */
export function newMetricList(metrics: readonly NewMetricText[], { isAdmin }: { isAdmin: boolean }): string {
  const [first] = metrics;
  if (!first) return '今年报的数都对上了台账里的指标，没有新指标。';
  const lines = metrics.slice(0, MOST_LISTED).map((metric, at) => {
    const said = `${at + 1}. ${newMetricLine(metric)}`;
    return metric.alike === null ? said : `${said}，像是“${metric.alike}”？`;
  });
  const more = metrics.length - MOST_LISTED;
  const doubtful = metrics.slice(0, MOST_LISTED).findIndex(({ alike }) => alike !== null);
  const place = Math.max(doubtful, 0) + 1;
  const { name, alike } = metrics[place - 1] ?? first;
  return [
    `**台账里没有、按原话记下的${metrics.length}个指标**`,
    ...lines,
    ...(more > 0 ? [`还有${more}个，定了前面的再回“新指标”看。`] : []),
    `> 和别的是一回事：回“新指标${place}并到${alike ?? '……'}”`,
    ...(alike === null ? [] : [`> 不是一回事：回“${name}不是${alike}”`]),
    `> 以后固定统计：回“新指标${place}列为指标”`,
    ...(isAdmin ? [`> 管理员也可以写进台账文件的 metrics：{ name: ${first.name}, units: [${first.units.join(', ')}], kind: ${first.kind} }`] : []),
  ].join('\n');
}

/** 巡河（次，增量）：水利科报过2次〔1117-1、1118-1〕. */
export function newMetricLine({ name, units, kind, departments, entries }: Omit<NewMetricText, 'alike'>): string {
  return `${name}（${units.join('、')}，${kindWords[kind]}）：${departments.join('、')}报过${entries.length}次〔${numbersText(entries.slice(-3))}〕`;
}

/** In the notice to editors, where there are any. */
export function newMetricsNote(count: number): string {
  return count === 0 ? '' : `这周有${count}个台账里没有的指标，按原话记下了，回“新指标”看。`;
}

/** Under the list: one press joins. */
export function joinLabel(name: string, into: string): string {
  return `${name}并到${into}`;
}
