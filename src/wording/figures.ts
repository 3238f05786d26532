import { addDays, dateOf, dayOf, type LocalDate, lastDayOfMonth, monthOf, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { dayPeriod, formatPeriod, type Period } from '../domain/period.ts';
import type { Quantity } from '../domain/quantity.ts';
import type { Comparison, SettledLine, Total } from '../domain/total.ts';
import { formatNumber, formatQuantity } from '../language/format-quantity.ts';
import { entryLine, figureText, numbersText } from './entry-line.ts';

/** More parts than these are summed up in words. */
const MAX_PARTS = 4;
const MAX_LINES = 12;

/** How an answer names what it is about: whose, over which days. */
export interface Scope {
  period: Period;
  today: LocalDate;
  department: string | null;
}

/** 今年 for the year to date, else the days themselves. */
export function periodText({ period, today }: Pick<Scope, 'period' | 'today'>): string {
  const year = yearOf(today);
  if (period.from === `${year}-01-01` && period.to === today) return '今年';
  // A month that is still running is called by its name.
  if (period.to === today && period.from.endsWith('-01')) return formatPeriod({ from: period.from, to: lastDayOfMonth(year, monthOf(today)) }, year);
  return formatPeriod(period, year);
}

function dayText(day: LocalDate, year: number): string {
  return formatPeriod(dayPeriod(day), year);
}

function scopeText(scope: Scope): string {
  return `${periodText(scope)}${scope.department ?? ''}`;
}

function asOfText(total: Total, { today }: Scope): string {
  return total.asOf === null ? '' : `截至${dayText(total.asOf, yearOf(today))}`;
}

/** What stands beside a total in its answer. */
export interface TotalExtras {
  comparison?: Comparison | null;
  /** 其中. */
  parts?: readonly Total[];
  /** Other figures of the same ledger. */
  others?: readonly Total[];
  /** What the same 科室 reported in the months in which this figure is missing. */
  related?: readonly Entry[];
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
    ...doubtLines(total, scope, extras),
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

function headline(total: Total, scope: Scope): string {
  return `**${scopeText(scope)}${total.metric}${formatTotal(total)}**（${[rateBasis(total), asOfText(total, scope)].filter(text => text !== '').join('，')}）`;
}

function formatTotal(total: Total): string {
  return total.quantity ? formatQuantity(total.quantity) : '';
}

function rateBasis(total: Total): string {
  if (total.rate) return `${formatNumber(total.rate.numerator.quantity?.value ?? 0)}/${formatNumber(total.rate.denominator.quantity?.value ?? 0)}`;
  return total.isStated ? '填报数，未见分子分母' : '';
}

function nothingCollected(total: Total, scope: Scope, { responsible = [], wider, related = [] }: TotalExtras): string {
  const year = yearOf(scope.today);
  return [
    `**${scopeText(scope)}还没有收集到“${total.metric}”的记录**，不等于0。`,
    wider ? `只有${intervalText(wider, year)}${figureText(wider.quantity)}（${wider.number}），不能拆出${periodText(scope)}的数。` : '',
    ...doubtLines(total, scope, { related }),
    responsible.length > 0 ? `可问：${responsible.join('、')}。` : '',
  ]
    .filter(line => line !== '')
    .join('\n');
}

/** `同比：去年1—10月244，增加25，增长10.2%`. */
export function comparisonLine(comparison: Comparison, scope: Pick<Scope, 'today'>, asOf: LocalDate | null): string {
  const { basis, before, current, period, parts } = comparison;
  const year = yearOf(scope.today);
  const lastYear = basis === 'whole-year' ? '去年全年' : `去年${formatPeriod(before.period, yearOf(before.period.to))}`;
  const when = basis === 'last-period' ? formatPeriod(before.period, year) : lastYear;
  // Said only where it is not the total above.
  const own = basis === 'same-period' && period.to !== asOf ? `${formatPeriod(period, year)}${formatNumber(current.quantity?.value ?? 0)}，` : '';
  const source = /台账$/.test(before.source) ? '' : `（${before.source}）`;
  const caution = basis === 'whole-year' && comparison.difference !== null ? '（去年为全年数，不算增幅）' : '';
  const beside = parts.map(part => `${part.metric}${formatNumber(part.current)}（去年${formatNumber(part.before)}）`).join('、');
  const label = basis === 'last-period' ? '环比' : '同比';
  return `${label}：${own}${when}${formatNumber(before.value)}${source}，${changeText(comparison)}${caution}${beside === '' ? '' : `；其中${beside}`}`;
}

function changeText({ difference, growth, current }: Comparison): string {
  if (difference === null) return '今年还没满，不直接相比';
  if (difference === 0) return '持平';
  const size = formatNumber(Math.abs(difference));
  if (current.kind === 'rate') return `${difference > 0 ? '提高' : '降低'}${size}个百分点`;
  const amount = difference > 0 ? `增加${size}` : `减少${size}`;
  if (growth === null) return amount;
  return `${amount}，${growth > 0 ? '增长' : '下降'}${formatNumber(Math.abs(growth))}%`;
}

export const noComparison = '没有可比的去年数，不作比较。';
export const noLastPeriod = '没有可比的上期数，不作比较。';
/** The ledger knows figures, not reasons. */
export const reasonUnknown = '增减原因台账里没有记录，需由科室说明。';

/** `口径：1—9月累计238＋10月31；家、家次混报，未去重`. */
function basisLine(total: Total, scope: Scope): string {
  const year = yearOf(scope.today);
  const parts = [...(total.kind === 'increment' ? [sumText(total, year)] : []), ...stateText(total, year)];
  if (total.mixedUnits.length > 0) parts.push(`${total.mixedUnits.join('、')}混报，未去重`);
  if (total.supported.length > 0) parts.push(`含配合其他科室${total.supported.length}条，各科室相加会大于全局数`);
  return parts.length === 0 ? '' : `口径：${parts.join('；')}`;
}

function sumText(total: Total, year: number): string {
  const counted = total.lines.filter(line => line.verdict === 'counted');
  const taken = total.lines.filter(line => line.verdict === 'subtracted');
  const several = new Set(counted.map(line => line.department)).size > 1;
  if (counted.length > MAX_PARTS) return longSumText(counted, total.quantity, year);
  const plus = counted.map(line => partText(line, { year, isDepartmentSaid: several }));
  const minus = taken.map(line => `（已减去${intervalText(line, year)}${figureText({ ...line.quantity, unit: '' })}）`);
  return `${plus.join('＋')}${minus.join('')}`;
}

function partText(line: SettledLine, { year, isDepartmentSaid }: { year: number; isDepartmentSaid: boolean }): string {
  return `${isDepartmentSaid ? line.department : ''}${intervalText(line, year)}${figureText({ ...line.quantity, unit: '' })}`;
}

function intervalText(line: SettledLine, year: number): string {
  return `${formatPeriod(line.interval, year)}${line.kind === 'cumulative' && line.interval.from.endsWith('-01-01') ? '累计' : ''}`;
}

function longSumText(counted: readonly SettledLine[], quantity: Quantity | null, year: number): string {
  const base = counted.filter(line => line.kind === 'cumulative');
  if (base.length !== 1 || !base[0]?.quantity.value) return `${counted.length}条记录逐条相加`;
  const rest = Number(((quantity?.value ?? 0) - base[0].quantity.value).toFixed(4));
  return `${partText(base[0], { year, isDepartmentSaid: false })}＋其余${counted.length - 1}条记录${formatNumber(rest)}`;
}

function stateText(total: Total, year: number): string[] {
  if (total.kind === 'increment' || total.rate) return [];
  const line = total.lines.find(each => each.verdict === 'counted');
  return line ? [`${line.department}${dayText(line.interval.to, year)}的${total.kind === 'rate' ? '填报数' : '时点数'}`] : [];
}

function partsLine(label: string, totals: readonly Total[], { scope, whole }: { scope: Scope; whole: Total }): string {
  const told = totals.filter(total => total.quantity !== null);
  return told.length === 0 ? '' : `${label}：${told.map(total => totalPhrase(total, { scope, asOf: whole.asOf })).join('，')}`;
}

/** `解决问题172条`, with its own 截至 where it differs, and marked as stated where it is. */
export function totalPhrase(total: Total, { scope, asOf }: { scope: Scope; asOf: LocalDate | null }): string {
  const notes = [rateBasis(total), total.asOf === asOf ? '' : asOfText(total, scope)].filter(note => note !== '');
  return `${total.metric}${formatTotal(total)}${notes.length > 0 ? `（${notes.join('，')}）` : ''}`;
}

/** What is missing, unconfirmed or in conflict; none of it is in the figure. */
function doubtLines(total: Total, scope: Scope, { related = [] }: TotalExtras): string[] {
  const year = yearOf(scope.today);
  const line = (label: string, lines: readonly SettledLine[]): string =>
    lines.length === 0
      ? ''
      : `${label}：${lines
          .slice(0, 3)
          .map(each => `${each.number} ${intervalText(each, year)}${figureText(each.quantity)}`)
          .join('、')}${lines.length > 3 ? `等${lines.length}条` : ''}`;
  const missing = total.missing.map(({ department, period }) => `${department}${formatPeriod(period, year)}`);
  return [
    missing.length > 0 ? `缺报：${missing.join('、')}` : '',
    related.length > 0
      ? `缺报期内只有：${related
          .slice(0, 2)
          .map(entry => `${entryLine(entry)}（${entry.number}）`)
          .join('；')}，未报本项`
      : '',
    line('没有确数，未计入', total.unconfirmed),
    line('时段交叉或前后说法不同，未计入', total.conflicts),
  ];
}

/** 怎么算的 — line by line: what was added, what was covered, what was left out and why. */
export function explanation(total: Total, scope: Scope): string {
  const year = yearOf(scope.today);
  if (total.rate) return [`**${headlinePlain(total, scope)}**`, ...rateLines(total, scope)].join('\n');
  const of = (...verdicts: SettledLine['verdict'][]): SettledLine[] => total.lines.filter(line => verdicts.includes(line.verdict));
  return [
    `**${headlinePlain(total, scope)}**`,
    ...limited(of('counted').map(line => `＋ ${sourceText(line, year)}`)),
    ...limited(of('subtracted').map(line => `－ ${sourceText(line, year)}（减去期前累计）`)),
    ...limited(of('covered').map(line => `· 不重复加：${sourceText(line, year)}，已含在${line.by}里`)),
    ...limited(of('duplicate').map(line => `· 疑似重复：${sourceText(line, year)}，与${line.by}只计一次`)),
    ...limited(of('superseded').map(line => `· 以新报的为准：${sourceText(line, year)}，见${line.by}`)),
    ...limited(of('conflict').map(line => `· 时段与${line.by}交叉，未计入：${sourceText(line, year)}，请核对`)),
    ...limited(of('straddles').map(line => `· 跨期，未计入：${sourceText(line, year)}`)),
    ...limited(of('unconfirmed').map(line => `· 没有确数，未计入：${sourceText(line, year)}`)),
    ...limited(of('other-unit', 'other-kind').map(line => `· 单位或性质不同，未计入：${sourceText(line, year)}`)),
    total.mixedUnits.length > 0 ? `· ${total.mixedUnits.join('、')}混报，相加后按${total.quantity?.unit ?? ''}计，未去重` : '',
    ...total.missing.map(({ department, period }) => `· 缺报：${department}${formatPeriod(period, year)}`),
  ]
    .filter(line => line !== '')
    .join('\n');
}

function headlinePlain(total: Total, scope: Scope): string {
  return total.quantity
    ? `${scopeText(scope)}${total.metric}${formatTotal(total)}是这样算的（${asOfText(total, scope)}）`
    : `${scopeText(scope)}没有可计入的“${total.metric}”`;
}

function rateLines({ rate }: Total, scope: Scope): string[] {
  if (!rate) return [];
  const { numerator, denominator } = rate;
  return [
    `分子：${totalPhrase(numerator, { scope, asOf: null })}`,
    `分母：${totalPhrase(denominator, { scope, asOf: null })}`,
    '由分子分母重算，不取各期比率的平均。',
  ];
}

function sourceText(line: SettledLine, year: number): string {
  return `${intervalText(line, year)}${figureText(line.quantity)}（${line.number} ${line.department}${line.reporter}，${monthDay(dateOf(line.submittedAt))}报）`;
}

function monthDay(day: LocalDate): string {
  return `${monthOf(day)}月${dayOf(day)}日`;
}

function limited(lines: readonly string[]): string[] {
  return lines.length <= MAX_LINES ? [...lines] : [...lines.slice(0, MAX_LINES), `· 还有${lines.length - MAX_LINES}条同类`];
}

/** 明细 — the entries themselves, with number, reporter and day of report. */
export function detailList(title: string, entries: readonly Entry[], { isWhoSaid = true }: { isWhoSaid?: boolean } = {}): string {
  if (entries.length === 0) return `**${title}**\n没有记录。`;
  const lines = entries.map(
    entry =>
      `${entry.number} ${privateLine(entry)}${isWhoSaid ? `（${entry.department}${entry.reporter.name}，${monthDay(dateOf(entry.submittedAt))}报）` : ''}`,
  );
  const shown = lines.slice(0, 20).map((line, index) => `${index + 1}. ${line}`);
  return [`**${title}**`, ...shown, lines.length > 20 ? `还有${lines.length - 20}条，请缩小时间或科室。` : ''].filter(line => line !== '').join('\n');
}

/** An entry that names a company is told by its figures only. */
function privateLine(entry: Entry): string {
  if (!entry.flags.includes('company-named')) return entryLine(entry);
  return `${formatPeriod(entry.period, yearOf(entry.period.to))} ${entry.category}：${entry.metrics.map(metric => `${metric.name}${figureText(metric)}`).join('，') || '1件'}`;
}

/** 按科室 — in the bureau's fixed order, never by size. */
export function byDepartmentAnswer(total: Total, scope: Scope): string {
  const lines = total.byDepartment.map(
    ({ department, quantity, asOf }) => `- ${department}：${formatQuantity(quantity)}（截至${dayText(asOf, yearOf(scope.today))}）`,
  );
  return [headline(total, scope), ...lines, basisLine(total, scope), ...doubtLines(total, scope, {})].filter(line => line !== '').join('\n');
}

/** 按月 — a month without a record is said to have none, not 0. */
export function byMonthAnswer(total: Total, months: readonly Total[], scope: Scope): string {
  const lines = months.map(
    month =>
      `- ${formatPeriod({ from: month.period.from, to: lastDayOfMonth(yearOf(month.period.from), monthOf(month.period.from)) }, yearOf(scope.today))}：${month.quantity ? formatTotal(month) : '无单月记录'}`,
  );
  return [headline(total, scope), ...lines, '> 累计数不能拆到月的，单月显示“无单月记录”。'].join('\n');
}

/** Several metrics fit the words. */
export function ambiguousMetric(choice: readonly string[], scope: Scope): string {
  return `您问的是哪一个？${choice.map(name => `“${name}”`).join('、')}\n请带上名称再问一次，如“${periodText(scope)}${choice[0] ?? ''}多少”。`;
}

/** One block of an overview: a kind of work with its figures or its events. */
export interface OverviewBlock {
  name: string;
  /** 学法2次; null when nothing is counted. */
  count: Total | null;
  totals: readonly Total[];
  entries: readonly Entry[];
}

/** 某科室、某台账的概况. */
export function overviewAnswer(
  blocks: readonly OverviewBlock[],
  { title, scope, missing }: { title: string; scope: Scope; missing: readonly { department: string; period: Period }[] },
): string {
  if (blocks.length === 0) return `**${title}**\n还没有记录，不等于没有工作。`;
  const lines = blocks.map((block, index) => `${index + 1}. ${blockText(block, scope)}`);
  const gaps = missing.map(({ department, period }) => `${department}${formatPeriod(period, yearOf(scope.today))}`);
  return [
    `**${title}**（截至${dayText(scope.today < scope.period.to ? scope.today : scope.period.to, yearOf(scope.today))}）`,
    ...lines,
    gaps.length > 0 ? `缺报：${gaps.join('、')}` : '',
    '单次、单月数只代表所标时段，不是全年数。回编号看那一条。',
  ]
    .filter(line => line !== '')
    .join('\n');
}

function blockText({ name, count, totals, entries }: OverviewBlock, scope: Scope): string {
  const head = count?.quantity ? `**${name}**${formatTotal(count)}` : `**${name}**`;
  const figures = groupedByDay(totals, scope);
  const events = entries.map(entry => `${privateLine(entry)}〔${entry.number}〕`);
  return `${head}：${[...figures, ...events].join('；')}`;
}

/** Figures that speak for the same days are said together. */
function groupedByDay(totals: readonly Total[], scope: Scope): string[] {
  const groups = new Map<string, Total[]>();
  for (const total of totals) {
    const when = spanOf(total, scope);
    groups.set(when, [...(groups.get(when) ?? []), total]);
  }
  return [...groups].map(([when, group]) => {
    const numbers = [...new Set(group.flatMap(total => total.lines.filter(line => line.verdict === 'counted').map(line => line.number)))];
    const text = group.map(total => `${total.metric}${formatTotal(total)}${rateBasis(total) === '' ? '' : `（${rateBasis(total)}）`}`).join('，');
    return `${when}${text}${numbers.length > 0 ? `〔${numbersText(numbers.map(number => ({ number })))}〕` : ''}`;
  });
}

/** A figure of one report says its days; a sum or a cumulative figure says 截至. */
function spanOf(total: Total, scope: Scope): string {
  const year = yearOf(scope.today);
  const counted = total.lines.filter(line => line.verdict === 'counted');
  const [only] = counted;
  if (counted.length === 1 && only && only.kind === 'increment') return `${formatPeriod(only.interval, year)}`;
  return total.asOf === null ? '' : `截至${dayText(total.asOf, year)}`;
}

/** A remainder as `remaining.ts` computed it. */
export interface RemainingText {
  name: string;
  departments: readonly string[];
  differences: readonly { whole: Total; done: Total; value: number; unit: string }[];
  levels: readonly Total[];
  done: readonly Total[];
}

/** Older than this a stated level has to be asked for again. */
const STALE_DAYS = 31;

/** 还剩多少 — one ledger's open work, computed and stated apart from one another. */
export function remainingLines({ name, departments, differences, levels, done }: RemainingText, scope: Scope): string[] {
  const year = yearOf(scope.today);
  const computed = differences.map(({ whole, done: part, value, unit }) =>
    value === 0
      ? `${name}：${whole.metric}${formatTotal(whole)}，${part.metric}${formatTotal(part)}，没有剩余（${asOfText(part, scope)}）`
      : `${name}：还有${formatNumber(value)}${unit}（${whole.metric}${formatNumber(whole.quantity?.value ?? 0)}－${part.metric}${formatNumber(part.quantity?.value ?? 0)}，${asOfText(whole, scope)}，为推算数）`,
  );
  const stated = levels.map(
    level => `${level.asOf === null ? '' : dayText(level.asOf, year)}上报${level.metric}${formatTotal(level)}〔${numbersOf(level)}〕`,
  );
  const cleared = levels.length > 0 ? done.map(each => `${spanOf(each, scope)}${each.metric}${formatTotal(each)}〔${numbersOf(each)}〕`) : [];
  const stale = levels.some(level => level.asOf !== null && addDays(level.asOf, STALE_DAYS) < scope.today);
  const whom = departments.join('、') || '责任科室';
  const ask = stale ? [`此后没有新的上报，请${whom}更新`] : computed.some(line => line.includes('推算')) ? [`推算数请${whom}核对`] : [];
  return [
    ...computed,
    ...(stated.length > 0 ? [`${computed.length === 0 ? `${name}：` : ''}${stated.join('；')}`] : []),
    ...(cleared.length > 0 ? [cleared.join('；')] : []),
    ...ask,
  ];
}

function numbersOf(total: Total): string {
  return numbersText(total.lines.filter(line => line.verdict === 'counted').map(line => ({ number: line.number })));
}

export function remainingAnswer(title: string, lines: readonly string[]): string {
  return lines.length === 0
    ? `**${title}**\n台账里没有能算出剩余数的记录，不等于0。`
    : [`**${title}**`, ...lines.map(line => `- ${line}`)].join('\n');
}

/** 还没办完的事. */
export function openItemsAnswer(groups: readonly string[], entries: readonly Entry[], scope: Scope): string {
  const items = entries.map(
    entry =>
      `${entry.category}${entry.flags.includes('company-named') ? '' : `：${entry.summary}`}，${entry.progress ?? ''}${entry.deadline ? `，${formatPeriod(dayPeriod(entry.deadline), yearOf(scope.today))}前` : ''}〔${entry.number}〕`,
  );
  if (groups.length + items.length === 0) return '**台账里没有登记着未办结的事**\n没有登记不等于没有，请各科室核对。';
  return [
    '**还没办完的事**（按台账登记）',
    ...[...groups, ...items].map(line => `- ${line}`),
    '是否已办结由责任科室确认，回“编号＋已办结”更新。',
  ].join('\n');
}

/** 前后对不上的数. */
export function consistencyAnswer(lines: {
  corrected: readonly string[];
  duplicates: readonly string[];
  mismatches: readonly string[];
  conflicts: readonly string[];
  covered: readonly string[];
}): string {
  const block = (label: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`**${label}**`, ...limited(items.map(item => `- ${item}`))];
  const all = [
    ...block('需要核对', [...lines.mismatches, ...lines.conflicts]),
    ...block('已更正', lines.corrected),
    ...block('重复登记', lines.duplicates),
    ...block('已含在更大口径里、没有重复加', lines.covered),
  ];
  return all.length === 0 ? '没有发现前后对不上的数：分项与合计、累计与单期都已核对。' : all.join('\n');
}
