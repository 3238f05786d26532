import { type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import type { ReportKind } from '../domain/outline.ts';
import { formatPeriod, halfPeriod, monthPeriod, type Period, quarterOf, quarterPeriod, weekOf, yearPeriod } from '../domain/period.ts';

interface Term {
  period: Period;
  id: string;
  name: string;
}

const quarterNames = ['一', '二', '三', '四'];

/** The usual period of a report kind around a day, with its id and its name. */
function termOf(kind: ReportKind, date: LocalDate): Term {
  const year = yearOf(date);
  const month = monthOf(date);
  const quarter = quarterOf(date);
  const half = month <= 6 ? 1 : 2;
  switch (kind) {
    case 'half-year':
      return { period: halfPeriod(year, half), id: `${year}-h${half}`, name: `${year}年${half === 1 ? '上' : '下'}半年` };
    case 'quarter':
      return { period: quarterPeriod(year, quarter), id: `${year}-q${quarter}`, name: `${year}年第${quarterNames[quarter - 1]}季度` };
    case 'month':
      return { period: monthPeriod(year, month), id: date.slice(0, 7), name: `${year}年${month}月` };
    case 'week': {
      const period = weekOf(date);
      return { period, id: period.from, name: formatPeriod(period) };
    }
    default:
      return { period: yearPeriod(year), id: String(year), name: `${year}年度` };
  }
}

/** Whether the period is the usual one of the kind, from its first day and not beyond its last. */
function isUsual(term: Term, period: Period): boolean {
  return period.from === term.period.from && period.to <= term.period.to;
}

/** `annual:2026`: one living draft for each kind and usual period; an unusual period has a draft of its own. */
export function draftId(kind: ReportKind, period: Period): string {
  const term = termOf(kind, period.to);
  return isUsual(term, period) ? `${kind}:${term.id}` : `${kind}:${period.from}..${period.to}`;
}

/** 期次 in a title: 2026年度, 2026年上半年, 2026年第三季度. */
export function periodName(kind: ReportKind, period: Period): string {
  const term = termOf(kind, period.to);
  return kind !== 'week' && isUsual(term, period) ? term.name : formatPeriod(period);
}

/** The usual period of a kind around a day, for a request that names none. */
export function usualPeriod(kind: ReportKind, date: LocalDate): Period {
  return termOf(kind, date).period;
}
