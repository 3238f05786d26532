import type { Bureau } from '../bureau/bureau.ts';
import type { CarryOverFlag } from '../domain/carry-over.ts';
import type { Period } from '../domain/period.ts';
import type { Quantity } from '../domain/quantity.ts';
import { type QuantityMention, readQuantities } from '../language/quantities.ts';
import { carryOverFlags } from './carry-over-flags.ts';
import { type MetricMatch, matchMetric } from './match-metric.ts';
import type { OldReport, OldSection, OldSentence } from './read-old-report.ts';
import { isSurelyMeant } from './sure-metric.ts';
import type { Total, TotalFor } from './total.ts';

/** 空格 — one figure of last year's report, and what this year has for it. */
export interface Blank {
  path: string[];
  sentence: string;
  /** Where the figure stands in the sentence. */
  start: number;
  end: number;
  /** As printed last year: 1000余份, ***家. */
  lastYear: Quantity;
  /** The words before the figure, to name it by where no metric is known. */
  label: string;
  /** This year's metric, or null where the words do not say which. */
  metric: string | null;
  /** Whether it can be nothing else; otherwise `thisYear` is only proposed, and a person decides. */
  isSure: boolean;
  /** Null: 〔待补〕. */
  thisYear: Total | null;
  /** Who keeps this ledger, or answers for this heading; null when nobody is named. */
  department: string | null;
}

/** 老稿换新数 — every figure of an old report with this year's, and what of it may not be carried over. */
export interface OldReportBlanks {
  title: string;
  year: number | null;
  period: Period;
  /** The 科室 that report, in the bureau's fixed order. */
  departments: string[];
  blanks: Blank[];
  flags: { path: string[]; sentence: string; flag: CarryOverFlag }[];
}

/** What this year's figures are looked up with. */
export interface BlanksRequest {
  bureau: Bureau;
  total: TotalFor;
  period: Period;
}

/** Headings of what was planned or lacking then: their numbers are last year's words, not results to be replaced. */
const wordedHeading = /下一?步|思路|打算|计划|安排|不足|问题|短板/;
/** A number with such a unit counts no work. */
const notCounted = /^(?:年|月|日|天|点|时|分钟|小时|周|岁)$/;
/** 三个层面, 四项机制, 十三次全会: numbers of speech. */
const ofSpeech = /^(?:层面|方面|环节|机制|阶段|维度|要求|全会|全体会议|党代会)/;

function clauseAround(text: string, start: number, end: number): { before: string; after: string } {
  const before = /[^，。；：！？,;:]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const after = /^[^，。；：、！？,;:]{0,10}/.exec(text.slice(end))?.[0] ?? '';
  return { before: before.slice(-40), after };
}

function reportingDepartments(bureau: Bureau): string[] {
  return bureau.departments.filter(department => department.reports).map(department => department.name);
}

/** Who is asked: the ledger's own 科室, else its section's, else those of the section whose name is nearest to the heading. */
function departmentFor(bureau: Bureau, ledger: { departments: string[]; section: string } | null, headings: string): string | null {
  const reporting = reportingDepartments(bureau);
  const first = (names: readonly string[]): string | undefined => names.find(name => reporting.includes(name));
  const section = ledger ? bureau.sections.find(one => one.id === ledger.section) : undefined;
  const siblings = bureau.ledgers.filter(one => one.section === ledger?.section).flatMap(one => one.departments);
  const byKeyword = bureau.ledgers.find(one => one.keywords.some(keyword => keyword.length > 1 && headings.includes(keyword)));
  const choices = [ledger?.departments, section?.departments, siblings, byKeyword?.departments];
  return choices.map(names => first(names ?? [])).find(name => name !== undefined) ?? null;
}

/** A figure of an old sentence with the metric that its words name. */
interface Named {
  sentence: OldSentence;
  start: number;
  end: number;
  quantity: Quantity;
  label: string;
  match: MetricMatch | null;
  isSure: boolean;
}

