import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Outline, OutlineSection, ReportKind } from '../domain/outline.ts';
import { yearPeriod } from '../domain/period.ts';
import { openingFor } from '../wording/propose-outline.ts';
import { askedReport, isNotice } from './asked-report.ts';
import { blanksFor } from './blanks-for.ts';
import { gapSection } from './listed-sentences.ts';
import { flattenSections, planSection } from './material.ts';
import type { OldReport, OldSection } from './read-old-report.ts';

/** 拟提纲 — an outline in the shape of a past report or a superior's notice, for a person to look through. */
export interface OutlineProposal {
  outline: Outline;
  /** Headings that nothing of this bureau's ledgers feeds. */
  unmatched: string[];
  /** Sections of the bureau that no heading takes. */
  untaken: string[];
}

interface Drawing {
  bureau: Bureau;
  /** The year that the report is about. */
  year: number | null;
  /** Path of a heading → names of the metrics that its text used. */
  metrics: ReadonlyMap<string, string[]>;
  /** Ledgers that a heading before has taken: each is told once. */
  taken: Set<string>;
}

/** Which kind of report a title names. */
export function kindOf(title: string): ReportKind {
  if (title.includes('述职')) return 'duty';
  if (/半年/.test(title)) return 'half-year';
  return title.includes('总结') ? 'summary' : 'annual';
}

const requiredBy: readonly (readonly [RegExp, NonNullable<OutlineSection['required']>])[] = [
  [/不足|问题|短板|困难/, 'shortcomings'],
  [/下一?步|打算|计划|思路|安排|20\d{2}年(?:的)?(?:工作)?(?:思路|重点|打算)/, 'plans'],
  [/第一责任人|主要负责人/, 'principal'],
];

function requiredOf(heading: string): OutlineSection['required'] {
  return requiredBy.find(([words]) => words.test(heading))?.[1] ?? null;
}

/** 不足和打算 may stand under one heading. */
function listedSections(heading: string): string[] {
  const named = requiredBy.filter(([words]) => words.test(heading)).map(([, required]) => required);
  return [...(named.includes('shortcomings') ? [gapSection] : []), ...(named.includes('plans') ? [planSection] : [])];
}

/** Two characters in common between a heading and what it might be called here. */
function sharedPairs(a: string, b: string): number {
  let shared = 0;
  for (let at = 0; at + 1 < a.length; at++) if (b.includes(a.slice(at, at + 2))) shared++;
  return shared;
}

/** A metric that the text used says most; words of the heading next; words of the text least. */
function scoreOf(ledger: Ledger, { heading, text, metrics }: { heading: string; text: string; metrics: readonly string[] }): number {
  const used = ledger.metrics.filter(metric => metrics.includes(metric.name)).length;
  const inHeading = ledger.keywords.filter(keyword => keyword.length > 1 && heading.includes(keyword)).length;
  const inText = ledger.keywords.filter(keyword => keyword.length > 2 && text.includes(keyword)).length;
  return used * 4 + inHeading * 3 + (heading.includes(ledger.name) ? 3 : 0) + Math.min(inText, 3);
}

const leastLedger = 3;

function feeding(section: OldSection, drawing: Drawing): { sections: string[]; ledgers: string[] } {
  const { bureau, metrics, taken } = drawing;
  const required = requiredOf(section.heading);
  if (isListed(required)) {
    const wanted = listedSections(section.heading);
    return { sections: wanted.filter(id => bureau.sections.some(one => one.id === id)), ledgers: [] };
  }
  const text = section.sentences.map(sentence => sentence.text).join('');
  const said = { heading: section.heading, text, metrics: metrics.get(section.path.join('/')) ?? [] };
  const ledgers = bureau.ledgers.filter(ledger => !taken.has(ledger.id) && scoreOf(ledger, said) >= leastLedger);
  for (const ledger of ledgers) taken.add(ledger.id);
  const named = bureau.sections.filter(one => sharedPairs(section.heading, one.name) >= 2).map(one => one.id);
  const own = new Set([...ledgers.map(ledger => ledger.section), ...(ledgers.length === 0 ? named : [])]);
  return { sections: bureau.sections.map(one => one.id).filter(id => own.has(id)), ledgers: ledgers.map(ledger => ledger.id) };
}

