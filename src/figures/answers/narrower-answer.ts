import { counts, type Entry } from '../../domain/entry.ts';
import type { Total } from '../../domain/total.ts';
import { taggedWords } from '../../language/segmentation.ts';
import { linesMentioning, mentionedTotals, notMentioned, onlyWholeKnown, recordsSaying, spelledOut } from '../../wording/narrower.ts';
import { entriesWith } from '../entries-with.ts';
import { definitionOf } from '../metric-definition.ts';
import { recordsMentioning } from '../records-mentioning.ts';
import { totalOf } from '../total.ts';
import { wordsBeyond } from '../words-beyond.ts';
import type { Answered, Desk } from './desk.ts';
import { eventSaid } from './event-said.ts';
import { totals } from './total-answer.ts';

/** 合同风险 is said by 合同法律风险防范, too: word by word. */
export function mentions({ raw, summary, category, metrics }: Entry, word: string): boolean {
  const said = [raw, summary, category, ...metrics.map(({ name }) => name)];
  const parts = word.length === 4 ? [word.slice(0, 2), word.slice(2)] : [word];
  return said.some(text => text.includes(word) || parts.every(part => text.includes(part)));
}

const isOneByOne = (entries: readonly Entry[], metric: string): boolean =>
  entries.length > 0 && entries.every(entry => entry.metrics.every(({ name, kind }) => name !== metric || kind === 'increment'));

/** So many letters that a metric's name has not make a word of its own. */
const OWN_LETTERS = 3;

/** 安全手册发了多少, which counts with all 资料: what was told in these very words is set beside the whole. */
function withSpelledOut(
  desk: Desk,
  whole: Answered,
  { rest, metric, aliases }: { rest: string; metric: string; aliases: readonly string[] },
  entries: readonly Entry[],
): Answered {
  const [alias] = aliases
    .filter(each => each.length > 2 && rest.includes(each) && [...each].some(letter => !metric.includes(letter)))
    .sort((a, b) => b.length - a.length);
  const saying = alias === undefined ? [] : entries.filter(({ raw }) => raw.includes(alias));
  if (alias === undefined || saying.length === 0 || saying.length === entries.length || !isOneByOne(entries, metric)) return whole;
  // 民法典进企业 is one of the events, 宣传册 another word for what is counted.
  const isOwn = [...alias].filter(letter => !metric.includes(letter)).length >= OWN_LETTERS;
  const total = isOwn ? mentionedOf(desk, metric, saying) : [];
  if (total.length > 0) return { text: mentionedTotals(total, { about: alias, untold: [] }, desk.scope)(saying), totals: total, isPart: true };
  return { ...whole, text: `${whole.text}\n> ${spelledOut(alias, metric, saying)}` };
}

/** 转办问题给住建的有几条: a figure that was reported under a name of its own, 转办—住建. */
export function partNamed(entries: readonly Entry[], metric: string, words: readonly string[]): string | undefined {
  const names = [...new Set(entries.flatMap(entry => entry.metrics.map(({ name }) => name)))];
  return names.find(name => name !== metric && name.startsWith(metric.slice(0, 2)) && words.every(word => name.includes(word)));
}

/** 安全生产月搞了啥: what was told in these very words, not all of that kind of work. */
export function ofOwnWords(desk: Desk, rest: string, whole: Answered): Answered {
  const [metric, ...more] = desk.question.metrics;
  const aliases = metric === undefined || more.length > 0 ? [] : (definitionOf(desk.context.bureau, metric)?.definition.aliases ?? []);
  if (metric === undefined || aliases.length === 0) return whole;
  const carrying = entriesWith(desk.context.entries, metric).filter(entry => counts(entry) && desk.isAsked(entry));
  const said = withSpelledOut(desk, whole, { rest, metric, aliases }, carrying);
  return said.isPart ? said : whole;
}

/** 给人社的转了几条: 转办—人社, where 人社 was said. */
export function partSaid(desk: Desk, metric: string, rest: string): string | undefined {
  if (!/[给转交派]/.test(rest)) return undefined;
  const carrying = entriesWith(desk.context.entries, metric).filter(entry => counts(entry) && desk.isAsked(entry));
  const names = new Set(carrying.flatMap(entry => entry.metrics.map(({ name }) => name)));
  return [...names].find(name => {
    const [whole = '', part = ''] = name.split('—');
    return part.length >= 2 && metric.startsWith(whole) && rest.includes(part);
  });
}

