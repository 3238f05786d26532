import type { CarryOverFlag } from '../domain/carry-over.ts';
import { type LocalDate, yearOf } from '../domain/date.ts';
import type { DraftSection, Paragraph, Sentence } from '../domain/draft.ts';
import type { Figure } from '../domain/outline.ts';
import type { Quantity } from '../domain/quantity.ts';
import { readQuantities } from '../language/quantities.ts';
import { wordMarks } from '../wording/report.ts';
import { type Blank, type BlanksRequest, isCounted, type OldReportBlanks } from './blanks-for.ts';
import { longDate } from './fill-places.ts';
import { hideCompanies } from './publish-draft.ts';
import type { OldReport, OldSection, OldSentence } from './read-old-report.ts';
import { toFigure } from './total.ts';

/** 换新数 — what an old text is brought up to date with. */
export interface CarryingOver extends Pick<BlanksRequest, 'period'> {
  /** Every figure of the old report with this year's. */
  found: OldReportBlanks;
}

/** What stands at a place of an old sentence this year. */
interface Patch {
  start: number;
  end: number;
  text: string;
  figure?: Figure;
}

const timeUnit = /^(?:天|日|小时|分钟|周|个工作日|工作日|个月)$/;
const cutOff = /截[至止](?:20\d{2}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|份)?|目前)/g;
const day = /(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|份|底|初)?(?:[至—~～-](?:\d{1,2}月)?\d{1,2}[日月])?/g;
const year = /20\d{2}年/g;
/** 2025年，… 2025年度 2025年以来: the year that the report is about, not that of something dated. */
const isAboutYear = /^(?:度|以来|全年|[上下]半年|[，、]|我[局市区县]|法治|工作|重点|，?(?:是|共|全))/;
const clauseHead = /(?:^|[，。；：、（]|将|关于|对)$/;
const quoted = /《[^》]*》|“[^”]*”/g;

function isQuoted(text: string, at: number): boolean {
  return [...text.matchAll(quoted)].some(match => at >= match.index && at < match.index + match[0].length);
}

function shiftedYear(old: number | null, printed: string, now: LocalDate): string | null {
  const ahead = old === null ? null : Number(printed.slice(0, 4)) - old;
  return ahead === 0 || ahead === 1 ? `${yearOf(now) + ahead}年` : null;
}

/** 截至 with the day that all figures of the sentence speak for; where they differ, only 目前 is true of them. */
function cutOffText(figures: readonly Figure[]): string {
  const days = [...new Set(figures.map(figure => figure.asOf))];
  return days.length === 1 && days[0] ? `截至${longDate(days[0])}` : '截至目前';
}

/** 截至 as a day; the report's own year as this one; every other date is last year's and waits for this year's. */
function datePatches(text: string, report: OldReport, { period, figures }: Pick<CarryingOver, 'period'> & { figures: readonly Figure[] }): Patch[] {
  const cutOffs = [...text.matchAll(cutOff)].map(({ 0: printed, index }) => ({
    start: index,
    end: index + printed.length,
    text: cutOffText(figures),
  }));
  const days = [...text.matchAll(day)].map(({ 0: printed, index }) => ({ start: index, end: index + printed.length, text: wordMarks.blank('日期') }));
  const years = [...text.matchAll(year)].flatMap(({ 0: printed, index }): Patch[] => {
    const shifted = shiftedYear(report.year, printed, period.to);
    if (shifted === null) return [];
    const isOwn = clauseHead.test(text.slice(0, index)) || isAboutYear.test(text.slice(index + printed.length));
    return [{ start: index, end: index + printed.length, text: isOwn ? shifted : wordMarks.blank('年份') }];
  });
  return [...cutOffs, ...days, ...years].filter(({ start }) => !isQuoted(text, start));
}

/** The unit stays behind the blank: 走访〔待补：企业服务科〕家企业. */
function blankText({ raw, unit }: Quantity, department: string | null): string {
  return `${wordMarks.blank(department)}${unit !== '' && raw.endsWith(unit) ? unit : ''}`;
}

