import { yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import type { Total } from '../domain/total.ts';
import { figureText, numbersText } from './entry-line.ts';
import { dayText, formatTotal, privateLine, rateBasis, type Scope, spanOf } from './total-phrase.ts';

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
  const isLong = blocks.length > ONE_SCREEN;
  const lines = isLong
    ? [blocks.map(block => shortText(block)).join('；')]
    : blocks.map((block, index) => `${index + 1}. ${blockText(block, scope)}`);
  const gaps = missing.map(({ department, period }) => `${department}${formatPeriod(period, yearOf(scope.today))}`);
  return [
    `**${title}**（截至${dayText(scope.today < scope.period.to ? scope.today : scope.period.to, yearOf(scope.today))}）`,
    ...lines,
    gaps.length > 0 ? `缺报：${gaps.join('、')}` : '',
    isLong ? inShort : '单次、单月数只代表所标时段，不是全年数。回编号看那一条。',
  ]
    .filter(line => line !== '')
    .join('\n');
}

/** More kinds of work than that are told by their main figures. */
const ONE_SCREEN = 16;
const inShort = '> 只列每项的主要数，截至日不尽相同。细看请点名，如“企业走访情况”“绿色安全科今年干了啥”“三季度都干了什么”。';

/** **企业走访**走访企业269家次、收集问题205条. */
function shortText({ name, count, totals, entries }: OverviewBlock): string {
  const main = count?.quantity ? [] : totals.slice(0, 3).map(total => `${total.metric}${formatTotal(total)}`);
  const events = count?.quantity ? [formatTotal(count)] : main.length > 0 ? main : entries.flatMap(figuresOf).slice(0, 3);
  return `**${name}**${events.length > 0 ? events.join('、') : `${entries.length}条`}`;
}

function figuresOf({ metrics }: Entry): string[] {
  return metrics.map(metric => `${metric.name}${figureText(metric)}`);
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