/** 民爆检查了几次, 数据安全那场培训来了多少人 — what is narrower than the metrics: the records that say so, never the whole figure in its place. */
export function narrower(desk: Desk, rest: string, whole: Answered): Answered {
  const { metrics } = desk.question;
  const defined = metrics.flatMap(metric => definitionOf(desk.context.bureau, metric) ?? []);
  const [metric = '', ...more] = metrics;
  const ofOne = more.length === 0 ? partSaid(desk, metric, rest) : undefined;
  if (ofOne !== undefined) return totals(desk.asking({ metrics: [ofOne], ledger: null }));
  if (metrics.length === 0 || defined.length < metrics.length) return whole;
  const event = more.length > 0 ? eventSaid(desk, rest) : null;
  const beyond = wordsBeyond(rest, defined);
  const said = beyond.length === 0 && event !== null ? [event] : beyond;
  // Of the metrics alone: going through the work of years is left to questions that say more than their names.
  const { isAsked } = desk;
  const carrying = (name: string): Entry[] => entriesWith(desk.context.entries, name).filter(entry => counts(entry) && isAsked(entry));
  if (said.length === 0)
    return more.length > 0 ? whole : withSpelledOut(desk, whole, { rest, metric, aliases: defined[0]?.definition.aliases ?? [] }, carrying(metric));
  // 为什么这么少: how a figure is doubted narrows it only where records say so.
  const isDoubt = desk.question.form === 'explain';
  const inPeriod = desk.counted();
  const words = said.filter(word => inPeriod.some(entry => mentions(entry, word)));
  const isMeant = (entry: Entry): boolean => words.length > 0 && words.every(word => mentions(entry, word));
  const meant = inPeriod.filter(isMeant);
  const part = more.length === 0 ? partNamed(meant, metric, words) : undefined;
  if (part !== undefined) return totals(desk.asking({ metrics: [part], ledger: null }));
  if (meant.length === 0 && isDoubt) return whole;
  if (meant.length === 0) return unmentioned(desk, { rest, about: said.join('、') }, whole);
  // Every record says it: the question only told more of what is counted anyway.
  const all = metrics.flatMap(carrying);
  const own = all.filter(isMeant);
  if (own.length > 0 && own.length === all.length) return whole;
  const told = metrics.flatMap(name => mentionedOf(desk, name, carrying(name).filter(isMeant)));
  if (told.length === 0 && isDoubt) return whole;
  const about = words.map(word => withEnding(word, rest, meant)).join('、');
  const behind = own.length > 0 ? inPeriod.filter(entry => own.includes(entry)) : meant;
  const untold = metrics.filter(name => !told.some(total => total.metric === name));
  const text =
    told.length > 0
      ? mentionedTotals(told, { about, untold, areChangesSaid: isDoubt }, desk.scope)(behind)
      : linesMentioning(about, metrics, desk.scope)(behind);
  return { text, totals: told, isPart: true };
}

/** 宪法进 is 宪法进企业, in the question as in the records. */
function withEnding(word: string, rest: string, entries: readonly Entry[]): string {
  const whole = `${word}企业`;
  return rest.includes(whole) && entries.some(entry => mentions(entry, whole)) ? whole : word;
}

/** 代表委员的建议: who brings it is told out of courtesy. */
const titles = /^(?:委员|代表|领导|同志)$/;

/** 双随机, 小微, 消防 say which of them; 散出, 真正, 两遍 only how it was put. */
function narrows(about: string): boolean {
  const parts = taggedWords(about);
  const tags = parts.map(({ tag }) => tag);
  // 节能审查 is none of 节能监察, but 散出 and 清掉 are only how it was put.
  const isOnlyVerb = about.length <= 2 && tags.includes('v');
  return !isOnlyVerb && !titles.test(about) && !tags.some(tag => /^[mpystru]$/.test(tag)) && tags.some(tag => tag !== 'd') && !/[较更得]/.test(about);
}

/** What the records that say it add up to, where each tells its own. */
function mentionedOf(desk: Desk, metric: string, own: readonly Entry[]): Total[] {
  const total = isOneByOne(own, metric) ? totalOf(own, { ...desk.request, metric }) : null;
  return total?.quantity ? [total] : [];
}

const MOST_NEAR = 5;

/** 整改单子, where 整改通知书 was told: of the records behind the figure those that say a word of it. */
function sayingPartOf(about: string, whole: Answered, desk: Desk): Entry[] {
  const behind = new Set(whole.totals.flatMap(({ entries }) => entries));
  const parts = taggedWords(about).flatMap(({ text }) => (text.length > 1 && text !== about ? [text] : []));
  return desk
    .counted()
    .filter(entry => behind.has(entry.id) && parts.some(part => entry.raw.includes(part)))
    .slice(-MOST_NEAR);
}

function unmentioned(desk: Desk, { rest, about }: { rest: string; about: string }, whole: Answered): Answered {
  const { metrics } = desk.question;
  // Of several figures a word more is mostly only how it was asked.
  if (metrics.length > 1) return whole;
  const elsewhere = recordsMentioning(rest, desk.counted());
  if (elsewhere.length > 0) return { text: linesMentioning(about, metrics, desk.scope)(elsewhere), totals: [] };
  const isKept = whole.totals.some(({ quantity }) => quantity);
  if (isKept && narrows(about)) {
    const near = sayingPartOf(about, whole, desk);
    return { text: near.length > 0 ? recordsSaying(near, desk.scope) : onlyWholeKnown(about, metrics, desk.scope), totals: [] };
  }
  return { ...whole, text: `${whole.text}\n> ${notMentioned(about)}` };
}
