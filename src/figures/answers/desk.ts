import type { Bureau } from '../../bureau/bureau.ts';
import type { Chart } from '../../domain/chart.ts';
import type { LocalDate } from '../../domain/date.ts';
import { counts, type Entry, type NilReport } from '../../domain/entry.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { mergedInto } from '../../domain/merger.ts';
import { overlaps, type Period } from '../../domain/period.ts';
import type { Question, QuestionForm } from '../../domain/question.ts';
import type { Total } from '../../domain/total.ts';
import { totalAnswer } from '../../wording/figures.ts';
import type { Scope } from '../../wording/total-phrase.ts';
import type { LastYear } from '../compare.ts';
import { definitionOf } from '../metric-definition.ts';
import { isOf } from '../overview.ts';
import { totalOf } from '../total.ts';
import type { TotalRequest } from '../total-request.ts';

/** What an answer says, and the totals that it told. */
export interface Answered {
  text: string;
  totals: Total[];
  /** Only of the records that say a narrower word: no figure of the metric that could be held against another one. */
  isPart?: boolean;
  /** An overview of no work at all. */
  isEmpty?: boolean;
  /** Nothing of what was asked stands in the ledgers. */
  isNothing?: boolean;
  /** What of the text is bars, to be drawn where pictures are taken. */
  charts?: Chart[];
  /** Figures told beside them for another 科室 or other days, with the question that each answers. */
  beside?: { question: Question; totals: Total[] }[];
}

export interface DeskContext {
  bureau: Bureau;
  today: LocalDate;
  entries: readonly Entry[];
  nilReports: readonly NilReport[];
  /** In what form the answer was given that 怎么算的 and 明细 are about. */
  about: QuestionForm | null;
  /** The words of the question without days, 科室 and comparison. */
  rest?: string;
  /** 报了哪些 wants the entries, 报了多少条 their number. */
  isListed: boolean;
  /** 不是还报了4个吗 may mean what was taken back. */
  isMoreMeant?: boolean;
  /** Figures of last year that are in no ledger. */
  lastYear?: LastYear | undefined;
  /** Ids of entries that live on as cases, which are listed by themselves. */
  followed?: ReadonlySet<string> | undefined;
}

/** The very list where nothing is left out, for what was counted over it is known. */
function meant(entries: readonly Entry[], { without, reporter }: Question): readonly Entry[] {
  if (without.length === 0 && reporter === null) return entries;
  return entries.filter(entry => !without.includes(entry.department) && (reporter === null || entry.reporter.name === reporter));
}

/** One question with the entries that were loaded for it: what every form of answer is made from. */
export class Desk {
  #inPeriod: readonly Entry[] | undefined;
  readonly question: Question;
  readonly context: DeskContext;
  readonly scope: Scope;
  readonly ledger: Ledger | null;

  constructor(question: Question, context: DeskContext) {
    this.question = question;
    this.context = { ...context, entries: meant(context.entries, question) };
    this.scope = {
      period: question.period,
      today: context.today,
      department: question.department,
      reporter: question.reporter,
      without: question.without,
    };
    this.ledger = context.bureau.ledgers.find(ledger => ledger.id === question.ledger) ?? null;
  }

  get request(): Omit<TotalRequest, 'metric'> & { department: string | null; bureau: Bureau; nilReports: readonly NilReport[] } {
    const { bureau, today, nilReports } = this.context;
    return { period: this.question.period, department: this.question.department, bureau, today, nilReports };
  }

  total(metric: string, period: Period = this.question.period): Total {
    const total = totalOf(this.context.entries, { ...this.request, metric, period });
    const { without } = this.question;
    return without.length === 0 ? total : { ...total, missing: total.missing.filter(gap => !without.includes(gap.department)) };
  }

  /** The same entries under a question that differs in this. */
  asking(changes: Partial<Question>): Desk {
    return new Desk({ ...this.question, ...changes }, this.context);
  }

  /** The metrics asked about one below the other, each in these words, or what there is instead of it. */
  each(word: (total: Total) => string): Answered {
    const totals = this.question.metrics.map(metric => this.total(metric));
    return { text: totals.map(word).join('\n\n'), totals };
  }

  eachCollected(word: (total: Total) => string): Answered {
    return this.each(total => (total.quantity ? word(total) : this.nothing(total)));
  }

  /** 还没有收集到, and whom to ask. */
  nothing(total: Total): string {
    return totalAnswer(total, this.scope, { responsible: definitionOf(this.context.bureau, total.metric)?.ledger.departments ?? [] });
  }

  /** Whether an entry is of the period, and led or supported by the 科室; everybody's where none was named. */
  get isAsked(): (entry: Entry) => boolean {
    const { period, department } = this.question;
    const names = department === null ? null : mergedInto(department, period.to, this.context.bureau.departments);
    return entry => overlaps(entry.period, period) && isOf(entry, names);
  }

  /** Looked through once, however often one answer asks. */
  inPeriod(): readonly Entry[] {
    this.#inPeriod ??= this.context.entries.filter(this.isAsked);
    return this.#inPeriod;
  }

  counted(): Entry[] {
    return this.inPeriod().filter(counts);
  }
}
