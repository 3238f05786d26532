import { type LocalDate, yearOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import type { Total } from '../domain/total.ts';
import { awaitingNote } from './confirmation.ts';
import { asOfText, formatTotal, rateBasis } from './total-phrase.ts';

interface Asked {
  who: string;
  what: string;
  due: string | null;
}

interface Wanted {
  total: Total;
  lacking: readonly string[];
}

function lineOf({ total, lacking }: Wanted, { period, today }: { period: Period; today: LocalDate }): string {
  const whom = lacking.join('、');
  if (!total.quantity) return `- ${total.metric}：**没有记录**，不等于0${whom === '' ? '' : `（${whom}）`}`;
  const notes = [rateBasis(total), asOfText(total, { period, today, department: null }), `依据${total.entries.length}条`].filter(note => note !== '');
  const gaps = total.missing.map(gap => `${gap.department}${formatPeriod(gap.period, yearOf(today))}`);
  const awaiting = awaitingNote(total.awaiting);
  return [
    `- ${total.metric}${formatTotal(total)}（${notes.join('，')}）`,
    ...(gaps.length > 0 ? [`　缺报：${gaps.join('、')}`] : []),
    ...(awaiting === '' ? [] : [`　${awaiting}`]),
  ].join('\n');
}

/** 上级要数: what is known, what is missing, and who was asked. */
export function superiorAnswer(
  { who, due }: Asked,
  { wanted, period, today, asked }: { wanted: readonly Wanted[]; period: Period; today: LocalDate; asked: readonly string[] },
): string {
  const isComplete = wanted.every(({ total, lacking }) => total.quantity !== null && lacking.length === 0);
  return [
    `**${who}要的数**｜${formatPeriod(period, yearOf(today))}${due === null ? '' : `，${due}`}`,
    ...wanted.map(each => lineOf(each, { period, today })),
    isComplete ? '> 都有了，报出前请核对。报出的数已留底，以后再要，变了会说明为什么。' : `> ${askedText(asked)}补齐后把这句再发一遍，就是新的数。`,
  ].join('\n');
}

function askedText(asked: readonly string[]): string {
  return asked.length > 0 ? `已私下问${asked.join('、')}，每人只问一次。` : '责任科室已经问过，不再重复问。';
}

/** To whoever answers for a 科室, privately. */
export function askedOwner(
  { who, due }: Asked,
  { department, metrics, unit, period, today }: { department: string; metrics: readonly string[]; unit: string; period: Period; today: LocalDate },
): string {
  const when = formatPeriod(period, yearOf(today));
  return [
    `${who}要${when}“${metrics.join('、')}”${due === null ? '' : `，${due}`}，${department}还没有报全。`,
    `有就回一句，如“${when}${metrics[0] ?? ''}12${unit}”；没有回“没有”。只问这一次。`,
  ].join('\n');
}

/** The words name none of the bureau's figures. */
export function noSuchFigures({ who }: Asked, choice: readonly string[]): string {
  if (choice.length > 0) return `${who}要的是哪一个？${choice.map(name => `“${name}”`).join('、')}\n请带上名称再发一次。`;
  return `没看出${who}要的是台账里哪几个数。请写明期间和指标名称，如“${who}要1—9月走访企业、企业培训，15点前”。`;
}
