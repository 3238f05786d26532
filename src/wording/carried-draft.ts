import type { CarryOverFlag } from '../domain/carry-over.ts';
import { dayOf, type LocalDate, monthOf } from '../domain/date.ts';
import type { Period } from '../domain/period.ts';
import { flagsSaid } from './report.ts';

function shortDay(date: LocalDate): string {
  return `${monthOf(date)}月${dayOf(date)}日`;
}

/** What the chat needs to know of an old report's figures. */
export interface OldReportSaid {
  title: string;
  /** The year that it reports on. */
  year: number | null;
  /** This year's days. */
  period: Period;
  /** The 科室 that report, in the bureau's fixed order. */
  departments: readonly string[];
  blanks: readonly {
    label: string;
    metric: string | null;
    isSure: boolean;
    lastYear: { raw: string };
    thisYear: { text: string; asOf: LocalDate } | null;
    department: string | null;
  }[];
  flags: readonly { flag: CarryOverFlag }[];
}

/** One screen: fewer figures of each 科室 when there are many in all. */
function blanksShown(total: number): number {
  return total > 24 ? 2 : 5;
}

const unassigned = '责任科室待定';

function blankLine(blank: OldReportSaid['blanks'][number], then: string): string {
  const name = blank.metric ?? (blank.label === '' ? '一处数字' : `……${blank.label}`);
  const total = blank.thisYear ? `今年${blank.thisYear.text}（截至${shortDay(blank.thisYear.asOf)}）` : null;
  const now = total === null ? '〔待补〕' : blank.isSure ? total : `〔待补〕，是否就是${total}，请核实`;
  return `${name}：${then}${blank.lastYear.raw} → ${now}`;
}

function thenName({ year, period }: OldReportSaid): string {
  if (year === null) return '老稿';
  return year === Number(period.to.slice(0, 4)) - 1 ? '去年' : `${year}年`;
}

/** What may not be carried over, a line for each kind; people and companies by number only. */
function flagLine(flags: OldReportSaid['flags']): string[] {
  const named = flags.filter(({ flag }) => flag.kind !== 'person' && flag.kind !== 'company').map(({ flag }) => flag);
  const said = flagsSaid(named);
  const people = flags.filter(({ flag }) => flag.kind === 'person').length;
  const companies = flags.filter(({ flag }) => flag.kind === 'company').length;
  return [
    ...said.slice(0, 6),
    ...(said.length > 6 ? [`另有${said.length - 6}处见稿中标记`] : []),
    ...(people > 0 ? [`${people}处有人名，请核实`] : []),
    ...(companies > 0 ? [`${companies}处有企业名，已隐去`] : []),
  ];
}

/** What of an old report could not be decided, among the notes of the draft that was made of it. */
export function carriedNotes({ title, blanks, flags }: Pick<OldReportSaid, 'title' | 'blanks' | 'flags'>): string[] {
  const unsure = blanks.flatMap(({ isSure, metric, label, lastYear, thisYear }) =>
    isSure || metric === null || thisYear === null
      ? []
      : [
          `老稿“${label === '' ? metric : `……${label}`}${lastYear.raw}”可能对应“${metric}”，今年${thisYear.text}（截至${shortDay(thisYear.asOf)}），请核实后填写。`,
        ],
  );
  return [
    `本稿沿用老稿${title === '' ? '' : `《${title}》`}的结构和文字。灰色的是老稿原话，核实采纳或改写后才算今年的；老稿的数字都已换成今年的累计数或〔待补〕。`,
    ...unsure,
    ...flagLine(flags).map(line => `不照搬：${line}。`),
  ];
}

/** 老稿换新数: last year's figures with this year's, by the 科室 to ask, in the bureau's order. */
export function blanksText(report: OldReportSaid): string {
  const { blanks, flags, title, departments } = report;
  const then = thenName(report);
  const isFilled = (blank: (typeof blanks)[number]): boolean => blank.isSure && blank.thisYear !== null;
  const filled = blanks.filter(isFilled).length;
  const groups = [...departments, unassigned].flatMap(name => {
    const own = blanks.filter(
      blank => (blank.department !== null && departments.includes(blank.department) ? blank.department : unassigned) === name,
    );
    if (own.length === 0) return [];
    // What is still missing comes first: that is what the 科室 is asked for.
    const shown = [...own.filter(blank => !isFilled(blank)), ...own.filter(isFilled)].slice(0, blanksShown(blanks.length));
    return [
      `**${name}**`,
      ...shown.map(blank => blankLine(blank, then)),
      ...(own.length > shown.length ? [`另有${own.length - shown.length}处`] : []),
    ];
  });
  const warnings = flagLine(flags);
  return [
    `**老稿已读**｜${title || '未写标题'}`,
    blanks.length === 0 ? '没有读出可对应的数字。' : `${blanks.length}处数字：今年已有${filled}处，待补${blanks.length - filled}处`,
    ...groups,
    ...(warnings.length > 0 ? [`> 不照搬：${warnings.join('；')}`] : []),
    '各科室照常报一句即可补上。',
  ].join('\n');
}

/** A file without a sentence is no report to go on from. */
export function nothingToCarry(name: string): string {
  return `“${name}”里没有读出报告的标题和正文，没有起草。请发去年的报告全文（.docx、.txt）。`;
}

/** Below it: the draft that was made of it, and how its grey sentences become this year's. */
export function carriedReady({ title, revision, sentences }: { title: string; revision: number; sentences: number }): string {
  return [
    `**已照老稿结构起草**｜《${title}》第${revision}版（初稿，未经审核）`,
    sentences > 0
      ? `灰色${sentences}句是老稿原话：在Word里改写或去掉灰色后发回，或回“第二部分采纳沿用句”，才算今年的；未采纳的不能定稿。`
      : '老稿的句子都已核实。',
    '数字随记录每周更新，改过的段落不会被覆盖。',
  ].join('\n');
}
