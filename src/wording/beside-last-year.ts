import { yearOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import type { Approximation } from '../domain/quantity.ts';
import { formatNumber, formatQuantity } from '../language/format-quantity.ts';

/** What words of change are made of. */
export interface ChangeSaid {
  metric: string;
  isApproximate: boolean;
  comparison: {
    basis: 'same-period' | 'whole-year' | 'last-period';
    period: Period;
    current: { kind: string; quantity: { value: number | null; unit: string; approximate: Approximation | null } | null };
    before: { value: number; unit: string; period: Period; source: string };
    difference: number | null;
    growth: number | null;
  };
}

/** 增加了多少、增长百分之几；比率说个百分点；概数和不同长短的时段不算. */
export function changeWords({ comparison, isApproximate }: ChangeSaid): string {
  const { current, before, difference, growth, basis } = comparison;
  const unit = current.quantity?.unit ?? '';
  if (isApproximate) return '含概数，不计算增减';
  if (difference === null) return '上年为全年数，本期未满一年，不计算增减';
  if (difference === 0) return '与上年持平';
  const size = formatNumber(Math.abs(difference));
  const isUp = difference > 0;
  if (current.kind === 'rate' && unit === '%') return `比上年${isUp ? '提高' : '下降'}${size}个百分点`;
  if (current.kind === 'rate') return `比上年${isUp ? '提高' : '下降'}${size}${unit}`;
  const towards = `由${formatNumber(before.value)}${before.unit}${isUp ? '增加' : '减少'}到${formatNumber(current.quantity?.value ?? 0)}${unit}`;
  const share = growth === null || basis !== 'same-period' ? '' : `，${isUp ? '增长' : '下降'}${formatNumber(Math.abs(growth))}%`;
  return `${towards}，${isUp ? '增加' : '减少'}${size}${unit}${share}`;
}

/** Where last year's figures come from first. */
export const ownLedger = '去年台账';

interface ChangeInText {
  isRate: boolean;
  difference: number;
  /** Percent; null of a rate and from 0. */
  growth: number | null;
  unit: string;
  /** Last year's figure as printed. */
  lastYears: string;
  period: Period;
}

/** How much it changed: 2.1个百分点, 10.2%, 3家次. */
export function sizeOfChange({ isRate, difference, growth, unit }: ChangeInText): string {
  if (isRate && unit === '%') return `${formatNumber(Math.abs(difference))}个百分点`;
  return growth === null ? `${formatNumber(Math.abs(difference))}${unit}` : `${formatNumber(Math.abs(growth))}%`;
}

/** In brackets behind a figure of the text: 上年同期244家次，增长10.2%; 比上年提高2.1个百分点. */
export function changePhrase(said: ChangeInText): string {
  const { isRate, difference, growth, lastYears, period } = said;
  const before = period.from.endsWith('-01-01') && period.to.endsWith('-12-31') ? '上年' : '上年同期';
  if (difference === 0) return `与${before}持平`;
  const isUp = difference > 0;
  if (isRate) return `比${before}${isUp ? '提高' : '下降'}${sizeOfChange(said)}`;
  const verb = growth === null ? (isUp ? '增加' : '减少') : isUp ? '增长' : '下降';
  return `${before}${lastYears}，${verb}${sizeOfChange(said)}`;
}

function nowText({ comparison }: ChangeSaid): string {
  const { current, period } = comparison;
  return `${current.quantity ? formatQuantity(current.quantity) : '—'}（${formatPeriod(period, yearOf(period.to))}）`;
}

function beforeText({ comparison, isApproximate }: ChangeSaid): string {
  const { value, unit, period } = comparison.before;
  const isWholeYear = period.from.endsWith('-01-01') && period.to.endsWith('-12-31');
  return `${isApproximate && comparison.current.quantity?.approximate == null ? '约' : ''}${formatNumber(value)}${unit}（${isWholeYear ? '全年' : formatPeriod(period, yearOf(period.to))}）`;
}

interface FollowUpSaid {
  text: string;
  source: string;
  target: { metric: string; value: number; unit: string; now: { text: string } | null } | null;
  records: readonly string[];
}

/** What this year's records say to one plan of last year. */
export function followUpWords({ target, records }: FollowUpSaid): string {
  const shown = `${records.slice(0, 6).join('、')}${records.length > 6 ? '等' : ''}`;
  const related = records.length > 0 ? `有${records.length}条相关记录（${shown}），是否落实请核` : '没有对应记录，请核实是否落实';
  if (!target) return `今年${related}`;
  return `计划${formatNumber(target.value)}${target.unit}，今年“${target.metric}”${target.now ? target.now.text : '没有记录'}`;
}

/** 上年对照表. */
export const lookback = {
  title: '上年对照表',
  figures: '表一　数字对照',
  figureHead: ['序号', '指标', '今年', '上年', '增减', '上年数来源'],
  plans: '表二　上年计划落实情况',
  planHead: ['序号', '上年报告写的', '今年的记录'],
  noFigures: '上年台账和上年报告里都没有可对照的数字。',
  noPlans: '文件库里没有上年报告，或报告里没有写下步安排。',
  fileName: (title: string): string => `${title}（上年对照表）`,
};

export function lookbackRows(rows: readonly ChangeSaid[]): string[][] {
  return rows.map((row, at) => [String(at + 1), row.metric, nowText(row), beforeText(row), changeWords(row), row.comparison.before.source]);
}

export function planRows(plans: readonly FollowUpSaid[]): string[][] {
  return plans.map((plan, at) => [String(at + 1), plan.text, followUpWords(plan)]);
}

/** As many figures as fit one screen; the file has all. */
const shownFigures = 10;

/** 年度报告和去年比, in the chat. */
export function lookbackText(title: string, rows: readonly ChangeSaid[], plans: readonly FollowUpSaid[]): string {
  const isWhole = (row: ChangeSaid): boolean => row.comparison.difference === null && !row.isApproximate;
  const line = (row: ChangeSaid): string => `${row.metric}：${nowText(row)}，上年${beforeText(row)}${isWhole(row) ? '' : `，${changeWords(row)}`}`;
  const figures = rows.slice(0, shownFigures).map(line);
  const caution = rows.slice(0, shownFigures).some(isWhole) ? ['> 上年为全年数的，本期未满一年，不计算增减。'] : [];
  return [
    `**上年对照**｜《${title}》`,
    ...(figures.length > 0 ? figures : [lookback.noFigures]),
    ...caution,
    ...(rows.length > shownFigures ? [`另有${rows.length - shownFigures}项，见所附对照表。`] : []),
    ...(plans.length > 0 ? ['**上年计划**', ...plans.map(plan => `- ${plan.text}：${followUpWords(plan)}`)] : [`> ${lookback.noPlans}`]),
  ].join('\n');
}

/** In the 起草说明: promises without a record, for a person to decide whether they are shortcomings. */
export function openPromiseNote(plan: FollowUpSaid): string {
  return `上年报告计划“${plan.text}”：${followUpWords(plan)}；未落实的请写入不足。`;
}

/** In the 起草说明: what is overdue and might be a shortcoming. */
export function overdueNote(names: readonly string[]): string {
  return `${names.length}件事项已过期限未办结（${names.slice(0, 6).join('、')}${names.length > 6 ? '等' : ''}），请核实是否写入不足。`;
}