function isListed(required: OutlineSection['required']): boolean {
  return required === 'shortcomings' || required === 'plans';
}

function sectionOf(section: OldSection, { id, isOnlyHead }: { id: string; isOnlyHead: boolean }, drawing: Drawing): OutlineSection {
  const used = drawing.metrics.get(section.path.join('/')) ?? [];
  const heading = section.heading.replace(/(20\d{2})年/g, (_, year: string) => (Number(year) === (drawing.year ?? 0) + 1 ? '下一年' : '{年}年'));
  return {
    id,
    heading,
    level: section.path.length,
    ...(isOnlyHead && !isListed(requiredOf(section.heading)) ? { sections: [], ledgers: [] } : feeding(section, drawing)),
    cases: [],
    metrics: used,
    departments: [],
    required: requiredOf(section.heading),
    children: [],
  };
}

/** 一、 with （一） below; what stands deeper is text of its （一）. */
function nest(sections: readonly OldSection[], drawing: Drawing): OutlineSection[] {
  const top: OutlineSection[] = [];
  sections.forEach((section, at) => {
    const parent = section.path.length === 2 ? top.at(-1) : undefined;
    // A heading that only holds others is fed by them; shortcomings and plans are told one by one under one heading.
    const isOnlyHead = section.sentences.length === 0 && sections[at + 1]?.path.length === 2;
    if (section.path.length === 1) top.push(sectionOf(section, { id: `s${top.length + 1}`, isOnlyHead }, drawing));
    else if (parent && !isListed(parent.required))
      parent.children.push(sectionOf(section, { id: `${parent.id}-${parent.children.length + 1}`, isOnlyHead: false }, drawing));
  });
  return top;
}

function usedMetrics(report: OldReport, bureau: Bureau): Map<string, string[]> {
  const { blanks } = blanksFor(report, { bureau, total: () => null, period: yearPeriod((report.year ?? 2000) + 1) });
  const metrics = new Map<string, string[]>();
  for (const { path, metric } of blanks) {
    const place = path.slice(0, 2).join('/');
    if (metric !== null) metrics.set(place, [...new Set([...(metrics.get(place) ?? []), metric])]);
  }
  return metrics;
}

/** Names of the bureau and the year become places, so that the outline serves every year. */
function titleOf(title: string, bureau: Bureau): string {
  const named = title
    .replace(/\s+/g, '')
    .replace(bureau.name, '{局名}')
    .replace(/20\d{2}年[上下]半年/, '{期次}')
    .replace(/20\d{2}年/, '{年}年');
  if (/^\{年\}年度?法治/.test(named)) return `{局名}${named}`;
  return named === '' ? '{局名}关于{年}年法治政府建设情况的报告' : named.replace(/^[^关{]{2,24}局(?=关于|20|\{)/, '{局名}');
}

/** Reads the headings of a past report and which metrics each used; what matches nothing is left for a person. */
export function proposeOutline(read: OldReport, bureau: Bureau): OutlineProposal {
  const report = isNotice(read) ? askedReport(read) : read;
  const drawing: Drawing = { bureau, year: report.year, metrics: usedMetrics(report, bureau), taken: new Set() };
  const kind = kindOf(report.title);
  const sections = nest(
    report.sections.filter(section => section.heading !== ''),
    drawing,
  );
  const voice = kind === 'duty' ? '本人' : '我局';
  const outline = {
    id: 'proposed',
    name: report.title || '拟提纲',
    kind,
    title: titleOf(report.title, bureau),
    addressee: report.addressee,
    voice,
    besideLastYear: false,
    opening: openingFor(voice),
    sections,
  };
  const headings = flattenSections(sections);
  const takes = new Set(headings.flatMap(heading => heading.sections));
  return {
    outline,
    unmatched: headings.filter(heading => heading.sections.length === 0 && heading.children.length === 0).map(heading => heading.heading),
    untaken: bureau.sections.filter(section => !takes.has(section.id)).map(section => `${section.id} ${section.name}`),
  };
}
