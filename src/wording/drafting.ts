import { dateOf, monthOf } from '../domain/date.ts';
import type { ReportKind } from '../domain/outline.ts';
import type { Instant } from '../lib/clock.ts';

export const kindNames: Record<ReportKind, string> = {
  annual: '年度报告',
  'half-year': '半年汇报',
  duty: '第一责任人述职报告',
  summary: '年度总结',
  quarter: '季度小结',
  month: '月度小结',
  week: '周小结',
};

/** 初稿、送审稿、定稿. */
export const stateNames = { draft: '初稿', review: '送审稿', final: '定稿' } as const;

/** What the files of a draft are called. */
export const draftFileNames = {
  draft: (title: string, state: keyof typeof stateNames): string => `${title}（${stateNames[state]}）.docx`,
  sources: (title: string): string => `${title}（数据出处表）.docx`,
  'source-table': (title: string): string => `${title}（数据出处表）.xlsx`,
  comments: (title: string, state: keyof typeof stateNames): string => `${title}（${stateNames[state]}，出处在批注）.docx`,
  proof: (title: string): string => `${title}（送审清样）.docx`,
};

export function noOutline(kind: ReportKind): string {
  return `没有“${kindNames[kind]}”的提纲，还不能起草。请管理员在 data/bureau/outlines 里放一份提纲。`;
}

export function noSuchOutline(id: string, known: readonly { id: string; name: string }[]): string {
  return `没有编号为“${id}”的这类提纲。现有：${known.map(one => `${one.id}（${one.name}）`).join('、')}。`;
}

function day(date: string): string {
  return `${monthOf(date)}月${Number(date.slice(8))}日`;
}

/** 初稿已生成. */
export function draftReady(input: {
  title: string;
  asOf: string;
  figures: number;
  missing: readonly { heading: string; ask: readonly string[] }[];
  stale: number;
  state?: keyof typeof stateNames;
  /** Numbers, dates and names of documents that no record says. */
  unmatched?: readonly string[];
  /** Sentences of an old report that nobody has accepted, and parts with blanks. */
  carried?: number;
  blanks?: number;
}): string {
  const { title, asOf, figures, missing, stale, state = 'draft', unmatched = [], carried = 0, blanks = 0 } = input;
  const open = missing.slice(0, 6).map(one => `- ${one.heading}${one.ask.length ? `（${one.ask.join('、')}）` : ''}`);
  return [
    state === 'draft'
      ? `**${title}（初稿）已生成**｜截至${day(asOf)}，未经审核`
      : `**${title}（${stateNames[state]}）**｜截至${day(asOf)}，文字已冻结`,
    unmatched.length > 0
      ? `${figures}处数字有出处，见所附数据出处表；**${unmatched.length}处没有记录这样说**：${unmatched.slice(0, 6).join('、')}，已在稿中标出。`
      : `${figures}处数字都有出处，见所附数据出处表。`,
    ...(missing.length ? [`**待补${missing.length}处**`, ...open, ...(missing.length > 6 ? [`- 还有${missing.length - 6}处，见初稿`] : [])] : []),
    ...(blanks > 0 ? [`**${blanks}部分有数字待补**，已在稿中标黄。`] : []),
    ...(carried > 0 ? [`灰色${carried}句是老稿原话，采纳或改写后才算今年的。`] : []),
    ...(stale ? [`> 有${stale}句用到的记录后来改过，已在稿中标出。`] : []),
    ...(state === 'draft' ? ['> 以后每周自动更新；人工改过的段落不会被覆盖。'] : []),
  ].join('\n');
}

/** To the editors, when somebody else had a draft made. */
export function draftAskedFor(input: { editor: string; asker: string; title: string }): string {
  return `${input.editor}您好，${input.asker}刚刚生成了《${input.title}》初稿（未经审核），您可核对后再用。`;
}

/** One line in the answer to a correction: which draft it touched. */
export function draftTouched(input: { kind: ReportKind; sentences: number; editors: readonly string[] }): string {
  const told = input.editors.length ? `并提醒${input.editors.join('、')}核对` : '请编辑核对';
  return `${kindNames[input.kind]}初稿有${input.sentences}句用到此数，已标出${told}，您不用再报。`;
}

/** To the editors: which sentences to look at. */
export function draftNeedsLook(input: {
  editor: string;
  kind: ReportKind;
  state: keyof typeof stateNames;
  sentences: number;
  what: string;
  by: string;
  /** The last version that had left with this figure in it. */
  handed: { version: { revision: number; handed: readonly { name: string; at: Instant }[] }; sentences: number } | null;
}): string {
  const { editor, kind, state, sentences, what, by, handed } = input;
  const name = `${kindNames[kind]}${stateNames[state]}`;
  const changed = `用到的记录改了：${what}（${by}）。`;
  const marked =
    sentences > 0
      ? `${name}有${sentences}句${changed}已在稿中标出${state === 'draft' ? '，下次汇编时自动更新，您改过的段落只标不动' : '，请核对'}。`
      : `${name}${changed}定稿的文字没有动，要改请回“退回修改，原因：……”。`;
  return `${editor}您好，${marked}${handed ? exportedBefore(handed) : ''}`;
}

/** Which version, in whose hands, still says what was corrected. */
function exportedBefore({
  version,
  sentences,
}: {
  version: { revision: number; handed: readonly { name: string; at: Instant }[] };
  sentences: number;
}): string {
  const hands = version.handed.slice(-3).map(({ name, at }) => `${name}（${day(dateOf(at))}）`);
  return `已发出的第${version.revision}版有${sentences}句写着原来的数，收到的有${hands.join('、')}，请一并告知。`;
}

/** Whom the weekly draft goes to. */
export const theEditors = { id: 'editors', name: '各位编辑' } as const;

/** Who asked for a draft on the command line. */
export const theCommandLine = { id: 'command-line', name: '命令行' } as const;

export const noDraftYet = '还没有初稿。回“生成年度报告”就可以起草。';

export const fileGone = '这份文件已经不在了，请重新生成。';

/** A draft's figure that points at a record which is not there. */
export function figureWithoutRecord(draft: string, figure: string): string {
  return `《${draft}》中的“${figure}”找不到对应的记录，请重新汇编这份初稿。`;
}

export function publishedSource(title: string): string {
  return `《${title}》`;
}

/** Paragraphs for which a model was asked in vain. */
export function unpolished(paragraphs: number): string {
  return `（${paragraphs}段未用模型润色）`;
}
