import { dayOf, type LocalDate, lastDayOfMonth, monthOf, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { dayPeriod, formatPeriod, type Period } from '../domain/period.ts';
import type { SettledLine, Total } from '../domain/total.ts';
import { formatNumber, formatQuantity } from '../language/format-quantity.ts';
import { entryLine, figureText } from './entry-line.ts';

/** How an answer names what it is about: whose, over which days. */
export interface Scope {
  period: Period;
  today: LocalDate;
  department: string | null;
  /** Whose own reports alone are meant; none for everybody's. */
  reporter?: string | null;
  /** 科室 that are left out. */
  without?: readonly string[];
}

/** 今年 for the year to date, else the days themselves. */
export function periodText({ period, today }: Pick<Scope, 'period' | 'today'>): string {
  const year = yearOf(today);
  if (period.from === `${year}-01-01` && period.to === today) return '今年';
  // A month that is still running is called by its name.
  if (period.to === today && period.from.endsWith('-01')) return formatPeriod({ from: period.from, to: lastDayOfMonth(year, monthOf(today)) }, year);
  return formatPeriod(period, year);
}

/** 10月31日, with the year where it is another one. */
export function dayText(day: LocalDate, year: number): string {
  return formatPeriod(dayPeriod(day), year);
}

/** 今年企业服务科. */
export function scopeText(scope: Scope): string {
  const left = scope.without?.length ? `（不含${scope.without.join('、')}）` : '';
  return `${periodText(scope)}${scope.department ?? ''}${left}${scope.reporter ? `${scope.reporter}报的` : ''}`;
}

/** 截至10月31日. */
export function asOfText(total: Total, { today }: Scope): string {
  return total.asOf === null ? '' : `截至${dayText(total.asOf, yearOf(today))}`;
}

/** The figure in bold with its 截至. */
export function headline(total: Total, scope: Scope): string {
  return `**${scopeText(scope)}${total.metric}${formatTotal(total)}**（${[rateBasis(total), asOfText(total, scope)].filter(text => text !== '').join('，')}）`;
}

/** The figure alone. */
export function formatTotal(total: Total): string {
  return total.quantity ? formatQuantity(total.quantity) : '';
}

/** 172/205, or that a rate is only stated. */
export function rateBasis(total: Total): string {
  if (total.rate) return `${formatNumber(total.rate.numerator.quantity?.value ?? 0)}/${formatNumber(total.rate.denominator.quantity?.value ?? 0)}`;
  return total.isStated ? '填报数，未见分子分母' : '';
}

/** `解决问题172条`, with its own 截至 where it differs, and marked as stated where it is. */
export function totalPhrase(total: Total, { scope, asOf }: { scope: Scope; asOf: LocalDate | null }): string {
  const notes = [rateBasis(total), total.asOf === asOf ? '' : asOfText(total, scope)].filter(note => note !== '');
  return `${total.metric}${formatTotal(total)}${notes.length > 0 ? `（${notes.join('，')}）` : ''}`;
}

/** 1—9月累计, 10月. */
export function intervalText(line: SettledLine, year: number): string {
  return `${formatPeriod(line.interval, year)}${line.kind === 'cumulative' && line.interval.from.endsWith('-01-01') ? '累计' : ''}`;
}

/** A figure of one report says its days; a sum or a cumulative figure says 截至. */
export function spanOf(total: Total, scope: Scope): string {
  const year = yearOf(scope.today);
  const counted = total.lines.filter(line => line.verdict === 'counted');
  const [only] = counted;
  if (counted.length === 1 && only && only.kind === 'increment') return `${formatPeriod(only.interval, year)}`;
  return total.asOf === null ? '' : `截至${dayText(total.asOf, year)}`;
}

/** 11月20日. */
export function monthDay(day: LocalDate): string {
  return `${monthOf(day)}月${dayOf(day)}日`;
}

const MAX_LINES = 12;

/** As many lines as a screen takes, and how many more there are. */
export function limited(lines: readonly string[]): string[] {
  return lines.length <= MAX_LINES ? [...lines] : [...lines.slice(0, MAX_LINES), `· 还有${lines.length - MAX_LINES}条同类`];
}

/** An entry that names a company is told by its figures only; what took place with its own words, which say what it was about. */
export function privateLine(entry: Entry): string {
  if (!entry.flags.includes('company-named')) return `${entryLine(entry)}${isOccasion(entry) ? `（原话“${entry.summary}”）` : ''}`;
  return `${formatPeriod(entry.period, yearOf(entry.period.to))} ${entry.category}：${entry.metrics.map(metric => `${metric.name}${figureText(metric)}`).join('，') || '1件'}`;
}

/** 民法典进企业活动两场: so many of them, and nothing corrected since. */
function isOccasion({ metrics, history }: Entry): boolean {
  const isHeld = metrics.some(({ kind, unit, inferred }) => kind === 'increment' && unit === '场' && !inferred);
  return isHeld && !isCorrected({ history });
}

function isCorrected({ history }: Pick<Entry, 'history'>): boolean {
  return history.some(({ action }) => action === 'correct');
}

/** A record as it was told, where it was not corrected and names no company. */
export function inOwnWords(entry: Entry): string {
  return isCorrected(entry) || entry.flags.includes('company-named') ? privateLine(entry) : entryLine({ ...entry, metrics: [] });
}
