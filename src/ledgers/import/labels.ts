import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, isDate, type LocalDate } from '../../domain/date.ts';
import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import { dayPeriod, halfPeriod, monthPeriod, type Period, quarterPeriod, yearPeriod } from '../../domain/period.ts';
import { readDates } from '../../language/dates.ts';
import { findDepartments, matchDepartment } from '../../language/departments.ts';
import { parseNumeral } from '../../language/numerals.ts';
import type { Cell } from './read-sheets.ts';

/** 表头的意思 — what one heading or row name says about the numbers beside it. */
export type Label =
  | { kind: 'department'; department: string }
  | { kind: 'period'; period: Period; isCumulative: boolean }
  | { kind: 'year'; year: number }
  | { kind: 'metric'; metric: MetricDefinition; ledger: Ledger; unit: string | null }
  | { kind: 'unit'; unit: string }
  /** A sum of what stands beside it; only checked. */
  | { kind: 'total' }
  | { kind: 'other'; text: string; unit: string | null };

export interface LabelContext {
  bureau: Pick<Bureau, 'departments' | 'ledgers' | 'calendar'>;
  /** The year that the table is of, when it is known already. */
  year: number | null;
}

const numeral = '\\d{1,2}|[一二三四五六七八九十]{1,2}';
const monthOnly = new RegExp(`^(?:(20\\d{2})[年./-])?(${numeral})月份?$`);
const monthRange = new RegExp(`^(?:(20\\d{2})年)?(${numeral})月?[-—–~至到](${numeral})月(?:份)?(累计)?$`);
const quarter = /^(?:(20\d{2})年)?(?:第?([一二三四1-4])季度?|Q([1-4]))$/i;
const half = /^(?:(20\d{2})年)?(上|下)半年$/;
const total = /^(?:合计|总计|小计|总数|累计|全年|年度?累计|本年累计|.{1,8}(?:合计|总计|小计))$/;
/** Headings that only say that numbers stand below. */
const empty =
  /^(?:数量|数值|数|本月数?|当月数?|本期|当期|个数|次数|家数|件数|完成数?|完成情况|实际|数据|指标|指标名称|科室|部门|处室|股室|项目|名称|内容|月份|时间|日期|单位|类别)$/;
const unitNote = /[（(]\s*(?:单位[:：]\s*)?([^（）()\d]{1,4})\s*[）)]$/;

function numberOf(text: string | undefined): number {
  return parseNumeral(text ?? '') ?? 0;
}

/** A period named by a heading; `year` is what the table is of. */
function periodLabel(text: string, year: number | null): Label | null {
  const named = /^(20\d{2})年?(?:度)?$/.exec(text)?.[1];
  if (named) return { kind: 'year', year: Number(named) };
  const [, m1, m2] = monthOnly.exec(text) ?? [];
  const [, r1, r2, r3, accumulated] = monthRange.exec(text) ?? [];
  const [, q1, q2, q3] = quarter.exec(text) ?? [];
  const [, h1, h2] = half.exec(text) ?? [];
  const own = Number(m1 ?? r1 ?? q1 ?? h1 ?? year ?? 0);
  if (own === 0) return null;
  const label = (period: Period, isCumulative = false): Label => ({ kind: 'period', period, isCumulative });
  if (m2 && numberOf(m2) >= 1 && numberOf(m2) <= 12) return label(monthPeriod(own, numberOf(m2)));
  if (r2 && r3 && numberOf(r3) <= 12) {
    const period = { from: monthPeriod(own, numberOf(r2)).from, to: monthPeriod(own, numberOf(r3)).to };
    return label(period, accumulated !== undefined && numberOf(r2) === 1);
  }
  if (q2 ?? q3) return label(quarterPeriod(own, numberOf(q2 ?? q3)));
  return h2 ? label(halfPeriod(own, h2 === '上' ? 1 : 2)) : null;
}

/** Names first, then aliases: an alias of several metrics decides nothing. */
function metricOf(text: string, ledgers: readonly Ledger[]): { metric: MetricDefinition; ledger: Ledger } | null {
  const all = ledgers.flatMap(ledger => ledger.metrics.map(metric => ({ metric, ledger })));
  const byName = all.find(({ metric }) => metric.name === text);
  if (byName) return byName;
  const byAlias = all.filter(({ metric }) => metric.aliases.includes(text));
  return new Set(byAlias.map(({ metric }) => metric.name)).size === 1 ? (byAlias[0] ?? null) : null;
}

