import type { Entry } from '../domain/entry.ts';
import { detailList } from './explanation.ts';
import { periodText, type Scope } from './total-phrase.ts';

/** 最近一次普法宣传活动: the record itself says when, who and what. */
export function occasionAnswer(entry: Entry, { nth, name, of }: { nth: number; name: string; of: number }, scope: Scope): string {
  return [
    detailList(`${periodText(scope)}${scope.department ?? ''}${name}${whichOf(nth)}`, [entry]),
    `> 按记录写的日期排，共${of}次；只报了累计数、合计数的不在内。`,
  ].join('\n');
}

/** 林晓最后一次报的. */
export function reportedOnceAnswer(entry: Entry, { nth, name, of }: { nth: number; name: string; of: number }, scope: Scope): string {
  const title = `${periodText(scope)}${name}${whichOf(nth)}`;
  return [detailList(title, [entry], { isStateSaid: true, areChangesSaid: true }), `> 按报的日子排，共${of}条。`].join('\n');
}

function whichOf(nth: number): string {
  return nth === -1 ? '最近一次' : nth < 0 ? `倒数第${-nth}次` : nth === 1 ? '第一次' : `第${nth}次`;
}

/** 第四次, of which there were but three. */
export function fewerOccasions(nth: number, { name, of }: { name: string; of: number }, scope: Scope): string {
  return `**${periodText(scope)}${scope.department ?? ''}“${name}”的记录里没有${nth < 0 ? `倒数第${-nth}` : `第${nth}`}次**，只有${of}次；只报了累计数、合计数的不在内。`;
}

/** Only sums were told, of a month or a quarter: the latest of them. */
export function noSingleOccasion(name: string, latest: Entry, scope: Scope): string {
  return [detailList(`${periodText(scope)}“${name}”没有一次一次的记录`, [latest]), '> 上面是最近报的合计，不是单独一次的日期，请问责任科室。'].join(
    '\n',
  );
}
