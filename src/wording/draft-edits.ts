import { dateOf, dayOf, monthOf, timeOf } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';

/** What the part without a heading is called. */
export const openingName = '开头';

export function frozenDraft(title: string): string {
  return `《${title}》已经定稿，不能直接改。要改请先回“退回修改，原因：……”。`;
}

/** The words name no part, or several. */
export function whichParagraph(headings: readonly string[]): string {
  const example = '例如“行政执法部分改成：……”';
  if (headings.length === 0) return `没有对上是哪一部分，稿子没有动。请写出标题里的字，${example}。`;
  return [`这里有${headings.length}节，请说是哪一节，${example}：`, ...headings.slice(0, 10).map(heading => `- ${heading}`)].join('\n');
}

const waiting = {
  offer: '现在没有待取舍的新增材料。',
  alternative: '没有这位同志留下的另一稿。',
  keep: '现在没有标着“待核”的段落。',
  release: '这一部分没有人改过，本来就是汇编稿。',
  carried: '没有可采纳的老稿原话。标着“不照搬”的要先核实，再点名那一部分采纳，如“第二部分采纳沿用句”。',
} as const;

export function nothingToSettle(what: keyof typeof waiting): string {
  return waiting[what];
}

/** What was done to a draft. */
export interface EditSaid {
  title: string;
  revision: number;
  headings: readonly string[];
  did: 'rewrite' | 'offer' | 'alternative' | 'keep' | 'release' | 'carried';
  take: boolean;
  name: string;
  /** Numbers, dates and names of documents in these parts that no record says. */
  unmatched: readonly string[];
}

function done({ did, take, name }: EditSaid): string {
  if (did === 'rewrite') return '已按您说的改写';
  if (did === 'offer') return take ? '已把新增材料写入' : '已不采纳新增材料，不再提示';
  if (did === 'alternative') return take ? `已换用${name}的改稿` : `未用${name}的改稿，原稿不动`;
  if (did === 'carried') return '已采纳老稿原话';
  return did === 'keep' ? '已按现在的改稿保留，去掉待核标记' : '已恢复为汇编稿，下次汇编重新写';
}

/** 已改. */
export function editedText(said: EditSaid): string {
  const { title, revision, headings, unmatched } = said;
  return [
    `**${done(said)}**｜${headings.slice(0, 4).join('；')}${headings.length > 4 ? `等${headings.length}节` : ''}`,
    `《${title}》现为第${revision}版，${said.did === 'carried' ? '这些句子算今年的，其中的数字仍随记录更新' : '以后汇编不会覆盖'}。`,
    ...(unmatched.length > 0 ? [`> 出处待核：${unmatched.join('、')}，没有记录这样说，请补报记录或改正，否则不能定稿。`] : []),
  ].join('\n');
}

interface ChangeSaid {
  heading: string;
  name: string;
  at: Instant;
  via: 'chat' | 'word';
  revision: number;
}

/** Changes told on one screen. */
const shownChanges = 10;

function on(at: Instant): string {
  const date = dateOf(at);
  return `${monthOf(date)}月${dayOf(date)}日${timeOf(at)}`;
}

function acceptedLines(accepted: readonly { name: string; at: Instant }[]): string[] {
  const names = [...new Set(accepted.map(({ name }) => name))];
  return names.map(name => {
    const own = accepted.filter(one => one.name === name);
    return `- ${name}　采纳老稿原话${own.length}句，最近一次${on(Math.max(...own.map(({ at }) => at)))}`;
  });
}

/** 改稿记录, newest first. */
export function editsText(title: string, changes: readonly ChangeSaid[], accepted: readonly { name: string; at: Instant }[]): string {
  if (changes.length + accepted.length === 0) return `**还没有人改过**｜《${title}》都是汇编稿。`;
  const lines = changes
    .slice(0, shownChanges)
    .map(
      ({ heading, name, at, via, revision }) =>
        `- ${on(at)}　${name}　${heading}（${via === 'word' ? 'Word改稿' : '群里改'}，改的是第${revision}版）`,
    );
  const more = changes.length > shownChanges ? [`- 更早还有${changes.length - shownChanges}处，写出部分可单看，如“第二部分谁改过”`] : [];
  return [`**改稿记录**｜《${title}》，${changes.length}处`, ...lines, ...more, ...acceptedLines(accepted)].join('\n');
}
