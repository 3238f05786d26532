import { yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { formatPeriod } from '../domain/period.ts';
import type { Quantity } from '../domain/quantity.ts';
import type { SettledLine, Total } from '../domain/total.ts';
import { converted, isMeasure } from '../language/convert-unit.ts';
import { formatNumber } from '../language/format-quantity.ts';
import { entryLine, figureText } from './entry-line.ts';
import { dayText, intervalText, type Scope, totalPhrase } from './total-phrase.ts';

/** More parts than these are summed up in words. */
const MAX_PARTS = 4;

/** `口径：1—9月累计238＋10月31；家、家次混报，未去重`. */
export function basisLine(total: Total, scope: Scope): string {
  const year = yearOf(scope.today);
  const parts = [...(total.kind === 'increment' ? [sumText(total, year)] : []), ...stateText(total, year)];
  if (total.mixedUnits.length > 0) parts.push(`${total.mixedUnits.join('、')}混报，未去重`);
  const former = [...new Set(total.lines.flatMap(({ verdict, formerly }) => (verdict === 'counted' && formerly ? [formerly] : [])))];
  if (former.length > 0) parts.push(`含已并入的${former.join('、')}`);
  if (total.supported.length > 0) parts.push(`含配合其他科室${total.supported.length}条，各科室相加会大于全局数`);
  return parts.length === 0 ? '' : `口径：${parts.join('；')}`;
}

function sumText(total: Total, year: number): string {
  const counted = total.lines.filter(line => line.verdict === 'counted');
  const taken = total.lines.filter(line => line.verdict === 'subtracted');
  const several = new Set(counted.map(line => line.department)).size > 1;
  // 3公里＋800米: each in its own unit.
  const isUnitSaid = [...counted, ...taken].some(({ quantity: { unit } }) => unit !== total.quantity?.unit && isMeasure(unit));
  const amount = (line: SettledLine): string => figureText(isUnitSaid ? line.quantity : { ...line.quantity, unit: '' });
  if (counted.length > MAX_PARTS) return longSumText(counted, total.quantity, year);
  const plus = counted.map(line => `${several ? line.department : ''}${intervalText(line, year)}${amount(line)}`);
  const minus = taken.map(line => `（已减去${intervalText(line, year)}${amount(line)}）`);
  return `${plus.join('＋')}${minus.join('')}`;
}

function longSumText(counted: readonly SettledLine[], quantity: Quantity | null, year: number): string {
  const [base, ...more] = counted.filter(line => line.kind === 'cumulative');
  if (base === undefined || more.length > 0 || !base.quantity.value) return `${counted.length}条记录逐条相加`;
  const own = converted(base.quantity, quantity?.unit ?? '') ?? base.quantity;
  const rest = Number(((quantity?.value ?? 0) - (own.value ?? 0)).toFixed(4));
  return `${intervalText(base, year)}${figureText({ ...own, unit: '' })}＋其余${counted.length - 1}条记录${formatNumber(rest)}`;
}

function stateText(total: Total, year: number): string[] {
  if (total.kind === 'increment' || total.rate) return [];
  const line = total.lines.find(each => each.verdict === 'counted');
  return line ? [`${line.department}${dayText(line.interval.to, year)}的${total.kind === 'rate' ? '填报数' : '时点数'}`] : [];
}

/** 其中, 另有: further figures in one line. */
export function partsLine(label: string, totals: readonly Total[], { scope, whole }: { scope: Scope; whole: Total }): string {
  const told = totals.filter(total => total.quantity !== null);
  return told.length === 0 ? '' : `${label}：${told.map(total => totalPhrase(total, { scope, asOf: whole.asOf })).join('，')}`;
}

/** What is missing, unconfirmed or in conflict; none of it is in the figure. */
export function doubtLines(total: Total, scope: Scope, { related = [] }: { related?: readonly Entry[] }): string[] {
  const year = yearOf(scope.today);
  const line = (label: string, lines: readonly SettledLine[]): string =>
    lines.length === 0
      ? ''
      : `${label}：${lines
          .slice(0, 3)
          .map(each => `${each.number} ${intervalText(each, year)}${figureText(each.quantity)}`)
          .join('、')}${lines.length > 3 ? `等${lines.length}条` : ''}`;
  const missing = total.missing.map(({ department, period }) => `${department}${formatPeriod(period, year)}`);
  return [
    missing.length > 0 ? `缺报：${missing.join('、')}` : '',
    related.length > 0
      ? `缺报期内只有：${related
          .slice(0, 2)
          .map(entry => `${entryLine(entry)}（${entry.number}）`)
          .join('；')}，未报本项`
      : '',
    line('待科室负责人确认，未计入', total.awaiting),
    line('没有确数，未计入', total.unconfirmed),
    line('单位或时段对不上、前后说法不同，未计入', total.conflicts),
  ];
}
