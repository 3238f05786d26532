import { type LocalDate, yearOf } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import { formatPeriod } from '../domain/period.ts';
import { dayText } from './total-phrase.ts';

/** 截至定好了 — what from now on holds, and how to undo it. */
export function cutOffSet({ title, revision, asOf }: Draft, cutOff: LocalDate | null, today: LocalDate): string {
  const year = yearOf(today);
  if (cutOff === null) return `**${title}的截至不再限定**，以后每次汇编算到当天，现在是${dayText(asOf, year)}（第${revision}稿）。`;
  const ahead = cutOff > today ? `还没到那天，现在先算到${dayText(asOf, year)}，` : '';
  return `**${title}的截至定在${dayText(cutOff, year)}**（第${revision}稿），${ahead}以后汇编都按这天；之后的工作仍登记，不写进这份稿子。要放开，回“年度报告截至取消”。`;
}

export function frozenCutOff(title: string): string {
  return `《${title}》已送审或定稿，截至不再动。要改，先“退回修改”。`;
}

export function carriedCutOff(title: string): string {
  return `《${title}》是照老稿换数起草的，数字算到换数那天。要换截至，请在那天之后把老稿再发一次。`;
}

export function cutOffOutside({ title, period }: Draft): string {
  return `这一天不在《${title}》的时段（${formatPeriod(period)}）里，没有改。`;
}