/** What a heading or the name of a row says; null for an empty cell. */
export function labelOf(cell: Cell, { bureau, year }: LabelContext): Label | null {
  if (cell === null) return null;
  if (cell instanceof Date) return { kind: 'period', period: dayPeriod(localDay(cell)), isCumulative: false };
  const text = String(cell).replace(/\s+/g, '');
  if (total.test(text)) return { kind: 'total' };
  // Only as words: a number 2025.1 may have been 2025.10.
  const yearMonth = typeof cell === 'string' ? /^(20\d{2})[-./](0?[1-9]|1[0-2])$/.exec(text) : null;
  if (yearMonth) return { kind: 'period', period: monthPeriod(Number(yearMonth[1]), Number(yearMonth[2])), isCumulative: false };
  if (empty.test(text.replace(unitNote, ''))) return null;
  const dated = isDate(text) ? ({ kind: 'period', period: dayPeriod(text), isCumulative: false } as const) : periodLabel(text, year);
  if (dated) return dated;
  const unit = unitNote.exec(text)?.[1] ?? null;
  const bare = text.replace(unitNote, '').replace(/数$|情况$/, rest => (metricOf(text.replace(unitNote, ''), bureau.ledgers) ? rest : ''));
  const department = matchDepartment(bare, bureau.departments);
  if (department) return { kind: 'department', department };
  const metric = metricOf(bare, bureau.ledgers) ?? metricOf(`${bare}数`, bureau.ledgers);
  if (metric) return { kind: 'metric', ...metric, unit };
  return { kind: 'other', text: bare, unit };
}

/** Excel keeps days as UTC midnights. */
function localDay(date: Date): LocalDate {
  return dateOf(date.getTime());
}

/** What a title, a sheet's or a file's name says in passing: 2025年各科室走访企业统计表（单位：家）. */
export function labelsInTitle(title: string, { bureau, year }: LabelContext): Label[] {
  const text = title.replace(/\s+/g, '');
  const labels: Label[] = [];
  const named = Number(/(20\d{2})年?/.exec(text)?.[1] ?? 0) || year;
  if (named) labels.push({ kind: 'year', year: named });
  const unit = /单位[:：]\s*([^（）()，,\d]{1,4}?)(?:[）)，,]|$)/.exec(text)?.[1];
  if (unit) labels.push({ kind: 'unit', unit });
  const month = new RegExp(`(?:(20\\d{2})年)?(${numeral}月(?:份)?|[一二三四]季度|[上下]半年)`).exec(text);
  const period = month?.[2] ? periodLabel(month[2], named) : null;
  if (period?.kind === 'period') labels.push(period);
  const department = findDepartments(text, bureau.departments)[0]?.department;
  if (department) labels.push({ kind: 'department', department });
  const metrics = bureau.ledgers.flatMap(ledger => ledger.metrics.map(metric => ({ metric, ledger })));
  const [said] = metrics.filter(({ metric }) => text.includes(metric.name)).sort((a, b) => b.metric.name.length - a.metric.name.length);
  if (said) labels.push({ kind: 'metric', ...said, unit: unit ?? null });
  return labels;
}

/** The days in a cell of a list: 2025-10-20, 10月20日, 2025年11月16—20日, 三季度. */
export function periodOf(cell: Cell, { bureau, year }: LabelContext): { period: Period; isDay: boolean } | null {
  const label = labelOf(cell, { bureau, year });
  if (label?.kind === 'period') return { period: label.period, isDay: label.period.from === label.period.to };
  if (label?.kind === 'year') return { period: yearPeriod(label.year), isDay: false };
  if (typeof cell !== 'string') return null;
  const said = cell.replaceAll('/', '-').replace(/(?<=\d)\.(?=\d)/g, '-');
  const text = /^20\d{2}/.test(said) || year === null ? said : `${year}年${said}`;
  const [mention] = readDates(text, {
    today: year === null ? '2099-12-31' : `${year}-12-31`,
    calendar: bureau.calendar,
  });
  // 13月 leaves a number over that nobody read.
  const rest = mention ? text.slice(0, mention.start) + text.slice(mention.end) : text;
  return mention && !/\d/.test(rest) ? { period: mention.period, isDay: mention.grain === 'day' } : null;
}
