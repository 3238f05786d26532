import type { Case } from '../domain/case.ts';

export const handedOverStep = (from: string, to: string): string => `${from}移交给${to}`;

function numbers(cases: readonly Case[]): string {
  return cases.map(found => found.number).join('、');
}

/** To whoever handed over. */
export function handedOver(cases: readonly Case[], to: string): string {
  return [`**已移交${cases.length}件给${to}**｜事项${numbers(cases)}`, `到期提醒以后发给${to}；经过留痕可查。报过的数字不受影响。`].join('\n');
}

/** To whoever owns them now. */
export function receivedCases(cases: readonly Case[], by: string): string {
  return `**${by}把${cases.length}件事项移交给您**｜事项${numbers(cases)}\n以后由您跟进，到期提醒您。回“事项${cases[0]?.number ?? 1}”看经过。`;
}

export function nothingToHandOver(from: string | null): string {
  return `${from ?? '您'}名下没有没办完的事项，什么都没有改。回“事项清单”看编号。`;
}

export function noSuchReceiver(name: string): string {
  return `花名册里没有能办事项的“${name}”，或有同名的人，什么都没有改。请写全名，如“我的事项都交给秦朗”；新同事先请材料员加进来。`;
}

export function mayNotHandOver(found: Pick<Case, 'number' | 'department' | 'owner'>): string {
  return `事项${found.number}是${found.department}${found.owner.name}的，您不能移交。请本人、该科室材料员或编辑来说。`;
}
