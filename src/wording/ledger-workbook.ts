import { formatInstant } from '../domain/date.ts';
import type { Entry, EntryStatus } from '../domain/entry.ts';
import { formatPeriod } from '../domain/period.ts';
import type { Approximation, MetricKind } from '../domain/quantity.ts';
import { supplementStatus } from './closing.ts';

export const statusWords: Record<EntryStatus, string> = {
  submitted: '已填报',
  awaiting: '待确认',
  accepted: '已确认',
  returned: '已退回',
  withdrawn: '已撤回',
};
const kinds: Record<MetricKind, string> = { increment: '增量', cumulative: '年初以来累计', level: '时点存量', rate: '比率' };
/** The words for kinds, read back by an import. */
export const kindWords = Object.entries(kinds) as [MetricKind, string][];
const approximations: Record<Approximation, string> = { 'at-least': '以上（余、多、超）', 'at-most': '不足（近）', about: '约', range: '区间' };

export const approximationWords = Object.entries(approximations) as [Approximation, string][];

/** The headers of every ledger sheet, in the order of `ledgerRows`. */
export const ledgerHeaders = [
  '编号',
  '科室',
  '时间',
  '类别',
  '摘要',
  '指标',
  '数值',
  '单位',
  '概数',
  '性质',
  '状态',
  '填报人',
  '填报时间',
  '原话',
  '变更',
  '佐证',
];

/** One row a figure; an entry without figures has one row. Values in the order of `ledgerHeaders`. */
export function ledgerRows(entry: Entry): (string | number | null)[][] {
  const shared = [entry.number, entry.department, formatPeriod(entry.period), entry.category, entry.summary];
  const changes = entry.history.slice(1).map(change => `${formatInstant(change.at).slice(0, 16).replace('T', ' ')} ${change.by.name} ${change.what}`);
  const trail = [
    `${statusWords[entry.status]}${entry.supplement ? supplementStatus(entry.supplement.reason) : ''}`,
    entry.reporter.name,
    formatInstant(entry.submittedAt).slice(0, 16).replace('T', ' '),
    entry.raw,
    changes.join('；'),
    (entry.evidence ?? []).join('；'),
  ];
  if (!entry.metrics.length) return [[...shared, null, null, null, null, null, ...trail]];
  return entry.metrics.map(metric => [
    ...shared,
    metric.name,
    metric.value ?? metric.raw,
    metric.unit,
    metric.approximate ? approximations[metric.approximate] : '',
    kinds[metric.kind],
    ...trail,
  ]);
}

/** 合计 — what a metric came to this year, as every answer and report counts it. */
export interface TotalRow {
  metric: string;
  text: string;
  value: number | null;
  unit: string;
  asOf: string;
  entries: readonly string[];
}

export const totalsSheet = '本年合计';
export const totalHeaders = ['指标', '合计', '单位', '截至', '文中写法', '记录条数'];

/** In the order of `totalHeaders`. */
export function totalRow({ metric, text, value, unit, asOf, entries }: TotalRow): (string | number | null)[] {
  return [metric, value ?? text, unit, asOf, text, entries.length];
}