/** Whether a number of an old text counts work: no date, no number of speech, no part of a title or of a name in quotation marks. */
export function isCounted(text: string, { quantity, start, end }: QuantityMention): boolean {
  const isInTitle = /《[^》]*$/.test(text.slice(0, start)) || /“[^”]{0,16}$/.test(text.slice(0, start));
  // 数字 is a word, not a number of characters.
  return quantity.unit !== '' && quantity.raw !== '数字' && !notCounted.test(quantity.unit) && !ofSpeech.test(text.slice(end)) && !isInTitle;
}

function namedFigures(section: OldSection, sentence: OldSentence, { bureau, own }: { bureau: Bureau; own: RegExp }): Named[] {
  const { text } = sentence;
  let from = 0;
  let ledger: string | null = null;
  return readQuantities(text).flatMap((mention): Named[] => {
    const { quantity, start, end } = mention;
    // Words before an earlier figure belong to that one: 收集问题5条，解决3条.
    const left = text.slice(from, start);
    from = end;
    if (!isCounted(text, mention)) return [];
    const clause = clauseAround(text, start, end);
    const before = clause.before.length > left.length ? left : clause.before;
    const around = `${section.path.join('')}${text}`;
    const label = before.replace(/^.*(?:公司|集团)等?|^(?:其中|共|累计|并|已)+/, '').slice(-12);
    const context = { before, after: clause.after, around, unit: quantity.unit, ledger };
    const match = matchMetric(context, bureau);
    const isSure = match !== null && isSurelyMeant(match, context, { sentence: text.replace(own, ''), bureau });
    ledger = match?.ledger.id ?? ledger;
    return [{ sentence, start, end, quantity, label, match, isSure }];
  });
}

/** One heading tells a metric once; the clearest mention keeps it, others are its breakdown and have no figure of their own. */
function keepClearest(named: readonly Named[]): Named[] {
  const best = new Map<string, Named>();
  for (const one of named) {
    const name = one.match?.metric.name;
    if (name !== undefined && (one.match?.score ?? 0) > (best.get(name)?.match?.score ?? 0)) best.set(name, one);
  }
  return named.map(one => (one.match === null || best.get(one.match.metric.name) === one ? one : { ...one, match: null, isSure: false }));
}

/** 上半年 in a report on a half year says what all of it is about. */
function ownPeriod(title: string): RegExp {
  const half = /[上下]半年/.exec(title)?.[0];
  return half ? new RegExp(half, 'g') : /(?!)/;
}

function blanksOf(section: OldSection, { bureau, total, period, own }: BlanksRequest & { own: RegExp }): Blank[] {
  const named = keepClearest(section.sentences.flatMap(sentence => namedFigures(section, sentence, { bureau, own })));
  let department: string | null = null;
  return named.map(({ sentence, start, end, quantity, label, match, isSure }) => {
    // A figure that names nothing belongs to whoever answers for the one before it.
    department = departmentFor(bureau, match?.ledger ?? null, `${section.path.join('')}${label}`) ?? department;
    const metric = match?.metric.name ?? null;
    return {
      path: section.path,
      sentence: sentence.text,
      start,
      end,
      lastYear: quantity,
      label,
      metric,
      isSure,
      thisYear: metric ? total(metric, period) : null,
      department,
    };
  });
}

/** Looks for this year's figure for each of last year's; what the ledgers do not have stays blank, with the 科室 to ask. */
export function blanksFor(report: OldReport, request: BlanksRequest): OldReportBlanks {
  const year = Number(request.period.to.slice(0, 4));
  const said = report.sections.flatMap(section => section.sentences.map(sentence => ({ section, sentence })));
  const blanks = report.sections
    .filter(section => !wordedHeading.test(section.path.join('')))
    .flatMap(section => blanksOf(section, { ...request, own: ownPeriod(report.title) }));
  const flags = said.flatMap(({ section, sentence }) =>
    carryOverFlags(sentence.text, { bureau: request.bureau, year }).map(flag => ({ path: section.path, sentence: sentence.text, flag })),
  );
  return { title: report.title, year: report.year, period: request.period, departments: reportingDepartments(request.bureau), blanks, flags };
}
