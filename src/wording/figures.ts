import type { Chart } from '../domain/chart.ts';
import { type LocalDate, lastDayOfMonth, monthOf, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { formatPeriod } from '../domain/period.ts';
import type { QuestionForm } from '../domain/question.ts';
import type { Comparison, SettledLine, Total } from '../domain/total.ts';
import { formatNumber, formatQuantity } from '../language/format-quantity.ts';
import { barChart, chartWords } from './bar-chart.ts';
import { figureText } from './entry-line.ts';
import { detailList } from './explanation.ts';
import { basisLine, doubtLines, partsLine } from './total-basis.ts';
import {
  asOfText,
  dayText,
  formatTotal,
  headline,
  intervalText,
  periodText,
  privateLine,
  type Scope,
  scopeText,
  totalPhrase,
} from './total-phrase.ts';

/** What stands beside a total in its answer. */
export interface TotalExtras {
  comparison?: Comparison | null;
  /** 其中. */
  parts?: readonly Total[];
  /** Other figures of the same ledger. */
  others?: readonly Total[];
  /** What the same 科室 reported in the months in which this figure is missing. */
  related?: readonly Entry[];
  /** Where there is nothing: what stands next to it. */
  near?: readonly Entry[];
  /** The 科室 that keep this ledger, asked when there is nothing. */
  responsible?: readonly string[];
  /** A cumulative figure that is too wide to be split. */
  wider?: SettledLine | null;
}

/** 合计 — the figure, 同比, how it was counted, what is missing, how many records. */
export function totalAnswer(total: Total, scope: Scope, extras: TotalExtras = {}): string {
  if (!total.quantity) return nothingCollected(total, scope, extras);
  return [
    headline(total, scope),
    extras.comparison ? comparisonLine(extras.comparison, scope, total.asOf) : '',
    basisLine(total, scope),
    partsLine('其中', extras.parts ?? [], { scope, whole: total }),
    partsLine('另有', extras.others ?? [], { scope, whole: total }),
    ...(scope.reporter ? [`只算${scope.reporter}本人报的，不是科室或全局的数。`] : doubtLines(total, scope, extras)),
    `依据${total.entries.length}条记录，回“明细”或“怎么算的”。`,
  ]
    .filter(line => line !== '')
    .join('\n');
}

/** A second figure asked for in the same breath: the figure and its 同比, without what the first has said already. */
export function secondaryTotal(total: Total, scope: Scope, comparison: Comparison | null): string {
  if (!total.quantity) return nothingCollected(total, scope, {});
  return [headline(total, scope), comparison ? comparisonLine(comparison, scope, total.asOf) : '', basisLine(total, scope)]
    .filter(line => line !== '')
    .join('\n');
}

function nothingCollected(total: Total, scope: Scope, { responsible = [], wider, related = [], near = [] }: TotalExtras): string {
  const year = yearOf(scope.today);
  if (scope.reporter) return `**${periodText(scope)}${scope.reporter}没有报过“${total.metric}”**，不等于没有做。`;
  return [
    `**${scopeText(scope)}还没有收集到“${total.metric}”的记录**，不等于0。`,
    ...unevenRate(total, scope),
    wider ? `只有${intervalText(wider, year)}${figureText(wider.quantity)}（${wider.number}），不能拆出${periodText(scope)}的数。` : '',
    ...doubtLines(total, scope, { related }),
    near.length > 0 && related.length === 0
      ? `相关的记录只有：${near.map(entry => `${privateLine(entry)}（${entry.number}）`).join('；')}，没有单独写明这一项。`
      : '',
    responsible.length > 0 ? `可问：${responsible.join('、')}。` : '',
  ]
    .filter(line => line !== '')
    .join('\n');
}

/** Both parts are there, but not for the same days: no rate follows from them. */
function unevenRate({ rate }: Total, scope: Scope): string[] {
  if (!rate?.numerator.quantity || !rate.denominator.quantity) return [];
  return [
    `只有${totalPhrase(rate.numerator, { scope, asOf: null })}、${totalPhrase(rate.denominator, { scope, asOf: null })}，截至不是同一天，不算比率。`,
  ];
}

/** `同比：去年1—10月244，增加25，增长10.2%`. */
export function comparisonLine(comparison: Comparison, scope: Pick<Scope, 'today'>, asOf: LocalDate | null): string {
  const { basis, before, current, period, parts } = comparison;
  const unit = current.quantity?.unit ?? '';
  const year = yearOf(scope.today);
  const lastYear = basis === 'whole-year' ? '去年全年' : `去年${formatPeriod(before.period, yearOf(before.period.to))}`;
  const when = basis === 'last-period' ? formatPeriod(before.period, year) : lastYear;
  // Said only where it is not the total above.
  const own =
    basis === 'same-period' && period.to !== asOf ? `${formatPeriod(period, year)}${formatNumber(current.quantity?.value ?? 0)}${unit}，` : '';
  const source = /台账$/.test(before.source) ? '' : `（${shortSource(before.source)}）`;
  const caution = basis === 'whole-year' && comparison.difference !== null ? '（去年为全年数，不算增幅）' : '';
  const beside = parts.map(part => `${part.metric}${formatNumber(part.current)}（去年${formatNumber(part.before)}）`).join('、');
  const label = basis === 'last-period' ? '环比' : '同比';
  return `${label}：${own}${when}${formatNumber(before.value)}${before.unit}${source}，${changeText(comparison)}${caution}${beside === '' ? '' : `；其中${beside}`}`;
}

function changeText({ difference, growth, current }: Comparison): string {
  if (difference === null) return '今年还没满，不直接相比';
  if (difference === 0) return '持平';
  const size = formatNumber(Math.abs(difference));
  if (current.kind === 'rate') return `${difference > 0 ? '提高' : '降低'}${size}个百分点`;
  const unit = current.quantity?.unit ?? '';
  const amount = difference > 0 ? `增加${size}${unit}` : `减少${size}${unit}`;
  if (growth === null) return amount;
  return `${amount}，${growth > 0 ? '增长' : '下降'}${formatNumber(Math.abs(growth))}%`;
}

/** A report's full title is said where it is the answer itself; beside a figure its kind is enough. */
function shortSource(source: string): string {
  return /^《.*》$/.test(source) ? '去年年度报告' : source;
}

/** 去年的数, from last year's report where the ledger has none of last year. */
export function publishedAnswer(metric: string, published: { value: number; unit: string; source: string }, scope: Scope): string {
  return [
    `**${periodText(scope)}${metric}${formatNumber(published.value)}${published.unit}**（${published.source}公布数）`,
    '台账里没有那时的记录，这是公布的总数，不能再拆到科室、月份，也没有逐条依据。',
  ].join('\n');
}

/** Beside a total of last year's entries that says otherwise. */
export function publishedLine({ value, unit, source }: { value: number; unit: string; source: string }): string {
  return `${source}公布数：${formatNumber(value)}${unit}，与台账不同，以公布数为准，请核对台账是否记全。`;
}

/** 哪些数是概数. */
export function approximateTitle(scope: Scope, metrics: readonly string[] = []): string {
  return `${periodText(scope)}${scope.department ?? ''}${metrics.join('、')}有概数的记录（余、近、约、几十）`;
}

/** 哪类最多: what no ledger counts is not guessed from a few records. */
export function kindsAnswer(metrics: readonly string[], entries: readonly Entry[], scope: Scope): string {
  const none = `**${scopeText(scope)}“${metrics.join('、')}”台账只记数，没有按类别统计**，说不出哪类最多。`;
  return entries.length === 0 ? none : [none, detailList('记录里写明是什么事的', entries), '> 只有这些写明了内容，不能代表全部。'].join('\n');
}

/** What a list without one figure is about. */
export function listTitle(scope: Scope, about: QuestionForm | null): string {
  return `${scopeText({ ...scope, reporter: null })}${scope.reporter ?? ''}${about === 'open' ? '还没办完的' : '登记的'}条目`;
}

/** 一二月问今年: last year's figure beside this year's. */
export function yearJustEnded(total: Total, scope: Scope): string {
  const year = yearOf(scope.today) - 1;
  return `去年（${year}年）全年：${scope.department ?? ''}${total.metric}${formatTotal(total)}（${asOfText(total, scope)}）。刚过年，两年的都列上。`;
}

/** The same out of last year's report. */
export function yearJustEndedPublished(metric: string, { value, unit, source }: { value: number; unit: string; source: string }): string {
  return `去年全年：${metric}${formatNumber(value)}${unit}（${source}公布数）。刚过年，两年的都列上。`;
}

/** What was reported of a change, without the figures that it was made from. */
export function statedChange(total: Total, scope: Scope): string {
  return `科室报过：${totalPhrase(total, { scope, asOf: null })}〔${[...new Set(total.lines.filter(({ verdict }) => verdict === 'counted').map(({ number }) => number))].join('、')}〕。`;
}

export const noComparison = '没有可比的去年数，不作比较。';
export const noLastPeriod = '没有可比的上期数，不作比较。';
/** The ledger knows figures, not reasons. */
export const reasonUnknown = '增减原因台账里没有记录，需由科室说明。';

/** Also to whoever asks which 科室 has most. */
export const fixedOrder = '科室按固定顺序，不排名。';

/** 按科室 — in the bureau's fixed order, never by size. */
export function byDepartmentAnswer(total: Total, scope: Scope): string {
  const lines = total.byDepartment.map(
    ({ department, quantity, asOf }) => `- ${department}：${formatQuantity(quantity)}（截至${dayText(asOf, yearOf(scope.today))}）`,
  );
  const order = lines.length > 1 ? fixedOrder : '';
  return [headline(total, scope), ...lines, order, basisLine(total, scope), ...doubtLines(total, scope, {})].filter(line => line !== '').join('\n');
}

/** 按月 — a month without a record is said to have none, not 0. */
export function byMonthAnswer(total: Total, months: readonly Total[], scope: Scope): string {
  const lines = months.map(
    month =>
      `- ${formatPeriod({ from: month.period.from, to: lastDayOfMonth(yearOf(month.period.from), monthOf(month.period.from)) }, yearOf(scope.today))}：${month.quantity ? formatTotal(month) : '无单月记录'}`,
  );
  return [headline(total, scope), ...lines, '> 累计数不能拆到月的，单月显示“无单月记录”。'].join('\n');
}

/** An answer with a chart: `text` has its bars in letters. */
export interface ChartAnswer {
  text: string;
  chart: Chart;
}

function isApproximate(quantity: Total['quantity']): boolean {
  return quantity !== null && quantity.approximate !== null;
}

/** 图 — by month. */
export function monthChart(total: Total, months: readonly Total[], scope: Scope): ChartAnswer {
  const year = yearOf(scope.today);
  const bars = months.map(({ period, quantity }) => ({
    label: `${yearOf(period.from) === year ? '' : `${yearOf(period.from)}年`}${monthOf(period.from)}月`,
    value: quantity?.value ?? null,
    text: quantity ? formatQuantity(quantity) : '无单月记录',
    isApproximate: isApproximate(quantity),
  }));
  const note = months.some(({ quantity }) => !quantity) ? ['> 累计数不能拆到月的，单月显示“无单月记录”，不等于0。'] : [];
  const title = chartWords.byMonth(`${scopeText(scope)}${total.metric}`);
  return { text: [headline(total, scope), barChart(bars), ...note].join('\n'), chart: { title, note: asOfText(total, scope), bars } };
}

/** 图 — by 科室 in the bureau's fixed order. */
export function departmentChart(total: Total, scope: Scope): ChartAnswer {
  const bars = total.byDepartment.map(({ department, quantity }) => ({
    label: department,
    value: quantity.value,
    text: formatQuantity(quantity),
    isApproximate: isApproximate(quantity),
  }));
  const text = [headline(total, scope), barChart(bars), basisLine(total, scope)].filter(line => line !== '').join('\n');
  return { text, chart: { title: chartWords.byDepartment(`${scopeText(scope)}${total.metric}`), note: asOfText(total, scope), bars } };
}

/** 备案: both are told. */
export function fitsSeveral(names: readonly string[]): string {
  return `您的说法对得上${names.length}项，都列上：${names.map(name => `“${name}”`).join('、')}。`;
}

/** Beside a long answer about the one that is reported most. */
export function alsoCalledSo(names: readonly string[]): string {
  return `${names.map(name => `“${name}”`).join('、')}也对得上您的说法，要看请带全名再问。`;
}

/** Several metrics fit the words. */
export function ambiguousMetric(choice: readonly string[], scope: Scope): string {
  return `您问的是哪一个？${choice.map(name => `“${name}”`).join('、')}\n请带上名称再问一次，如“${periodText(scope)}${choice[0] ?? ''}多少”。`;
}
