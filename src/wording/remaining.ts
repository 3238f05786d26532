import { addDays, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { dayPeriod, formatPeriod } from '../domain/period.ts';
import type { Total } from '../domain/total.ts';
import { formatNumber } from '../language/format-quantity.ts';
import { numbersText } from './entry-line.ts';
import { detailList } from './explanation.ts';
import { asOfText, dayText, formatTotal, type Scope, spanOf } from './total-phrase.ts';

/** A remainder as `remaining.ts` computed it. */
export interface RemainingText {
  name: string;
  departments: readonly string[];
  differences: readonly { whole: Total; done: Total; value: number; unit: string }[];
  levels: readonly Total[];
  done: readonly Total[];
}

/** Older than this a stated level has to be asked for again. */
const STALE_DAYS = 31;

/** 还剩多少 — one ledger's open work, computed and stated apart from one another. */
export function remainingLines({ name, departments, differences, levels, done }: RemainingText, scope: Scope): string[] {
  const year = yearOf(scope.today);
  const computed = differences.map(({ whole, done: part, value, unit }) =>
    value === 0
      ? `${name}：${whole.metric}${formatTotal(whole)}，${part.metric}${formatTotal(part)}，没有剩余（${asOfText(part, scope)}）`
      : `${name}：还有${formatNumber(value)}${unit}（${whole.metric}${formatNumber(whole.quantity?.value ?? 0)}－${part.metric}${formatNumber(part.quantity?.value ?? 0)}，${asOfText(whole, scope)}，为推算数）`,
  );
  const stated = levels.map(
    level => `${level.asOf === null ? '' : dayText(level.asOf, year)}上报${level.metric}${formatTotal(level)}〔${numbersOf(level)}〕`,
  );
  const cleared = levels.length > 0 ? done.map(each => `${spanOf(each, scope)}${each.metric}${formatTotal(each)}〔${numbersOf(each)}〕`) : [];
  const stale = levels.some(level => level.asOf !== null && addDays(level.asOf, STALE_DAYS) < scope.today);
  const whom = departments.join('、') || '责任科室';
  const ask = stale ? [`此后没有新的上报，请${whom}更新`] : computed.some(line => line.includes('推算')) ? [`推算数请${whom}核对`] : [];
  return [
    ...computed,
    ...(stated.length > 0 ? [`${computed.length === 0 ? `${name}：` : ''}${stated.join('；')}`] : []),
    ...(cleared.length > 0 ? [cleared.join('；')] : []),
    ...ask,
  ];
}

function numbersOf(total: Total): string {
  const counted = total.lines.filter(line => line.verdict === 'counted');
  const who = [...new Set(counted.map(({ reporter }) => reporter))].join('、');
  return `${numbersText(counted.map(({ number }) => ({ number })))} ${who}`.trim();
}

/** Where no remainder can be counted, the records that may say how things stand. */
export function remainingAnswer(title: string, lines: readonly string[], told: readonly Entry[] = []): string {
  const none = `**${title}**\n台账里没有能算出剩余数的记录，不等于0。`;
  if (lines.length === 0 && told.length > 0) return [none, detailList('记录里的办理情况', told, { isStateSaid: true })].join('\n');
  return lines.length === 0 ? none : [`**${title}**`, ...lines.map(line => `- ${line}`)].join('\n');
}

/** 还没办完的事. */
export function openItemsAnswer(groups: readonly string[], entries: readonly Entry[], scope: Scope): string {
  const items = entries.map(
    entry =>
      `${entry.category}${entry.flags.includes('company-named') ? '' : `：${entry.summary}`}，${entry.progress ?? ''}${entry.deadline ? `，${formatPeriod(dayPeriod(entry.deadline), yearOf(scope.today))}前` : ''}〔${entry.number}〕`,
  );
  if (groups.length + items.length === 0) return '**台账里没有登记着未办结的事**\n没有登记不等于没有，请各科室核对。';
  return [
    '**还没办完的事**（按台账登记）',
    ...[...groups, ...items].map(line => `- ${line}`),
    '是否已办结由责任科室确认，回“编号＋已办结”更新。',
  ].join('\n');
}
