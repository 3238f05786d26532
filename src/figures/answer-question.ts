import type { Bureau } from '../bureau/bureau.ts';
import type { Chart } from '../domain/chart.ts';
import { addDays, dateOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { counts, type Entry, isAwaiting, type NilReport } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { intersection, overlaps, yearPeriod } from '../domain/period.ts';
import type { Question, QuestionForm } from '../domain/question.ts';
import { countedMonth, countedMonthOf } from '../domain/reporting-period.ts';
import type { Comparison, SettledLine, Total } from '../domain/total.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';
import { awaitingNote } from '../wording/confirmation.ts';
import { consistencyAnswer } from '../wording/consistency.ts';
import { detailList, explanation } from '../wording/explanation.ts';
import * as wording from '../wording/figures.ts';
import { movedAnswer } from '../wording/moved.ts';
import { methodOf, notInLedgers, notYet } from '../wording/not-counted.ts';
import { overviewAnswer } from '../wording/overview.ts';
import { pairAnswer } from '../wording/pair.ts';
import { openItemsAnswer, remainingAnswer, remainingLines } from '../wording/remaining.ts';
import { reportedAnswer } from '../wording/reported.ts';
import { periodText, type Scope, totalPhrase } from '../wording/total-phrase.ts';
import { changeBetween } from './change-between.ts';
import { compareWithLastPeriod, compareWithLastYear, type LastYear } from './compare.ts';
import { inconsistenciesOf } from './consistency.ts';
import { entriesWith } from './entries-with.ts';
import { loadEntries } from './load-entries.ts';
import { definitionOf, partsOf } from './metric-definition.ts';
import { movedFigures } from './moved-figures.ts';
import { overviewOf, relatedOf } from './overview.ts';
import { questionText } from './question-text.ts';
import { isYearToDate, yearBefore } from './read-period.ts';
import { type QuestionReading, readQuestion } from './read-question.ts';
import { openEntries, type Remaining, remainingOf } from './remaining.ts';
import { byTime, compare, linesOf } from './report-line.ts';
import { reportedBy } from './reported.ts';
import { reportedLedger } from './reported-ledger.ts';
import { totalOf } from './total.ts';

/** Where a question is asked. */
export interface QuestionContext {
  bureau: Bureau;
  reader: Reader;
  at: Instant;
  /** The `topic` of the asker's last answer, for 怎么算的, 明细 and 法规科呢. */
  previous?: string | null;
  /** Figures of last year that are in no ledger. */
  lastYear?: LastYear;
  /** Ids of entries that live on as cases, which are listed by themselves. */
  followed?: ReadonlySet<string>;
}

/** 问数的答复. `topic` is the question in words that need nothing before it; keep it as the next `previous`. */
export interface FiguresAnswer {
  text: string;
  topic: string;
  question: Question;
  totals: Total[];
  /** What of the text is bars, to be drawn where pictures are taken. */
  charts?: Chart[];
}

type Answered = Pick<FiguresAnswer, 'text' | 'totals' | 'charts'>;

/** Answers a question about the ledgers; null when it is none, so that the law is searched instead. */
export async function answerQuestion(text: string, context: QuestionContext): Promise<FiguresAnswer | null> {
  const reading = await understood(text, context);
  if (!reading) return null;
  const { question, choice, isFollowUp, about } = reading;
  const today = dateOf(context.at);
  const scope = scopeOf(question, today);
  const isAboutPrevious = question.form === 'explain' || question.form === 'detail';
  const topic = isAboutPrevious && context.previous ? context.previous : isFollowUp ? questionText(question, context.bureau) : text;
  const rows = await load(context.reader, question);
  const known = choice.filter(metric => entriesWith(rows.entries, metric).some(counts));
  // Of several that fit the words, one that alone was ever reported needs no asking.
  if (choice.length > 0 && known.length !== 1) return { text: wording.ambiguousMetric(choice, scope), topic, question, totals: [] };
  const asked = choice.length > 0 ? { ...question, metrics: known } : question;
  const desk = new Desk(asked, { ...context, today, about, isListed: !/多少|几/.test(text), ...rows, entries: own(rows.entries, question) });
  return {
    ...withAwaiting(desk.answer(), desk.awaiting()),
    topic: asked === question ? topic : questionText(asked, context.bureau),
    question: asked,
  };
}

/** What the files define is looked for first, then what was only reported, under the words used for it. */
async function understood(text: string, context: QuestionContext): Promise<QuestionReading | null> {
  const reading = readQuestion(text, context);
  if (reading && reading.question.form !== 'unclear') return reading;
  const ledger = asksHowMuch.test(text) ? await reportedLedger(context.reader, text, dateOf(context.at)) : null;
  if (!ledger) return reading;
  return readQuestion(text, { ...context, bureau: { ...context.bureau, ledgers: [ledger] } }) ?? reading;
}

const asksHowMuch = /多少|几|总数|合计|累计/;

/** This year's entries with last year's, of which 同比 is made. */
async function load(reader: Reader, { period, earlier }: Question): Promise<{ entries: Entry[]; nilReports: NilReport[] }> {
  return loadEntries(reader, { from: yearBefore(earlier ?? period).from, to: period.to });
}

/** All entries, or those of the person who is asked about. */
function own(entries: readonly Entry[], { reporter }: Question): readonly Entry[] {
  return reporter === null ? entries : entries.filter(entry => entry.reporter.name === reporter);
}

/** A list says what it leaves out; a figure says it line by line. */
function withAwaiting(answered: Answered, entries: readonly Entry[]): Answered {
  const isSaid = entries.length === 0 || answered.totals.some(({ awaiting }) => awaiting.length > 0);
  return isSaid ? answered : { ...answered, text: `${answered.text}\n> ${awaitingNote(entries)}` };
}

function scopeOf({ period, department, reporter }: Question, today: LocalDate): Scope {
  return { period, today, department, reporter };
}

type DeskContext = QuestionContext & {
  today: LocalDate;
  about: QuestionForm | null;
  /** 报了哪些 wants the entries, 报了多少条 their number. */
  isListed: boolean;
  entries: readonly Entry[];
  nilReports: readonly NilReport[];
};

/** Answers one question over the entries that were loaded for it. */
class Desk {
  readonly #question: Question;
  readonly #context: DeskContext;
  readonly #scope: Scope;
  readonly #ledger: Ledger | null;

  constructor(question: Question, context: DeskContext) {
    this.#question = question;
    this.#context = context;
    this.#scope = scopeOf(question, context.today);
    this.#ledger = context.bureau.ledgers.find(ledger => ledger.id === question.ledger) ?? null;
  }

  answer(): Answered {
    if (this.#question.form === 'moved') return this.#moved();
    if (this.#question.earlier && this.#question.metrics.length > 0) return this.#pair(this.#question.earlier);
    switch (this.#question.form) {
      case 'total':
      case 'compare':
        return this.#totals();
      case 'explain':
        return this.#explain();
      case 'detail':
      case 'list':
        return this.#list();
      case 'by-department':
        return this.#each(total => (total.quantity ? wording.byDepartmentAnswer(total, this.#scope) : this.#nothing(total)));
      case 'by-month':
        return this.#each(total => (total.quantity ? wording.byMonthAnswer(total, this.#months(total.metric), this.#scope) : this.#nothing(total)));
      case 'chart':
        return this.#charts();
      case 'overview':
        return this.#overview();
      case 'outstanding':
        return this.#outstanding();
      case 'open':
        return this.#open();
      case 'consistency':
        return { text: consistencyAnswer(inconsistenciesOf(this.#inPeriod(), this.#request())), totals: [] };
      case 'reported':
        return this.#reported();
      case 'future':
        return { text: notYet(this.#question.metrics, this.#question.period, this.#context.today), totals: [] };
      case 'unclear':
        return { text: notInLedgers, totals: [] };
    }
  }

  /** What a list of this period leaves out until a head says yes; of no interest beside figures that it does not touch. */
  awaiting(): Entry[] {
    const isList = this.#question.metrics.length === 0;
    return isList ? this.#inPeriod().filter(isAwaiting) : [];
  }

  #request() {
    const { bureau, today, nilReports } = this.#context;
    return { period: this.#question.period, department: this.#question.department, bureau, today, nilReports };
  }

  #total(metric: string): Total {
    return totalOf(this.#context.entries, { ...this.#request(), metric });
  }

  #each(word: (total: Total) => string): { text: string; totals: Total[] } {
    const totals = this.#question.metrics.map(metric => this.#total(metric));
    return { text: totals.map(word).join('\n\n'), totals };
  }

  /** 一季度和二季度: each by itself, then what lies between them. */
  #pair(earlier: Question['period']): { text: string; totals: Total[] } {
    const pairs = this.#question.metrics.map(metric => ({
      before: totalOf(this.#context.entries, { ...this.#request(), metric, period: earlier }),
      after: this.#total(metric),
    }));
    const accepted = (metric: string): readonly string[] => definitionOf(this.#context.bureau, metric)?.definition.units ?? [];
    const text = pairs.map(({ before, after }) =>
      pairAnswer({ before, after, change: changeBetween(before, after, accepted(after.metric)) }, this.#scope),
    );
    return { text: text.join('\n\n'), totals: pairs.map(({ after }) => after) };
  }

  /** The year up to two 截至: every figure that is not the same at both. */
  #moved(): Answered {
    const { bureau, entries, today, nilReports } = this.#context;
    const { period, earlier, department, metrics } = this.#question;
    const from = earlier?.to ?? period.from;
    const moved = movedFigures(entries, { from, to: period.to, metrics, bureau, today, nilReports, department });
    return { text: movedAnswer(moved, { ...this.#scope, from, to: period.to }), totals: moved.figures.map(({ after }) => after) };
  }

  #reported(): { text: string; totals: Total[] } {
    const { department, reporter } = this.#question;
    const all = reportedBy(this.#context.entries, { ...this.#question, ...this.#request() });
    const missing = department === null || reporter !== null ? [] : this.#gapsOf(department);
    return { text: reportedAnswer(all, { scope: this.#scope, missing, isListed: this.#context.isListed }), totals: [] };
  }

  /** What one 科室 reports period after period in its own ledgers, and has not for some of it. */
  #gapsOf(department: string): { metric: string; department: string; period: Question['period'] }[] {
    const ledgers = this.#context.bureau.ledgers.filter(ledger => ledger.departments.includes(department));
    const metrics = [...new Set(ledgers.flatMap(ledger => ledger.metrics.map(metric => metric.name)))];
    return metrics.flatMap(metric =>
      this.#total(metric)
        .missing.filter(gap => gap.department === department)
        .map(gap => ({ metric, ...gap })),
    );
  }

  #totals(): { text: string; totals: Total[] } {
    const [main] = this.#question.metrics;
    return this.#each(total =>
      total.metric === main ? this.#totalText(total) : wording.secondaryTotal(total, this.#scope, this.#comparison(total)),
    );
  }

  #totalText(total: Total): string {
    const { bureau, entries, today } = this.#context;
    const defined = definitionOf(bureau, total.metric);
    const isAlone = this.#question.metrics.length === 1;
    const comparison = this.#comparison(total);
    const published = this.#published(total);
    if (published && !total.quantity) return wording.publishedAnswer(total.metric, published, this.#scope);
    const text = wording.totalAnswer(total, this.#scope, {
      comparison,
      parts: isAlone ? partsOf(bureau, total.metric).map(part => this.#total(part.name)) : [],
      others: isAlone && this.#ledger ? this.#others(this.#ledger, total.metric) : [],
      related: defined ? relatedOf(this.#context.entries, total, defined.ledger.section).slice(0, 2) : [],
      responsible: defined?.ledger.departments ?? [],
      wider: total.quantity ? null : widerThan(linesOf(entriesWith(entries, total.metric), total.metric), this.#question, today),
    });
    return [text, ...this.#yearJustEnded(total), ...(published ? [wording.publishedLine(published)] : []), ...this.#comparisonNotes(comparison)].join(
      '\n',
    );
  }

  /** In January and February 今年 is often meant for the year that has just ended: both are told. */
  #yearJustEnded({ metric, period }: Total): string[] {
    const { today, lastYear, entries } = this.#context;
    if (monthOf(today) > 2 || !isYearToDate(period, today) || this.#question.against !== null) return [];
    const before = totalOf(entries, { ...this.#request(), metric, period: yearPeriod(yearOf(today) - 1) });
    if (before.quantity) return [wording.yearJustEnded(before, this.#scope)];
    const isBureau = this.#question.department === null && this.#question.reporter === null;
    const published = isBureau ? (lastYear?.(metric, before.period) ?? null) : null;
    return published ? [wording.yearJustEndedPublished(metric, published)] : [];
  }

  /** What last year's report says of last year, where that is what was asked. */
  #published({ metric, period, quantity }: Total): ReturnType<LastYear> {
    const { lastYear, today } = this.#context;
    const { department, reporter } = this.#question;
    if (department !== null || reporter !== null || yearOf(period.to) !== yearOf(today) - 1) return null;
    const published = lastYear?.(metric, period) ?? null;
    return published && published.value === quantity?.value ? null : published;
  }

  #comparison(total: Total): Comparison | null {
    const { entries, lastYear } = this.#context;
    // What one person reported is no part of the bureau that last year's figure would speak of.
    if (this.#question.reporter !== null) return null;
    const context = { entries, lastYear, request: { ...this.#request(), metric: total.metric } };
    return this.#question.against === 'last-period' ? compareWithLastPeriod(total, context) : compareWithLastYear(total, context);
  }

  /** Whoever asks for a comparison is told when there is none, and that the ledger does not know the reason of a change. */
  #comparisonNotes(comparison: Comparison | null): string[] {
    const { against } = this.#question;
    if (against === null) return [];
    if (!comparison) return [against === 'last-year' ? wording.noComparison : wording.noLastPeriod];
    return !comparison.difference ? [] : [`> ${wording.reasonUnknown}`];
  }

  /** Asked by the ledger's name, its other main figures are told beside the one that stands for it. */
  #others(ledger: Ledger, metric: string): Total[] {
    return ledger.metrics.filter(each => each.name !== metric && each.partOf === null).map(each => this.#total(each.name));
  }

  #explain(): { text: string; totals: Total[] } {
    const { about } = this.#context;
    if (this.#question.metrics.length === 0 || about === 'outstanding') return { text: methodOf(about), totals: [] };
    return this.#each(total => [explanation(total, this.#scope), ...this.#explainedComparison(total)].join('\n'));
  }

  #explainedComparison(total: Total): string[] {
    const comparison = this.#comparison(total);
    return comparison ? [wording.comparisonLine(comparison, this.#scope, total.asOf)] : [];
  }

  #inPeriod(): Entry[] {
    const { period, department } = this.#question;
    return this.#context.entries.filter(
      entry => overlaps(entry.period, period) && (department === null || entry.department === department || entry.supporting.includes(department)),
    );
  }

  /** 明细 are the entries behind the figure; a list takes everything of the ledger. */
  #list(): { text: string; totals: Total[] } {
    const { form, metrics } = this.#question;
    if (metrics.length === 0 && this.#ledger === null) return this.#listAll();
    const totals = metrics.map(metric => this.#total(metric));
    const used = new Set(totals.flatMap(total => total.entries));
    const ledgers = this.#ledger ? [this.#ledger.id] : metrics.map(metric => definitionOf(this.#context.bureau, metric)?.ledger.id);
    const isMeant = (entry: Entry): boolean => (form === 'detail' ? used.has(entry.id) : used.has(entry.id) || ledgers.includes(entry.ledger ?? '-'));
    const entries = this.#inPeriod()
      .filter(entry => counts(entry) && isMeant(entry))
      .sort(byPeriodStart);
    if (entries.length === 0 && totals.length > 0) return { text: totals.map(total => this.#nothing(total)).join('\n\n'), totals };
    const head = totals.filter(total => total.quantity !== null).map(total => totalPhrase(total, { scope: this.#scope, asOf: null }));
    const title = `${periodText(this.#scope)}${this.#question.department ?? ''}${head.join('，') || metrics.join('、')}`;
    return { text: detailList(title, entries), totals };
  }

  /** 明细 of an answer without one figure: open matters, the reports of a 科室, everything of a period. */
  #listAll(): { text: string; totals: Total[] } {
    const { about, followed } = this.#context;
    const all = this.#inPeriod().filter(counts);
    const entries = about === 'open' ? openEntries(all, []).filter(entry => !followed?.has(entry.id)) : all;
    return { text: detailList(wording.listTitle(this.#scope, about), entries.sort(byPeriodStart)), totals: [] };
  }

  #nothing(total: Total): string {
    return wording.totalAnswer(total, this.#scope, { responsible: definitionOf(this.#context.bureau, total.metric)?.ledger.departments ?? [] });
  }

  #months(metric: string): Total[] {
    const { period } = this.#question;
    const months: Total[] = [];
    const { calendar } = this.#context.bureau;
    for (let day = period.from; day <= period.to; ) {
      const counted = countedMonthOf(day, calendar);
      const month = countedMonth(counted.year, counted.month, calendar);
      const within = intersection(month, period) ?? month;
      months.push(totalOf(this.#context.entries, { ...this.#request(), metric, period: within }));
      day = addDays(month.to, 1);
    }
    return months;
  }

  #charts(): Answered {
    const drawn = new Map<Total, wording.ChartAnswer>();
    const said = this.#each(total => {
      if (!total.quantity) return this.#nothing(total);
      const answer = this.#chart(total);
      drawn.set(total, answer);
      return answer.text;
    });
    return { ...said, charts: [...drawn.values()].map(({ chart }) => chart) };
  }

  /** By month; a single month has only its 科室 to be told apart by. */
  #chart(total: Total): wording.ChartAnswer {
    const { from, to } = this.#question.period;
    const isOneMonth = from.slice(0, 7) === to.slice(0, 7);
    return isOneMonth ? wording.departmentChart(total, this.#scope) : wording.monthChart(total, this.#months(total.metric), this.#scope);
  }

  #overview(): { text: string; totals: Total[] } {
    const { bureau, entries } = this.#context;
    const { metrics, department, reporter } = this.#question;
    const about = this.#ledger ?? (metrics[0] === undefined ? undefined : definitionOf(bureau, metrics[0])?.ledger);
    const items = overviewOf(entries, { ...this.#request(), ...(about ? { ledgers: [about] } : {}) });
    const missing = items.flatMap(item => item.totals.flatMap(total => total.missing));
    const unique = missing.filter(
      (gap, index) => missing.findIndex(each => each.department === gap.department && each.period.from === gap.period.from) === index,
    );
    const title = `${department ?? ''}${reporter ?? ''}${periodText(this.#scope)}${about ? about.name : '的工作'}`;
    const text = overviewAnswer(items, { title, scope: this.#scope, missing: about ? unique : [] });
    return { text: about ? [text, ...this.#remainingText([about])].join('\n') : text, totals: items.flatMap(item => item.totals) };
  }

  #remaining(ledgers?: readonly Ledger[]): Remaining[] {
    return remainingOf(this.#context.entries, this.#request(), ledgers);
  }

  #remainingText(ledgers?: readonly Ledger[]): string[] {
    return this.#remaining(ledgers).flatMap(({ ledger, ...rest }) =>
      remainingLines({ name: ledger.name, departments: ledger.departments, ...rest }, this.#scope),
    );
  }

  #outstanding(): { text: string; totals: Total[] } {
    const { bureau } = this.#context;
    const named = this.#question.metrics.flatMap(metric => bureau.ledgers.filter(ledger => ledger.metrics.some(each => each.name === metric)));
    const ledgers = this.#ledger ? [this.#ledger] : named.slice(0, 1);
    return { text: remainingAnswer(`${ledgers.map(ledger => ledger.name).join('、')}还没办完的`, this.#remainingText(ledgers)), totals: [] };
  }

  #unfollowed(): Entry[] {
    return this.#inPeriod().filter(entry => !this.#context.followed?.has(entry.id));
  }

  #open(): { text: string; totals: Total[] } {
    const all = this.#remaining();
    const settled = all
      .filter(({ differences }) => differences.length > 0 && differences.every(each => each.value === 0))
      .map(({ ledger }) => ledger.id);
    const open = all.filter(
      ({ differences, levels }) => differences.some(each => each.value > 0) || levels.some(level => (level.quantity?.value ?? 0) > 0),
    );
    const lines = open.map(({ ledger, differences, levels, done }) =>
      remainingLines(
        {
          name: ledger.name,
          departments: ledger.departments,
          differences: differences.filter(each => each.value > 0),
          levels: levels.filter(level => (level.quantity?.value ?? 0) > 0),
          done,
        },
        this.#scope,
      ).join('；'),
    );
    return { text: openItemsAnswer(lines, openEntries(this.#unfollowed(), settled), this.#scope), totals: [] };
  }
}

function byPeriodStart(a: Entry, b: Entry): number {
  return compare(a.period.from, b.period.from);
}

/** The latest cumulative figure that contains the days asked about but is too wide to be split. */
function widerThan(lines: readonly ReturnType<typeof linesOf>[number][], { period, department }: Question, today: LocalDate): SettledLine | null {
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
