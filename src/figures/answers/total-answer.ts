import { dateOf, type LocalDate, monthOf, yearOf } from '../../domain/date.ts';
import { joinedBy } from '../../domain/decided-names.ts';
import { counts, type Entry } from '../../domain/entry.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { yearPeriod } from '../../domain/period.ts';
import type { Question } from '../../domain/question.ts';
import type { Comparison, ReportLine, SettledLine, Total } from '../../domain/total.ts';
import { explanation, onlyRecordLine, untoldLine, withdrawnLines } from '../../wording/explanation.ts';
import * as wording from '../../wording/figures.ts';
import { joinedLine } from '../../wording/name-decisions.ts';
import { methodOf } from '../../wording/not-counted.ts';
import { monthDay } from '../../wording/total-phrase.ts';
import { compareWithLastPeriod, compareWithLastYear, type LastYear } from '../compare.ts';
import { entriesWith } from '../entries-with.ts';
import { definitionOf, partsOf } from '../metric-definition.ts';
import { relatedOf } from '../overview.ts';
import { isYearToDate } from '../read-period.ts';
import { byTime, linesOf } from '../report-line.ts';
import { totalOf } from '../total.ts';
import type { Answered, Desk } from './desk.ts';
import { outstanding } from './state-answer.ts';

/** 总数, 同比, 环比 — the first figure with all that belongs to it, the others in a few lines. */
export function totals(desk: Desk): Answered {
  const [main] = desk.question.metrics;
  return desk.each(total => (total.metric === main ? wholeAnswer(desk, total) : wording.secondaryTotal(total, desk.scope, comparison(desk, total))));
}

/** 怎么算的 — line by line. */
export function explained(desk: Desk): Answered {
  const { about } = desk.context;
  if (desk.question.metrics.length > 0 && about === 'outstanding') {
    return { text: [outstanding(desk).text, methodOf(about)].join('\n'), totals: [] };
  }
  if (desk.question.metrics.length === 0) return { text: methodOf(about), totals: [] };
  return desk.each(total => {
    if (!total.quantity && total.lines.length === 0) return desk.nothing(total);
    const compared = comparison(desk, total);
    return [
      explanation(total, desk.scope, correctionsOf(desk, total)),
      ...joinedLines(desk, total),
      ...(desk.context.isMoreMeant ? withdrawnLines(withdrawnOf(desk, total), total.metric) : []),
      ...(compared ? [wording.comparisonLine(compared, desk.scope, total.asOf)] : []),
    ].join('\n');
  });
}

/** What was said under a name that an editor joined into the metric. */
function joinedLines({ context }: Desk, { lines }: Total): string[] {
  const names = new Set(lines.flatMap(({ saidAs }) => saidAs ?? []));
  return [...names].map(name => {
    const decision = context.bureau.decided?.of(name);
    const said = lines.filter(({ saidAs }) => saidAs === name);
    return joinedLine(name, said, decision && joinedBy(decision), context.today);
  });
}

/** 谁当组长: what no figure says, and the record may. */
const asksAround = /谁|什么|啥|哪(?!些)/;

/** A figure that one record alone says is told with that record, which often says the rest of what one would ask next. */
function onlyRecord({ context }: Desk, { entries: [id, ...more] }: Total): string[] {
  const record = more.length === 0 ? context.entries.find(entry => entry.id === id) : undefined;
  return record === undefined ? [] : [onlyRecordLine(record, { isMoreAsked: asksAround.test(context.rest ?? '') })];
}

/** What was taken back of it, which 不是还报了4个吗 may mean; not what the head of its 科室 never let pass. */
function withdrawnOf(desk: Desk, { metric }: Total): Entry[] {
  const hadCounted = ({ history }: Entry): boolean => {
    const before = history.findLast(({ action }) => action === 'withdraw')?.statusBefore;
    return before !== 'awaiting' && before !== 'returned';
  };
  return desk.inPeriod().filter(entry => entry.status === 'withdrawn' && hadCounted(entry) && entry.metrics.some(({ name }) => name === metric));
}

/** 培训一共多少人参加: the occasions of which nobody said how many came are no part of the figure, and no zero. */
function untoldOccasions(desk: Desk, total: Total, { definition, ledger }: NonNullable<ReturnType<typeof definitionOf>>): string[] {
  const { metric, quantity } = total;
  const event = ledger.eventMetric;
  if (!quantity || event === null || event === metric || definition.partOf !== null || !definition.units.includes('人次')) return [];
  const isTold = (entry: Entry): boolean => entry.metrics.some(({ name }) => name === metric);
  const untold = entriesWith(desk.context.entries, event).filter(
    entry => counts(entry) && entry.ledger === ledger.id && desk.isAsked(entry) && !isTold(entry),
  );
  return untold.length === 0 ? [] : [untoldLine(metric, untold)];
}

/** 12家 → 11家: what was corrected of the entries behind a figure, by whom and when. */
function correctionsOf({ context }: Desk, { entries: ids, metric }: Total): string[] {
  const behind = context.entries.filter(({ id }) => ids.includes(id));
  return behind.flatMap(({ number, history }) =>
    history
      .filter(({ action, what }) => action === 'correct' && what.includes(metric))
      .map(({ what, by, at }) => `${number} ${what}（${monthDay(dateOf(at))}${by.name}）`),
  );
}

