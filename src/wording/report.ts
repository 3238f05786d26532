import { dayOf, type LocalDate, monthOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import { evidenceMark } from './evidence.ts';

/** Marks inside the Word draft. */
export const wordMarks = {
  stale: (why: string): string => `〔待核：${why}〕`,
  offer: '〔新增材料，请取舍〕',
  alternative: (name: string): string => `〔${name}的改稿，请取舍〕`,
  unmatched: (what: readonly string[]): string => `〔出处待核：${what.join('、')}〕`,
  date: '〔成文日期：签发后填写〕',
};

/** 附件：1. 名称; one alone has no number. */
export function attachmentLines(names: readonly string[]): string[] {
  if (names.length < 2) return names.map(name => `附件：${name}`);
  return names.map((name, position) => `${position === 0 ? '附件：' : ''}${position + 1}.${name}`);
}

/** Under a text that a model helped to write. */
export function modelMark(headings: readonly string[], state: 'draft' | 'review' | 'final'): string {
  return `（本文“${headings.map(bare).join('”“')}”部分由人工智能辅助生成，${state === 'final' ? '已经人工审核' : '须人工审核'}）`;
}

/** Before the registry has given a number. */
export function openNumber(code: string, year: string): string {
  return `${code}〔${year}〕　号`;
}

export const signatoryLabel = '签发人：';
export const openSignatory = '　　　';

/** Behind a sentence: what a person has to look at before it may stay. */
export function sentenceMarks({ stale, unmatched = [] }: { stale: string | null; unmatched?: readonly string[] }): string {
  return `${stale === null ? '' : wordMarks.stale(stale)}${unmatched.length > 0 ? wordMarks.unmatched(unmatched) : ''}`;
}

/** In front of what is offered beside an edited paragraph. */
export function offerMark({ isAlternative, edits }: { isAlternative?: true; edits?: readonly { name: string }[] }): string {
  return isAlternative ? wordMarks.alternative(edits?.at(-1)?.name ?? '') : wordMarks.offer;
}

/** The words of a returned paragraph without the marks that the draft put there. */
export function withoutWordMarks(text: string): string {
  return text.replace(/〔(?:待核|出处待核)：[^〔〕]*〕|〔[^〔〕]{1,20}请取舍〕/g, '');
}

export function marksStale(text: string): boolean {
  return /〔待核：/.test(text);
}

export function marksOffer(text: string): boolean {
  return /〔[^〔〕]{1,20}请取舍〕/.test(text);
}

/** What of a returned file is not body text. */
export const isDraftFurniture = {
  isAppendix: (text: string): boolean => text.trim() === provenanceWording.title,
  isHead: (text: string, draft: { title: string; addressee: string }): boolean =>
    text === draft.title.replace(/\s+/g, '') ||
    text === `${draft.addressee}：`.replace(/\s+/g, '') ||
    text === wordMarks.date ||
    (text.length > 4 && draft.title.startsWith(text)),
};

/** 数据出处表. */
export const provenanceWording = {
  title: '数据出处表',
  intro: (figures: number, records: number): string =>
    `正文共有${figures}处统计数字，依据${records}条记录。数字由程序按记录累计得出；记录原话已遮盖个人信息，更改留痕。`,
  figures: '表一　数字依据',
  figureSheet: '数字依据',
  recordSheet: '记录原话',
  figureHead: ['序号', '文中位置', '数字', '指标', '截至', '依据记录：编号、读数（填报人，工作日期）'],
  records: '表二　记录原话',
  recordHead: ['编号', '工作日期', '科室、填报人', '原话', '更改情况'],
  unchanged: '未更改',
  notes: '起草说明',
  further: (count: number): string => `；另有${count}条，可导出台账查看`,
  furtherRecords: (count: number): string => `另有${count}条记录未列出，可导出台账查看。`,
  /** In a Word comment behind a sentence. */
  comment: (metric: string, text: string, asOf: string, shares: string): string => `${metric}${text}（截至${asOf}）：${shares}`,
  gone: (count: number): string => `（另有${count}条已撤回清除）`,
};

/** What the chat needs to know of one heading of a draft. */
export interface SectionSaid {
  heading: string;
  state: 'compiled' | 'edited' | 'missing';
  text: string;
  figures: number;
  stale: readonly string[];
  unmatched: readonly string[];
  offers: readonly string[];
  ask: readonly string[];
}

/** What the chat needs to know of a draft. */
export interface DraftSaid {
  title: string;
  asOf: LocalDate;
  sections: readonly SectionSaid[];
}

function shortDay(date: LocalDate): string {
  return `${monthOf(date)}月${dayOf(date)}日`;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}……` : text;
}

function bare(heading: string): string {
  return heading.replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)/, '');
}

/** 第二部分写得怎么样了: one heading, or a few. */
export function sectionsSaid(sections: readonly SectionSaid[]): string {
  const blocks = sections.slice(0, 4).map(section => {
    if (section.state === 'missing') return `**${section.heading}**｜待补，请${section.ask.join('、') || '责任科室（未定）'}提供材料`;
    const state = section.state === 'edited' ? '有人改过，以改稿为准' : '已汇编';
    return [
      `**${section.heading}**｜${state}，${section.figures}处数字`,
      shortened(section.text, sections.length > 1 ? 120 : 400),
      ...section.stale.map(why => `> 待核：${why}`),
      ...(section.unmatched.length > 0 ? [`> 出处待核：${section.unmatched.join('、')}（没有记录这样说）`] : []),
      ...(section.offers.length > 0 ? [`> 有新材料待取舍：${shortened(section.offers.join(''), 80)}`] : []),
    ].join('\n');
  });
  return [...blocks, ...(sections.length > 4 ? [`另有${sections.length - 4}部分，请看初稿文件。`] : [])].join('\n');
}

/** 缺什么材料: headings without material, by the 科室 to ask, and what waits for a person's eye. */
export function missingMaterial(draft: DraftSaid): string {
  const missing = draft.sections.filter(section => section.state === 'missing');
  const stale = draft.sections.filter(section => section.stale.length > 0);
  const unmatched = draft.sections.filter(section => section.unmatched.length > 0);
  const offers = draft.sections.filter(section => section.offers.length > 0);
  if (missing.length + unmatched.length + stale.length + offers.length === 0)
    return `**不缺材料**｜${draft.title}\n各部分都有记录（截至${shortDay(draft.asOf)}），请人工审核后再报送。`;
  return [
    `**缺${missing.length}部分材料**｜${draft.title}（截至${shortDay(draft.asOf)}）`,
    ...missing.map(section => `${bare(section.heading)} → ${section.ask.join('、') || '责任科室未定'}`),
    ...stale.map(section => `待核：${bare(section.heading)}（${section.stale.join('；')}）`),
    ...unmatched.map(section => `出处待核：${bare(section.heading)}（${section.unmatched.join('、')}）`),
    ...offers.map(section => `有新材料待取舍：${bare(section.heading)}`),
    '请责任科室在群里照常报一句即可，下次汇编自动写入。',
  ].join('\n');
}

/** What the chat needs to know of a figure's source. */
export interface FigureSaid {
  heading: string;
  figure: { text: string; metric: string; asOf: LocalDate };
  shares: readonly { entry: { number: string; period: Period; reporter: { name: string }; evidence?: string[] }; reading: string }[];
  further: number;
  gone: readonly string[];
}

function figureBlock(source: FigureSaid): string {
  const { figure, shares, further, heading, gone } = source;
  const year = Number(figure.asOf.slice(0, 4));
  const told = shares
    .slice(0, 8)
    .map(({ entry, reading }) =>
      `${entry.number} ${reading}（${entry.reporter.name}，${formatPeriod(entry.period, year)}）${evidenceMark(entry.evidence)}`
        .replace(/ {2,}/g, ' ')
        .replace(' （', '（'),
    );
  return [
    `**${figure.metric}${figure.text}**（截至${shortDay(figure.asOf)}）｜${bare(heading)}`,
    ...told,
    ...(shares.length > told.length ? [`另有${shares.length + further - told.length}条，见数据出处表。`] : []),
    ...(gone.length > 0 ? [`另有${gone.length}条已撤回清除，请重新汇编。`] : []),
  ].join('\n');
}

/** 这个数怎么来的. */
export function figuresExplained(sources: readonly FigureSaid[]): string {
  if (sources.length === 0) return '没有对上是哪个数。请引用初稿里的那一句，或写出指标，如“走访企业怎么来的”。';
  const rest = sources.length > 3 ? [`这一句还有${sources.length - 3}个数，写出指标名再问。`] : [];
  return [...sources.slice(0, 3).map(figureBlock), ...rest].join('\n');
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
    lastYear: { raw: string };
    thisYear: { text: string; asOf: LocalDate } | null;
    department: string | null;
  }[];
  flags: readonly { flag: { kind: 'expired-plan' | 'changed-law' | 'campaign' | 'person' | 'company'; words: string; successor: string | null } }[];
}

/** One screen: fewer figures of each 科室 when there are many in all. */
function blanksShown(total: number): number {
  return total > 24 ? 2 : 5;
}

const unassigned = '责任科室待定';

function blankLine(blank: OldReportSaid['blanks'][number], then: string): string {
  const name = blank.metric ?? (blank.label === '' ? '一处数字' : `……${blank.label}`);
  const now = blank.thisYear ? `今年${blank.thisYear.text}（截至${shortDay(blank.thisYear.asOf)}）` : '〔待补〕';
  return `${name}：${then}${blank.lastYear.raw} → ${now}`;
}

function thenName({ year, period }: OldReportSaid): string {
  if (year === null) return '老稿';
  return year === Number(period.to.slice(0, 4)) - 1 ? '去年' : `${year}年`;
}

function flagLine(flags: OldReportSaid['flags']): string[] {
  const words = (kind: OldReportSaid['flags'][number]['flag']['kind']): string[] => [
    ...new Set(flags.filter(({ flag }) => flag.kind === kind).map(({ flag }) => flag.words)),
  ];
  const listed = (items: readonly string[], left: string, right: string): string =>
    `${items
      .slice(0, 3)
      .map(item => `${left}${item}${right}`)
      .join('、')}${items.length > 3 ? `等${items.length}处` : ''}`;
  const laws = [...new Map(flags.filter(({ flag }) => flag.kind === 'changed-law').map(({ flag }) => [flag.words, flag.successor])).entries()];
  const people = flags.filter(({ flag }) => flag.kind === 'person').length;
  const companies = flags.filter(({ flag }) => flag.kind === 'company').length;
  return [
    ...(words('expired-plan').length > 0 ? [`${listed(words('expired-plan'), '《', '》')}已到期`] : []),
    ...(laws.length > 0
      ? [
          `${laws
            .slice(0, 3)
            .map(([law, successor]) => `《${law}》效力有变${successor ? `（${successor}）` : ''}`)
            .join('、')}`,
        ]
      : []),
    ...(words('campaign').length > 0 ? [`${listed(words('campaign'), '“', '”')}请核实今年是否仍在开展`] : []),
    ...(people > 0 ? [`${people}处有人名，不带入`] : []),
    ...(companies > 0 ? [`${companies}处有企业名，不带入`] : []),
  ];
}

/** 老稿换新数: last year's figures with this year's, by the 科室 to ask, in the bureau's order. */
export function blanksText(report: OldReportSaid): string {
  const { blanks, flags, title, departments } = report;
  if (blanks.length === 0) return `**老稿已读**｜${title || '未写标题'}\n没有读出可对应的数字。可以直接回“生成年度报告”，按今年的记录起草。`;
  const then = thenName(report);
  const filled = blanks.filter(blank => blank.thisYear !== null).length;
  const groups = [...departments, unassigned].flatMap(name => {
    const own = blanks.filter(
      blank => (blank.department !== null && departments.includes(blank.department) ? blank.department : unassigned) === name,
    );
    if (own.length === 0) return [];
    // What is still missing comes first: that is what the 科室 is asked for.
    const shown = [...own.filter(blank => blank.thisYear === null), ...own.filter(blank => blank.thisYear !== null)].slice(
      0,
      blanksShown(blanks.length),
    );
    return [
      `**${name}**`,
      ...shown.map(blank => blankLine(blank, then)),
      ...(own.length > shown.length ? [`另有${own.length - shown.length}处`] : []),
    ];
  });
  const warnings = flagLine(flags);
  return [
    `**老稿已读**｜${title || '未写标题'}`,
    `${blanks.length}处数字：今年已有${filled}处，待补${blanks.length - filled}处`,
    ...groups,
    ...(warnings.length > 0 ? [`> 不照搬：${warnings.join('；')}`] : []),
    '各科室照常报一句即可补上；回“生成年度报告”起草。',
  ].join('\n');
}
