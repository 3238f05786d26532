import { dayOf, monthOf } from '../domain/date.ts';
import type { Entry, EntryContent, MetricReading } from '../domain/entry.ts';
import { formatPeriod, type Period, samePeriod } from '../domain/period.ts';
import { dateSpans } from '../language/dates.ts';
import { formatQuantity } from '../language/format-quantity.ts';

/** `走访企业12家`; a cumulative figure says so, a masked one stays masked. */
export function metricText(metric: MetricReading, options: { isCumulativeSaid?: boolean } = {}): string {
  const prefix = metric.kind === 'cumulative' && options.isCumulativeSaid !== true ? '累计' : '';
  return `${prefix}${metric.name}${figureText(metric)}`;
}

/** The figure alone: `12家`, `30余份`; without a number the words that were used. */
export function figureText(metric: Pick<MetricReading, 'value' | 'unit' | 'approximate' | 'min' | 'max' | 'raw'>): string {
  if (metric.value === null && metric.min === undefined && metric.max === undefined) return metric.raw === '' ? `（未填）${metric.unit}` : metric.raw;
  return formatQuantity(metric);
}

/** One entry in one line: `走访企业12家`, `18日学习《行政处罚法》，学法参加人数约30人次`. Its day is said where it differs from `around`. */
export function entryLine(entry: EntryContent, around?: Period): string {
  return `${whenText(entry, around)}${whatText(entry)}`;
}

function whenText(entry: EntryContent, around: Period | undefined): string {
  if (around && samePeriod(entry.period, around)) return '';
  if (around && entry.date && monthOf(around.from) === monthOf(entry.date) && monthOf(around.to) === monthOf(entry.date))
    return `${dayOf(entry.date)}日`;
  const text = formatPeriod(entry.period, Number((around ?? entry.period).from.slice(0, 4)));
  return entry.date ? text : `${text} `;
}

/** 3月15日配合… stands after its date already. */
function undated(summary: string): string {
  const first = dateSpans(summary)[0];
  const rest = first?.start === 0 ? summary.slice(first.end).replace(/^(当天|当日)?[，,、：:\s]*/, '') : summary;
  return rest === '' ? summary : rest;
}

/** An event is told in its own words, counted work by its figures. */
function whatText(entry: EntryContent): string {
  const stated = entry.metrics.filter(metric => !metric.inferred);
  const isEvent = entry.metrics.some(metric => metric.inferred) || stated.length === 0;
  if (!isEvent) return stated.map(metric => metricText(metric)).join('，');
  const said = squeezed(entry.summary);
  const further = stated.filter(metric => metric.raw === '' || !said.includes(squeezed(metric.raw)));
  return [undated(entry.summary), ...further.map(metric => metricText(metric))].join('，');
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

/** `1120-1至3`, `1120-1、1121-2`: the numbers of entries as people read them. */
export function numbersText(entries: readonly Pick<Entry, 'number'>[]): string {
  const parts: { day: string; from: number; to: number }[] = [];
  for (const { number } of entries) {
    const [day = '', running = '0'] = number.split('-');
    const last = parts.at(-1);
    if (last && last.day === day && last.to + 1 === Number(running)) last.to++;
    else parts.push({ day, from: Number(running), to: Number(running) });
  }
  return parts.map(({ day, from, to }) => `${day}-${from}${to > from ? `至${to}` : ''}`).join('、');
}