/** Every number that counted something then: this year's total where it is surely the same, else a blank. */
function figurePatches(sentence: OldSentence, blanks: readonly Blank[], department: string | null): Patch[] {
  const patches = blanks.map(({ start, end, lastYear, isSure, thisYear, department: asked }): Patch => {
    if (!isSure || !thisYear) return { start, end, text: blankText(lastYear, asked) };
    return { start, end, text: thisYear.text, figure: toFigure(thisYear) };
  });
  const others = readQuantities(sentence.text)
    .filter(mention => isCounted(sentence.text, mention) || (timeUnit.test(mention.quantity.unit) && /\d/.test(mention.quantity.raw)))
    .filter(({ start, end }) => !isQuoted(sentence.text, start) && !patches.some(patch => start < patch.end && end > patch.start))
    .map(({ quantity, start, end }) => ({ start, end, text: blankText(quantity, department) }));
  return [...patches, ...others];
}

function applied(text: string, patches: readonly Patch[]): string {
  let said = '';
  let at = 0;
  for (const { start, end, text: now } of [...patches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    said += text.slice(at, start) + now;
    at = end;
  }
  return said + text.slice(at);
}

/** 截止 is a deadline, 截至 a day up to which one counts: half of all reports confuse them. */
function corrected(text: string): string {
  return text.replace(/截止(?=目前|20\d{2}年|\d{1,2}月)/g, '截至');
}

interface Carrying extends CarryingOver {
  report: OldReport;
  section: OldSection;
}

function isSamePlace(section: OldSection, sentence: OldSentence, place: { path: string[]; sentence: string }): boolean {
  return place.sentence === sentence.text && place.path.join('/') === section.path.join('/');
}

function carriedSentence(sentence: OldSentence, carrying: Carrying): Sentence {
  const { report, section, found } = carrying;
  const blanks = found.blanks.filter(blank => isSamePlace(section, sentence, blank));
  const flags = found.flags.filter(flag => isSamePlace(section, sentence, flag)).map(({ flag }): CarryOverFlag => flag);
  const department = found.blanks.find(blank => blank.path.join('/') === section.path.join('/'))?.department ?? null;
  const figures = figurePatches(sentence, blanks, department);
  const told = figures.flatMap(({ figure }) => figure ?? []);
  const dates = datePatches(sentence.text, report, { period: carrying.period, figures: told });
  const text = hideCompanies(corrected(applied(sentence.text, [...dates, ...figures]))).text;
  const entries = [...new Set(told.flatMap(figure => figure.entries))];
  return { text, figures: told, entries, stale: null, carried: { from: sentence.text, flags } };
}

function paragraphsOf(id: string, carrying: Carrying): Paragraph[] {
  const { sentences } = carrying.section;
  return [...new Set(sentences.map(({ paragraph }) => paragraph))].map((number, position) => ({
    id: `${id}-${position + 1}`,
    origin: 'compiled',
    sentences: sentences.filter(({ paragraph }) => paragraph === number).map(sentence => carriedSentence(sentence, carrying)),
  }));
}

function withYear(words: string, report: OldReport, { period }: CarryingOver): string {
  return words.replace(year, printed => shiftedYear(report.year, printed, period.to) ?? printed);
}

/** The title of the old report with this year in it. */
export function carriedTitle(report: OldReport, carrying: CarryingOver): string {
  return withYear(report.title.replace(/\s+/g, ''), report, carrying);
}

/** 老稿换新数 — the headings and paragraphs of an old report in their order, each old figure this year's or a blank, every sentence marked as carried over. */
export function carryOver(report: OldReport, carrying: CarryingOver): DraftSection[] {
  return report.sections.map((section, position) => {
    const id = `old${position}`;
    const heading = `${section.number}${withYear(section.heading, report, carrying)}`;
    return { id, heading, level: section.level, paragraphs: paragraphsOf(id, { ...carrying, report, section }) };
  });
}
