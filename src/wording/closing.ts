import { type Closing, closedBy } from '../domain/closing.ts';
import { dateOf, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { dayPeriod, formatPeriod, type Period } from '../domain/period.ts';
import type { Instant } from '../lib/clock.ts';
import { metricText, numbersText } from './entry-line.ts';

function when(period: Period, at: Instant): string {
  return formatPeriod(period, yearOf(dateOf(at)));
}

function who(closing: Closing): string {
  const step = closedBy(closing);
  return step ? `${step.by.name}，${formatPeriod(dayPeriod(dateOf(step.at)), yearOf(closing.period.to))}` : '';
}

export function booksClosed(period: Period, at: Instant): string {
  return [
    `**已封账**｜${when(period, at)}`,
    '这段时间的数从现在起不再变动；之后补报、更正和撤回都要写原因，单独标注。',
    `> 补录这样说：“补录：10月28日走访企业3家，原因：外出未及时报”。要打开回“解封${when(period, at)}”。`,
  ].join('\n');
}

export function alreadyClosed(closing: Closing, at: Instant): string {
  return `${when(closing.period, at)}已经封账（${who(closing)}），不用再封。`;
}

export function booksReopened(period: Period, at: Instant, changed: readonly Entry[]): string {
  const since = changed.length > 0 ? `封账期间补录和更改${changed.length}条〔${numbersText(changed)}〕，标注保留。` : '封账期间没有改动。';
  return `**已解封**｜${when(period, at)}可以照常补报和更正。\n${since}`;
}

export function notClosed(period: Period, at: Instant): string {
  return `${when(period, at)}没有封账，不用解封。回“封账情况”看已封的月份。`;
}

export function notOverYet(period: Period, at: Instant): string {
  return `${when(period, at)}还没过完，先不能封账。`;
}

export const whichPeriod = '没看出要封哪一段，什么都没有做。请写明月份、季度或年份，如“封账10月”“解封三季度”。';

/** What came too late and gave no reason. */
export function reasonNeeded(closing: Closing, at: Instant): string {
  return `${when(closing.period, at)}已封账（${who(closing)}），没有原因不能改，什么都没有动。请在后面写明原因，如“……，原因：当时漏报”。`;
}

/** Under a receipt: what of the message was not kept. */
export function refusedLate(closing: Closing, { at, summaries }: { at: Instant; summaries: readonly string[] }): string {
  return [
    `> **没有登记**：${summaries.join('；')}。${when(closing.period, at)}已封账（${who(closing)}）。`,
    '> 确要补录，请发“补录：……，原因：……”。',
  ].join('\n');
}

/** Under a receipt: what was kept late, and why. */
export function keptLate(entries: readonly Entry[], reason: string): string {
  return `> 补录${entries.length}条〔${numbersText(entries)}〕，按发生的日期计入并标注。原因：${reason}。`;
}

/** Beside an entry wherever it is listed. */
export const lateMark = '（补录）';

export function supplementStatus(reason: string): string {
  return `（补录，原因：${reason}）`;
}

export function reasonGiven(reason: string): string {
  return `（封账后更改，原因：${reason}）`;
}

/** 封账情况. */
export function closingList(closings: readonly { closing: Closing; late: readonly Entry[]; changed: readonly Entry[] }[], at: Instant): string {
  const lines = closings.map(({ closing, late, changed }) => {
    const parts = [
      ...(late.length > 0 ? [`补录${late.length}条〔${numbersText(late)}〕`] : []),
      ...(changed.length > 0 ? [`更改${changed.length}条〔${numbersText(changed)}〕`] : []),
    ];
    return [
      `- ${when(closing.period, at)}（${who(closing)}）：${parts.join('，') || '没有补录和更改'}`,
      ...late.map(lateLine),
      ...changed.flatMap(entry => changedLines(entry, closing)),
    ].join('\n');
  });
  return lines.length === 0 ? '还没有封过账。编辑回“封账10月”即可。' : ['**已封账**', ...lines].join('\n');
}

function lateLine(entry: Entry): string {
  return `　· ${entry.number} 补录${lateSummary(entry)}`;
}

/** Every figure that moved while the books were closed, from what to what. */
function changedLines({ number, history }: Entry, closing: Closing): string[] {
  const since = closedBy(closing)?.at ?? 0;
  return history.filter(step => step.at >= since && step.action !== 'submit' && step.action !== 'update').map(({ what }) => `　· ${number} ${what}`);
}

/** What a refused item says, short. */
export function lateSummary(entry: Pick<Entry, 'summary' | 'metrics'>): string {
  const [first] = entry.metrics;
  return first ? metricText(first) : entry.summary.slice(0, 20);
}
