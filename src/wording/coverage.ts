import { bare } from './report.ts';

interface GapSaid {
  department: string | null;
  metric: string;
  detail:
    | { months: readonly number[] }
    | { cases: readonly { number: number; state: string }[] }
    | { parts: readonly string[] }
    | { heading: string | null }
    | { lastYear: string; source: string };
}

export const lastYearsLedger = '去年台账';

/** Figures of last year and cases told for one 科室; more would not fit one screen. */
const shownEach = 5;

function sentence({ metric, detail }: GapSaid): string[] {
  if ('months' in detail) return [`${detail.months.length > 6 ? `${detail.months.length}个月` : `${detail.months.join('、')}月`}没有“${metric}”记录`];
  if ('cases' in detail) {
    const { cases } = detail;
    const named = cases.slice(0, shownEach).map(({ number, state }) => `事项${number}（${state}）`);
    return [`${metric}还没有结果：${named.join('、')}${cases.length > shownEach ? `等${cases.length}件` : ''}`];
  }
  if ('lastYear' in detail) return [];
  if ('heading' in detail) return [detail.heading === null ? `“${metric}”的记录` : `“${detail.heading}”要写“${metric}”，还没有记录`];
  return [`“${metric}”只有比率，${detail.parts.length > 0 ? `没有${detail.parts.join('、')}` : '分子分母不在同一期'}，核不了`];
}

function lastYearOf(gaps: readonly GapSaid[]): string[] {
  const had = gaps.flatMap(({ metric, detail }) => ('lastYear' in detail ? [`${metric}${detail.lastYear}`] : []));
  const more = had.length > shownEach ? `等${had.length}项` : '';
  return had.length > 0 ? [`去年有、今年还没有：${had.slice(0, shownEach).join('、')}${more}`] : [];
}

/** What one 科室 is asked for, one phrase each. */
function asked(gaps: readonly GapSaid[]): string[] {
  return [...gaps.flatMap(sentence), ...lastYearOf(gaps)];
}

function byDepartment(gaps: readonly GapSaid[]): string[] {
  return [...new Set(gaps.map(gap => gap.department))].map(department => {
    const own = gaps.filter(gap => gap.department === department);
    return `${department ?? '责任科室未定'}：${asked(own).join('；')}`;
  });
}

/** Gaps that the ledgers themselves show, for whoever has to write about shortcomings and has too few on record. */
export function gapsAsClues(gaps: readonly GapSaid[]): string[] {
  return gaps.length === 0 ? [] : ['> 台账里看得见的缺口，可作线索，是不是问题、写不写由您定：', ...byDepartment(gaps).map(line => `- ${line}`)];
}

/** By 科室 in the bureau's order, what a report needs and the year lacks; empty when nothing does. */
export function coverageText(gaps: readonly GapSaid[]): string {
  if (gaps.length === 0) return '';
  const lines = byDepartment(gaps);
  const sources = [...new Set(gaps.flatMap(({ detail }) => ('source' in detail ? [detail.source] : [])))];
  return ['**还可以补**（有则报，没有不用报）', ...lines, ...(sources.length > 0 ? [`> 去年数来自${sources.join('、')}`] : [])].join('\n');
}

/** What a report needs of one 科室 before its last day: headings without any material, figures left blank, and what the year lacks. */
export interface MaterialWanted {
  /** Null where nobody answers for it. */
  department: string | null;
  headings: readonly string[];
  blanks: readonly string[];
  gaps: readonly GapSaid[];
}

/** How many headings are named to one 科室 in a push; 缺什么材料 tells all. */
const namedEach = 4;

function quoted(headings: readonly string[]): string {
  const named = headings.slice(0, namedEach).map(heading => `“${bare(heading)}”`);
  return `${named.join('')}${headings.length > namedEach ? `等${headings.length}部分` : ''}`;
}

function wantedOf({ headings, blanks, gaps }: MaterialWanted): string {
  const empty = headings.length > 0 ? [`${quoted(headings)}没有材料`] : [];
  const open = blanks.length > 0 ? [`${quoted(blanks)}有数字待补`] : [];
  return [...empty, ...open, ...asked(gaps)].join('；');
}

/** 小法 asks a 科室 by itself, before the report is due; its last day is said behind it. */
export function materialAsked(title: string, wanted: MaterialWanted & { department: string }, year: number): { name: string; what: string } {
  return {
    name: `${wanted.department}的报告材料`,
    what: `《${title}》还缺${wantedOf(wanted)}。有的直接发给我（写明${year}年几月），没有的不用报。这份报告`,
  };
}

/** What the editor is shown after the 科室 were asked; its last day is said behind it. */
export function materialStillMissing(title: string, wanted: readonly MaterialWanted[], hasDraft: boolean): { name: string; what: string } {
  const lines = wanted.map(one => `- ${one.department ?? '责任科室未定'}：${wantedOf(one)}`);
  return {
    name: '报告还缺的材料',
    what: [`《${title}》已私下问过责任科室，还缺`, ...lines, `${hasDraft ? '回“缺什么材料”看全部。' : ''}这份报告`].join('\n'),
  };
}
