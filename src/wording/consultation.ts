import { dateOf, dayOf, type LocalDate, monthOf } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';

function day(date: LocalDate): string {
  return `${monthOf(date)}月${dayOf(date)}日`;
}

export function finalNotAsked(title: string): string {
  return `《${title}》已经定稿，不再征求意见。要改请先回“退回修改，原因：……”。`;
}

export function nobodyAsked(title: string): string {
  return `《${title}》里还没有哪个科室的段落，没有可征求意见的。请先有记录，再生成报告。`;
}

export function noSuchAsk(title: string, department: string): string {
  return `《${title}》没有征求过${department}的意见。`;
}

export function noOpinionOf(department: string): string {
  return `${department}还没有提出修改意见，没有要定采纳情况的。`;
}

export function refusalNeedsReason(department: string): string {
  return `不采纳或部分采纳要写明理由，会记在意见采纳情况表里：“不采纳${department}的意见，理由：……”。`;
}

export const noRound = '这份稿子还没有征求过意见。回“年度报告征求意见，12月5日前反馈”就可以发给各科室。';

export const noAskForYou = '现在没有请您科室反馈意见的稿件，这句没有登记。';

/** A 科室's own letter, private. */
export function askLetter(said: {
  name: string;
  department: string;
  title: string;
  dueOn: LocalDate;
  parts: readonly { heading: string; text: string }[];
}): string {
  return [
    `${said.name}您好，《${said.title}》（初稿，未经审核）涉及${said.department}的部分如下，请在${day(said.dueOn)}前反馈：`,
    ...said.parts.map(({ heading, text }) => `**${heading}**\n${text}`),
    '没有意见回“无意见”；要改的请回“意见：……”，写明哪一句、改成什么。数字有误的，直接更正原来的记录即可。',
  ].join('\n');
}

/** On the day when opinions are due, to a 科室 that has not answered. */
export function opinionDueText(title: string): { name: string; what: string } {
  return { name: '反馈意见', what: `《${title}》（初稿）中您科室的段落还没有反馈` };
}

/** What answers it; it stands in quotation marks. */
export const waysToAnswer = '无意见”或“意见：……';

/** On the same day, to the editor who asked. */
export function opinionsOpenText(title: string, departments: readonly string[]): { name: string; what: string } {
  return {
    name: `《${title}》征求意见`,
    what: `${departments.length}个科室未反馈：${departments.slice(0, 4).join('、')}${departments.length > 4 ? '等' : ''}`,
  };
}

/** To the editor: who was asked, and who cannot be. */
export function askedText(said: {
  title: string;
  revision: number;
  dueOn: LocalDate;
  departments: readonly string[];
  unreachable: readonly string[];
}): string {
  return [
    `**已征求意见**｜《${said.title}》第${said.revision}版，${day(said.dueOn)}前反馈`,
    `已把各自的段落私下发给：${said.departments.join('、')}`,
    ...(said.unreachable.length > 0 ? [`> ${said.unreachable.join('、')}没有可以通知的人，请当面征求。`] : []),
    '回“征求意见情况”看谁还没有反馈，回“意见采纳情况表”导出。',
  ].join('\n');
}

export function opinionKept(department: string, title: string, text: string | null): string {
  return text === null
    ? `**已登记**｜${department}对《${title}》无意见。以后想起来的，再回“意见：……”即可。`
    : `**已登记**｜${department}对《${title}》的意见，已转编辑：${text}`;
}

export function opinionCame(said: { editor: string; department: string; by: string; title: string; text: string }): string {
  return `${said.editor}您好，${said.department}${said.by}对《${said.title}》提出意见：${said.text}\n改好后回“采纳${said.department}的意见”，或“不采纳${said.department}的意见，理由：……”。`;
}

export function allAnswered(editor: string, title: string): string {
  return `${editor}您好，《${title}》征求意见已全部反馈。回“意见采纳情况表”导出。`;
}

export function settledText(department: string, adopted: 'yes' | 'partly' | 'no', reason: string | null): string {
  return `**已登记**｜${department}的意见：${adoptedWords[adopted]}${reason ? `（${reason}）` : ''}。稿子的文字请用“……部分改成：”改。`;
}

const adoptedWords = { yes: '采纳', partly: '部分采纳', no: '未采纳' } as const;

interface AskedSaid {
  department: string;
  to: readonly { name: string }[];
  headings: readonly string[];
  opinions: readonly {
    name: string;
    at: Instant;
    text: string | null;
    outcome: { adopted: 'yes' | 'partly' | 'no'; reason: string | null } | null;
  }[];
}

function stateOf({ opinions }: AskedSaid, isLate: boolean): string {
  if (opinions.length === 0) return isLate ? '未反馈（已过期限）' : '未反馈';
  const comments = opinions.filter(opinion => opinion.text !== null);
  return comments.length === 0
    ? '无意见'
    : `${comments.length}条意见${comments.every(({ outcome }) => outcome) ? '，已定采纳情况' : '，待定采纳情况'}`;
}

/** 征求意见情况, 科室 in the bureau's fixed order. */
export function roundText(title: string, round: { dueOn: LocalDate; revision: number; asked: readonly AskedSaid[] }, today: LocalDate): string {
  const open = round.asked.filter(({ opinions }) => opinions.length === 0).length;
  return [
    `**征求意见**｜《${title}》第${round.revision}版，${day(round.dueOn)}前反馈，${open === 0 ? '已全部反馈' : `${open}个科室未反馈`}`,
    ...round.asked.map(asked => `${asked.department}：${stateOf(asked, today > round.dueOn)}`),
  ].join('\n');
}

/** 意见采纳情况表. */
export const opinionTable = {
  title: '意见采纳情况表',
  intro: (title: string, revision: number, dueOn: LocalDate): string => `《${title}》第${revision}版，${day(dueOn)}前反馈。`,
  head: ['序号', '科室', '涉及部分', '反馈人、时间', '意见内容', '采纳情况', '说明'],
  fileName: (title: string): string => `${title}（意见采纳情况表）`,
  ready: (title: string): string => `**意见采纳情况表**｜《${title}》`,
};

/** One row for each opinion; a 科室 that has not answered has one too. */
export function opinionRows(asked: readonly AskedSaid[]): string[][] {
  const rows = asked.flatMap((one): string[][] => {
    const head = [one.department, one.headings.join('、')];
    if (one.opinions.length === 0) return [[...head, one.to.map(({ name }) => name).join('、') || '无联络人', '', '未反馈', '']];
    return one.opinions.map(({ name, at, text, outcome }) => {
      const when = dateOf(at);
      const outcomeText = text === null ? '—' : outcome ? adoptedWords[outcome.adopted] : '待定';
      return [...head, `${name}，${day(when)}`, text ?? '无意见', outcomeText, outcome?.reason ?? ''];
    });
  });
  return rows.map((row, position) => [String(position + 1), ...row]);
}
