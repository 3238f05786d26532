import type { CarryOverFlag } from '../domain/carry-over.ts';
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
  /** In place of an old figure: whom to ask, or what is to be put there. */
  blank: (who: string | null): string => `〔待补：${who ?? '责任科室'}〕`,
  /** Behind a sentence of an old report, where grey cannot be shown. */
  carriedWords: '〔老稿原话〕',
  /** Behind a sentence of an old report: what of it has to be looked at. */
  carried: (what: readonly string[]): string => `〔不照搬：${what.join('；')}〕`,
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

/** What stands in a text in place of a figure that is not known yet. */
export const blankMark = /〔待补：([^〔〕]*)〕/g;

/** Whom the blanks of a text wait for, each once. */
export function blanksIn(text: string): string[] {
  return [...new Set([...text.matchAll(blankMark)].map(([, who = '']) => who))];
}

const flagWords: Record<CarryOverFlag['kind'], (flag: CarryOverFlag) => string> = {
  'expired-plan': ({ words }) => `${words.startsWith('“') ? words : `《${words}》`}已到期`,
  'changed-law': ({ words, successor }) => `《${words}》效力有变${successor ? `（${successor}）` : ''}`,
  campaign: ({ words }) => `“${words}”今年是否仍在开展`,
  'past-congress': ({ words }) => `“${words}”之后又有新的会议精神`,
  person: () => '人名请核实',
  company: () => '企业名已隐去',
};

/** The flags of a sentence in the words of its mark. */
export function flagsSaid(flags: readonly CarryOverFlag[]): string[] {
  return [...new Set(flags.map(flag => flagWords[flag.kind](flag)))];
}

/** Behind a sentence: what a person has to look at before it may stay. */
export function sentenceMarks({
  stale,
  unmatched = [],
  carried,
}: {
  stale: string | null;
  unmatched?: readonly string[];
  carried?: { flags: readonly CarryOverFlag[] };
}): string {
  const flags = flagsSaid(carried?.flags ?? []);
  // What is flagged by name needs not be called unknown as well.
  const unknown = unmatched.filter(what => !flags.some(flag => flag.includes(what)));
  return [
    ...(stale === null ? [] : [wordMarks.stale(stale)]),
    ...(flags.length > 0 ? [wordMarks.carried(flags)] : []),
    ...(unknown.length > 0 ? [wordMarks.unmatched(unknown)] : []),
  ].join('');
}

/** In front of what is offered beside an edited paragraph. */
export function offerMark({ isAlternative, edits }: { isAlternative?: true; edits?: readonly { name: string }[] }): string {
  return isAlternative ? wordMarks.alternative(edits?.at(-1)?.name ?? '') : wordMarks.offer;
}

