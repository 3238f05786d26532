import { type LocalDate, yearOf } from '../domain/date.ts';
import type { Total } from '../domain/total.ts';
import { formatNumber } from '../language/format-quantity.ts';
import { dayText, formatTotal, type Scope } from './total-phrase.ts';

interface MovedText {
  before: Total;
  after: Total;
  change: { difference: number; unit: string } | null;
  added: readonly string[];
}

/** More figures than this do not fit one screen. */
const MOST_FIGURES = 15;
const MOST_NUMBERS = 4;

/** 截至变动 — every figure that moved, from what to what, and by which entries. */
export function movedAnswer(
  { figures, unmoved }: { figures: readonly MovedText[]; unmoved: number },
  scope: Scope & { from: LocalDate; to: LocalDate },
): string {
  const year = yearOf(scope.today);
  const title = `${scope.department ?? ''}截至由${dayText(scope.from, year)}改为${dayText(scope.to, year)}`;
  if (figures.length === 0) return `**${title}，没有数变动**${unmoved > 0 ? `（${unmoved}项不变）` : '，也没有收集到数'}。`;
  const more = figures.length - MOST_FIGURES;
  return [
    `**${title}，${figures.length}项数变动**（当年累计）`,
    ...figures.slice(0, MOST_FIGURES).map(lineOf),
    ...(more > 0 ? [`- 还有${more}项，请带上指标名称再问。`] : []),
    ...(unmoved > 0 ? [`其余${unmoved}项不变。`] : []),
    '> 按工作发生的日期计，后来补报、更正的两个截至都按现在的记录重算。',
  ].join('\n');
}

function lineOf({ before, after, change, added }: MovedText): string {
  const from = before.quantity ? formatTotal(before) : '无记录';
  const to = after.quantity ? formatTotal(after) : '无记录';
  return `- ${after.metric}：${from} → ${to}${changeText(change, after.kind === 'rate')}${numbersOf(added)}`;
}

function changeText(change: MovedText['change'], isRate: boolean): string {
  if (!change || change.difference === 0) return '';
  const size = formatNumber(Math.abs(change.difference));
  if (isRate) return `，${change.difference > 0 ? '提高' : '降低'}${size}个百分点`;
  return `，${change.difference > 0 ? '增加' : '减少'}${size}${change.unit}`;
}

function numbersOf(numbers: readonly string[]): string {
  if (numbers.length === 0) return '';
  return `〔${numbers.slice(0, MOST_NUMBERS).join('、')}${numbers.length > MOST_NUMBERS ? `等${numbers.length}条` : ''}〕`;
}
