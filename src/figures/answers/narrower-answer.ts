import { counts, type Entry } from '../../domain/entry.ts';
import { linesMentioning, mentionedTotal, notMentioned, spelledOut } from '../../wording/narrower.ts';
import { entriesWith } from '../entries-with.ts';
import { definitionOf } from '../metric-definition.ts';
import { recordsMentioning } from '../records-mentioning.ts';
import { totalOf } from '../total.ts';
import { wordsBeyond } from '../words-beyond.ts';
import type { Answered, Desk } from './desk.ts';
import { totals } from './total-answer.ts';

function mentions({ raw, summary, category, metrics }: Entry, word: string): boolean {
  return [raw, summary, category, ...metrics.map(({ name }) => name)].some(text => text.includes(word));
}

const isOneByOne = (entries: readonly Entry[], metric: string): boolean =>
  entries.length > 0 && entries.every(entry => entry.metrics.every(({ name, kind }) => name !== metric || kind === 'increment'));

/** 安全手册发了多少, which counts with all 资料: what was told in these very words is set beside the whole. */
function withSpelledOut(
  whole: Answered,
  { rest, metric, aliases }: { rest: string; metric: string; aliases: readonly string[] },
  entries: readonly Entry[],
): Answered {
  const [alias] = aliases.filter(each => each.length > 2 && rest.includes(each) && !metric.includes(each)).sort((a, b) => b.length - a.length);
  const saying = alias === undefined ? [] : entries.filter(({ raw }) => raw.includes(alias));
  if (alias === undefined || saying.length === 0 || saying.length === entries.length || !isOneByOne(entries, metric)) return whole;
  return { ...whole, text: `${whole.text}\n> ${spelledOut(alias, metric, saying)}` };
}

/** 转办问题给住建的有几条: a figure that was reported under a name of its own, 转办—住建. */
function partNamed(entries: readonly Entry[], metric: string, words: readonly string[]): string | undefined {
  const names = [...new Set(entries.flatMap(entry => entry.metrics.map(({ name }) => name)))];
  return names.find(name => name !== metric && name.startsWith(metric.slice(0, 2)) && words.every(word => name.includes(word)));
}

/** 民爆检查了几次, 数据安全那场培训来了多少人 — what is narrower than the metric: the records that say so, never the whole figure in its place. */
export function narrower(desk: Desk, rest: string, whole: Answered): Answered {
  const [metric, ...more] = desk.question.metrics;
  const defined = metric === undefined ? undefined : definitionOf(desk.context.bureau, metric);
  if (metric === undefined || more.length > 0 || !defined) return whole;
  const words = wordsBeyond(rest, defined);
  // Of the metric alone: going through the work of years is left to questions that say more than its name.
  const { isAsked } = desk;
  const ofMetric = entriesWith(desk.context.entries, metric).filter(entry => counts(entry) && isAsked(entry));
  if (words.length === 0) return withSpelledOut(whole, { rest, metric, aliases: defined.definition.aliases }, ofMetric);
  const isMeant = (entry: Entry): boolean => words.every(word => mentions(entry, word));
  const inPeriod = desk.counted();
  const meant = inPeriod.filter(isMeant);
  const part = partNamed(meant, metric, words);
  if (part !== undefined) return totals(desk.asking({ metrics: [part], ledger: null }));
  const own = ofMetric.filter(isMeant);
  const about = words.join('、');
  const elsewhere = meant.length === 0 ? recordsMentioning(rest, inPeriod) : [];
  if (elsewhere.length > 0) return { text: linesMentioning(about, metric, desk.scope)(elsewhere), totals: [] };
  if (meant.length === 0) return { ...whole, text: `${whole.text}\n> ${notMentioned(about)}` };
  // Every record says it: the question only told more of what is counted anyway.
  if (own.length === ofMetric.length) return whole;
  const total = isOneByOne(own, metric) ? totalOf(own, { ...desk.request, metric }) : null;
  const head = total?.quantity ? mentionedTotal(total, about, desk.scope) : linesMentioning(about, metric, desk.scope);
  return { text: head(own.length > 0 ? own : meant), totals: total?.quantity ? [total] : [] };
}
