import { dateOf, dayOf, monthOf } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';

/** In place of a company's name. */
export const companyHidden = '某企业';

export function onlyFinals(title: string): string {
  return `《${title}》还没有定稿。保密审查和公开版都只对定稿办理，请先送审、定稿。`;
}

/** A final that was signed with blanks in its sentences is not shown to the public. */
export function stillBlank(title: string, headings: readonly string[]): string {
  return `《${title}》还有〔待补〕没有填：${headings.slice(0, 5).join('；')}。请退回修改、填好数字并重新定稿，再出公开版。`;
}

export function notCleared(title: string, last: { name: string; at: Instant; isPassed: boolean; reason: string | null } | undefined): string {
  const why =
    last === undefined
      ? '还没有做保密审查'
      : last.isPassed
        ? `${last.name}审查的是较早的一版，之后有改动`
        : `${last.name}${monthOf(dateOf(last.at))}月${dayOf(dateOf(last.at))}日审查未通过${last.reason ? `（${last.reason}）` : ''}`;
  return `《${title}》${why}，不能出公开版。请保密员看过定稿后回“保密审查通过”。`;
}

export function clearedText(said: { title: string; revision: number; by: string; isPassed: boolean; reason: string | null }): string {
  const { title, revision, by, isPassed, reason } = said;
  return isPassed
    ? `**保密审查通过**｜《${title}》第${revision}版，审查人${by}。可以回“公开版”导出。`
    : `**保密审查未通过**｜《${title}》第${revision}版，审查人${by}${reason ? `；原因：${reason}` : ''}。请退回修改后重新定稿、再审。`;
}

export function publicReady(title: string, reviewer: string, removed: number): string {
  const names = removed > 0 ? `，已把${removed}处企业名称改为“${companyHidden}”` : '';
  return `**公开版已生成**｜《${title}》（保密审查：${reviewer}）${names}；不带数据出处表和记录。发布前请再通读一遍。`;
}