function wholeAnswer(desk: Desk, total: Total): string {
  const { bureau, entries, today } = desk.context;
  const defined = definitionOf(bureau, total.metric);
  const isAlone = desk.question.metrics.length === 1;
  const compared = comparison(desk, total);
  const published = publishedOf(desk, total);
  if (published && !total.quantity) return wording.publishedAnswer(total.metric, published, desk.scope);
  const text = wording.totalAnswer(total, desk.scope, {
    comparison: compared,
    parts: isAlone ? partsOf(bureau, total.metric).map(part => desk.total(part.name)) : [],
    others: isAlone && desk.ledger ? others(desk, desk.ledger, total.metric) : [],
    related: defined ? relatedOf(entries, total, defined.ledger.section).slice(0, 2) : [],
    responsible: defined?.ledger.departments ?? [],
    near: total.quantity || !defined ? [] : nearby(desk, defined.ledger),
    wider: total.quantity ? null : widerThan(linesOf(entriesWith(entries, total.metric), total.metric), desk.question, today),
  });
  return [
    text,
    ...onlyRecord(desk, total),
    ...(defined ? untoldOccasions(desk, total, defined) : []),
    ...yearJustEnded(desk, total),
    ...(published ? [wording.publishedLine(published)] : []),
    ...comparisonNotes(desk, compared),
    ...(compared ? [] : statedGrowth(desk, total)),
  ].join('\n');
}

/** Where a figure was never told: what the same ledger holds of those days, or of a shorter time the same 科室 in the same section. */
function nearby(desk: Desk, { id, section, departments }: Ledger): Entry[] {
  const { period, reporter } = desk.question;
  const all = reporter === null ? desk.counted() : [];
  const own = all.filter(({ ledger }) => ledger === id);
  if (own.length > 0 || isYearToDate(period, desk.context.today)) return own.slice(-2);
  return all.filter(entry => entry.section === section && departments.includes(entry.department)).slice(-2);
}

/** Whether less than the whole bureau was asked about, of which no published report speaks. */
function isPart({ department, without, reporter }: Question): boolean {
  return department !== null || without.length > 0 || reporter !== null;
}

/** In January and February 今年 is often meant for the year that has just ended: both are told. */
function yearJustEnded(desk: Desk, { metric, period }: Total): string[] {
  const { today, lastYear } = desk.context;
  if (monthOf(today) > 2 || !isYearToDate(period, today) || desk.question.against !== null) return [];
  const before = desk.total(metric, yearPeriod(yearOf(today) - 1));
  if (before.quantity) return [wording.yearJustEnded(before, desk.scope)];
  const published = isPart(desk.question) ? null : (lastYear?.(metric, before.period) ?? null);
  return published ? [wording.yearJustEndedPublished(metric, published)] : [];
}

/** What last year's report says of last year, where that is what was asked. */
function publishedOf({ context, question }: Desk, { metric, period, quantity }: Total): ReturnType<LastYear> {
  const { lastYear, today } = context;
  if (isPart(question) || yearOf(period.to) !== yearOf(today) - 1) return null;
  const published = lastYear?.(metric, period) ?? null;
  return published && published.value === quantity?.value ? null : published;
}

/** 同比、环比; the whole of last year stands only beside what has been done of this one, or where it was asked for. */
export function comparison(desk: Desk, total: Total): Comparison | null {
  const { against } = desk.question;
  const found = compared(desk, total);
  const isBesideYear = against !== null || isYearToDate(total.period, desk.context.today);
  return found?.basis === 'whole-year' && !isBesideYear ? null : found;
}

function compared(desk: Desk, total: Total): Comparison | null {
  const { entries, lastYear } = desk.context;
  // What one person reported is no part of the bureau that last year's figure would speak of.
  if (desk.question.reporter !== null) return null;
  const context = { entries, lastYear: desk.question.without.length > 0 ? undefined : lastYear, request: { ...desk.request, metric: total.metric } };
  return desk.question.against === 'last-period' ? compareWithLastPeriod(total, context) : compareWithLastYear(total, context);
}

/** 同比增加9个: where there is no figure of last year, what a colleague reported of the change. */
function statedGrowth(desk: Desk, { metric }: Total): string[] {
  const defined = definitionOf(desk.context.bureau, metric);
  if (desk.question.against !== 'last-year' || !defined) return [];
  const stated = defined.ledger.metrics.filter(({ name }) => name.includes('同比')).map(({ name }) => desk.total(name));
  return stated.filter(({ quantity }) => quantity !== null).map(total => wording.statedChange(total, desk.scope));
}

/** Whoever asks for a comparison is told when there is none, and that the ledger does not know the reason of a change. */
function comparisonNotes({ question: { against } }: Desk, compared: Comparison | null): string[] {
  if (against === null) return [];
  if (!compared) return [against === 'last-year' ? wording.noComparison : wording.noLastPeriod];
  return !compared.difference ? [] : [`> ${wording.reasonUnknown}`];
}

/** Asked by the ledger's name, its other main figures are told beside the one that stands for it. */
function others(desk: Desk, ledger: Ledger, metric: string): Total[] {
  const isShared = (name: string): boolean =>
    ledger.eventMetric !== null && desk.context.bureau.ledgers.some(other => other !== ledger && other.metrics.some(each => each.name === name));
  // 参会企业 of the talks are none of the briefings'.
  const own = ledger.eventMetric === null ? [] : desk.context.entries.filter(entry => entry.ledger === ledger.id);
  return ledger.metrics
    .filter(each => each.name !== metric && each.partOf === null)
    .map(({ name }) => (isShared(name) ? totalOf(own, { ...desk.request, metric: name }) : desk.total(name)));
}

/** The latest cumulative figure that contains the days asked about but is too wide to be split. */
function widerThan(lines: readonly ReportLine[], { period, department }: Question, today: LocalDate): SettledLine | null {
  const wide = lines.filter(
    line =>
      line.kind === 'cumulative' &&
      line.interval.from < period.from &&
      line.interval.to >= period.from &&
      line.interval.to <= today &&
      (department === null || line.department === department),
  );
  const latest = wide.sort(byTime).at(-1);
  return latest ? { ...latest, verdict: 'straddles', by: null } : null;
}