/** The words of a returned paragraph without the marks that the draft put there. */
export function withoutWordMarks(text: string): string {
  return text.replace(/〔(?:待核|出处待核|不照搬)：[^〔〕]*〕|〔[^〔〕]{1,20}请取舍〕/g, '');
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
  carried: number;
  blanks: readonly string[];
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

export function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}……` : text;
}

export function bare(heading: string): string {
  return heading.replace(/^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)/, '');
}

/** 第二部分写得怎么样了: one heading, or a few. */
export function sectionsSaid(sections: readonly SectionSaid[]): string {
  const blocks = sections.slice(0, 4).map(section => {
    if (section.state === 'missing') return `**${section.heading}**｜待补，请${section.ask.join('、') || '责任科室（未定）'}提供材料`;
    const state = section.state === 'edited' ? '有人改过，以改稿为准' : section.carried > 0 ? '照老稿换数' : '已汇编';
    return [
      `**${section.heading}**｜${state}，${section.figures}处数字`,
      shortened(section.text, sections.length > 1 ? 120 : 400),
      ...(section.carried > 0 ? [`> ${section.carried}句是老稿原话，还没有人采纳`] : []),
      ...(section.blanks.length > 0 ? [`> 数字待补：${section.blanks.join('、')}`] : []),
      ...section.stale.map(why => `> 待核：${why}`),
      ...(section.unmatched.length > 0 ? [`> 出处待核：${section.unmatched.join('、')}（没有记录这样说）`] : []),
      ...(section.offers.length > 0 ? [`> 有新材料待取舍：${shortened(section.offers.join(''), 80)}`] : []),
    ].join('\n');
  });
  return [...blocks, ...(sections.length > 4 ? [`另有${sections.length - 4}部分，请看初稿文件。`] : [])].join('\n');
}

/** 第九部分写得怎么样了, of a report that has four. */
export function noSuchPart(title: string, asked: string, headings: readonly string[]): string {
  return [`《${title}》没有${asked}，现有${headings.length}部分：`, ...headings].join('\n');
}

/** 缺什么材料: headings without material, by the 科室 to ask, and what waits for a person's eye. */
export function missingMaterial(draft: DraftSaid): string {
  const missing = draft.sections.filter(section => section.state === 'missing');
  const stale = draft.sections.filter(section => section.stale.length > 0);
  const unmatched = draft.sections.filter(section => section.unmatched.length > 0);
  const offers = draft.sections.filter(section => section.offers.length > 0);
  const blank = draft.sections.filter(section => section.blanks.length > 0);
  const carried = draft.sections.reduce((sum, section) => sum + section.carried, 0);
  if (missing.length + unmatched.length + stale.length + offers.length + blank.length + carried === 0)
    return `**不缺材料**｜${draft.title}\n各部分都有记录（截至${shortDay(draft.asOf)}），请人工审核后再报送。`;
  return [
    `**缺${missing.length}部分材料**｜${draft.title}（截至${shortDay(draft.asOf)}）`,
    ...missing.map(section => `${bare(section.heading)} → ${section.ask.join('、') || '责任科室未定'}`),
    ...blank.map(section => `数字待补：${bare(section.heading)} → ${section.blanks.join('、')}`),
    ...(carried > 0 ? [`老稿原话待采纳：${carried}句`] : []),
    ...stale.map(section => `待核：${bare(section.heading)}（${section.stale.join('；')}）`),
    ...unmatched.map(section => `出处待核：${bare(section.heading)}（${section.unmatched.join('、')}）`),
    ...offers.map(section => `有新材料待取舍：${bare(section.heading)}`),
    '请责任科室在群里照常报一句即可，下次汇编自动写入。',
  ].join('\n');
}

/** What the chat needs to know of a figure's source. */
export interface FigureSaid {
  heading: string;
  figure: { text: string; metric: string; asOf: LocalDate; source?: string };
  shares: readonly { entry: { number: string; period: Period; reporter: { name: string }; evidence?: string[] }; reading: string }[];
  further: number;
  gone: readonly string[];
}

function figureBlock(source: FigureSaid, year: number): string {
  const { figure, shares, further, heading, gone } = source;
  const asOf = `${figure.asOf.startsWith(String(year)) ? '' : `${figure.asOf.slice(0, 4)}年`}${shortDay(figure.asOf)}`;
  const told = shares
    .slice(0, 8)
    .map(({ entry, reading }) =>
      `${entry.number} ${reading}（${entry.reporter.name}，${formatPeriod(entry.period, year)}）${evidenceMark(entry.evidence)}`
        .replace(/ {2,}/g, ' ')
        .replace(' （', '（'),
    );
  return [
    `**${figure.metric}${figure.text}**（截至${asOf}）｜${bare(heading)}`,
    ...(figure.source === undefined ? [] : [`出自${figure.source}`]),
    ...told,
    ...(shares.length > told.length ? [`另有${shares.length + further - told.length}条，见数据出处表。`] : []),
    ...(gone.length > 0 ? [`另有${gone.length}条已撤回清除，请重新汇编。`] : []),
  ].join('\n');
}

/** 这个数怎么来的; `year` is the one that the draft is about. */
export function figuresExplained(sources: readonly FigureSaid[], year: number): string {
  if (sources.length === 0) return '没有对上是哪个数。请引用初稿里的那一句，或写出指标，如“走访企业怎么来的”。';
  const rest = sources.length > 3 ? [`这一句还有${sources.length - 3}个数，写出指标名再问。`] : [];
  return [...sources.slice(0, 3).map(source => figureBlock(source, year)), ...rest].join('\n');
}
