import type { Chart } from '../domain/chart.ts';
import { dayOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import { formatNumber } from '../language/format-quantity.ts';
import { barChart } from './bar-chart.ts';
import { withoutModel } from './model.ts';

/** 周览内容 — what was done, by section, and totals with their basis, as the ledgers give them. */
export interface DigestContent {
  period: Period;
  asOf: LocalDate;
  entries: number;
  /** A sentence or two on what matters, in a model's words; null when it was asked in vain. */
  lead?: string | null;
  /** In the bureau's order; each line is one piece of work. */
  sections: { name: string; lines: string[] }[];
  /** What the week comes to, of every metric: 走访企业12家. A late entry that changes none of them is no news. */
  figures: string[];
  /** Year-to-date totals, unit included, with what the week added and how they moved: 走访企业269家次（上周31家次，比前一周多3家次）. */
  totals: string[];
  /** By month, of the metric that stands first in `totals`; absent before there are two months to compare. */
  chart?: Chart;
  /** How many 科室 had neither an entry nor a 无; a digest names none. */
  missing: number;
  /** How many of the week's entries wait for a head's yes and are in none of the figures. */
  awaiting?: number;
  /** 逾期未办 of cases and duties, each in a line; their owners were reminded before. */
  overdue: string[];
}

/** 增减 — of a total beside the same days of last year (up to `until` where they end earlier), or of the week beside the one before. */
export type DigestChange =
  | { than: 'last-year'; until: LocalDate | null; difference: number; unit: string; growth: number | null }
  | { than: 'week-before'; difference: number; unit: string };

function lastYearText({ until, difference, unit, growth }: DigestChange & { than: 'last-year' }): string {
  const span = until === null ? '' : `到${monthOf(until)}月${dayOf(until)}日`;
  if (difference === 0) return `${span}同比持平`;
  const share = growth === null ? '' : `，${growth > 0 ? '增长' : '下降'}${formatNumber(Math.abs(growth))}%`;
  return `${span}同比${difference > 0 ? '增加' : '减少'}${formatNumber(Math.abs(difference))}${unit}${share}`;
}

function weekBeforeText({ difference, unit }: DigestChange & { than: 'week-before' }): string {
  return difference === 0 ? '与前一周持平' : `比前一周${difference > 0 ? '多' : '少'}${formatNumber(Math.abs(difference))}${unit}`;
}

/** 走访企业269家次（上周31家次；同比增加25家次，增长10.2%）. */
export function totalText({ what, added, change }: { what: string; added: string | null | undefined; change: DigestChange | null }): string {
  const moved = change === null ? '' : change.than === 'last-year' ? lastYearText(change) : weekBeforeText(change);
  const week = added ? `上周${added}` : '';
  const parts = [week, moved].filter(part => part !== '');
  return parts.length === 0 ? what : `${what}（${parts.join(change?.than === 'last-year' ? '；' : '，')}）`;
}

const LINES_PER_SECTION = 3;
const OVERDUE_SHOWN = 3;

function sectionBlock({ name, lines }: DigestContent['sections'][number]): string {
  const shown = lines.slice(0, LINES_PER_SECTION).join('；');
  const rest = lines.length - LINES_PER_SECTION;
  return `- **${name}** ${shown}${rest > 0 ? `；另有${rest}项` : ''}`;
}

/** 群周览 — for the group that did the work: what was done, three lines a section; nobody is named, counted or ranked. */
export function groupDigest(content: DigestContent, year: number): string {
  const sections = content.sections.filter(section => section.lines.length > 0).map(sectionBlock);
  return [`**上周做了这些**｜${formatPeriod(content.period, year)}`, ...sections, '> 有漏的补一句即可，按实际发生的日期计入。'].join('\n');
}

function chartOf({ chart }: DigestContent): string[] {
  return chart ? [`${chart.title}：`, barChart(chart.bars)] : [];
}

/** 截至11月15日. */
export function asOfDay(day: LocalDate): string {
  return `截至${monthOf(day)}月${dayOf(day)}日`;
}

/** 领导周览 — one screen for the leaders' group: last week by section, totals to date, and what the figures lack. */
export function leadersDigest(bureauName: string, content: DigestContent, year: number): string {
  const asOf = asOfDay(content.asOf);
  const count = content.entries === 0 ? '没有新增记录' : `${content.entries}条记录`;
  const head = `**${bureauName}一周工作**｜${formatPeriod(content.period, year)}，${count}`;
  const whose = yearOf(content.asOf) === year ? '今年' : `${yearOf(content.asOf)}年`;
  const totals = content.totals.length > 0 ? [`${whose}累计（${asOf}）：${content.totals.join('，')}`] : [];
  const missing = content.missing > 0 ? `${content.missing}个科室上周没有记录，数字可能不全。` : '';
  const awaiting = content.awaiting ? `${content.awaiting}条待科室负责人确认，未计入。` : '';
  const more = content.overdue.length - OVERDUE_SHOWN;
  const overdue =
    content.overdue.length > 0 ? [`- **逾期未办** ${content.overdue.slice(0, OVERDUE_SHOWN).join('；')}${more > 0 ? `；另有${more}件` : ''}`] : [];
  const foot = `> ${missing}${awaiting}问“今年走访了多少企业”可看合计，回“怎么算的”看口径。`;
  return [
    head,
    ...(content.lead ? [`**重点**：${content.lead}`] : []),
    ...content.sections.filter(section => section.lines.length > 0).map(sectionBlock),
    ...overdue,
    ...totals,
    ...chartOf(content),
    foot,
    ...(content.lead === null ? [withoutModel] : []),
  ].join('\n');
}

/** The same digest once more, because late entries or corrections changed its figures. */
export function reissued(digest: string): string {
  return `（有补报或更正，以此为准）\n${digest}`;
}
