import { dateOf, yearOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import type { Instant } from '../lib/clock.ts';

/** 填报情况, as the ledgers give it. */
interface Reported {
  period: Period;
  reported: readonly string[];
  nil: readonly string[];
  missing: readonly string[];
  /** 免报, or nobody at work. */
  excused: readonly string[];
}

/** 谁还没报 — by 科室 in the bureau's fixed order, for whoever asks; never posted to a group by itself. */
export function missingList({ period, reported, nil, missing, excused }: Reported, at: Instant): string {
  const when = formatPeriod(period, yearOf(dateOf(at)));
  const total = reported.length + nil.length + missing.length;
  const done = [
    reported.length > 0 ? `已报：${reported.join('、')}` : '',
    nil.length > 0 ? `报“无”：${nil.join('、')}` : '',
    excused.length > 0 ? `免报或都不在岗：${excused.join('、')}` : '',
  ].filter(line => line !== '');
  if (missing.length === 0) return [`**${when}${total}个科室都已报**`, ...done].join('\n');
  return [`**${when}还没有记录：${missing.join('、')}**`, ...done, '> 按科室固定顺序列出，不排名。到提醒时间会私下提醒一次。'].join('\n');
}

/** How many have reported, for a group; the list itself goes to the asker alone. */
export function missingSummary(state: Reported, at: Instant): string {
  const when = formatPeriod(state.period, yearOf(dateOf(at)));
  const done = state.reported.length + state.nil.length;
  if (state.missing.length === 0) return `${when}${done}个科室都已报。`;
  return `${when}已报${done}个科室，还有${state.missing.length}个没有记录，名单已私信发给您。`;
}

/** 已报, and so it is. */
export function alreadyReported(departments: readonly string[]): string {
  return `好的，${departments.join('、')}本周已有记录，不再提醒。`;
}

/** 已报, but nothing has come in. */
export function notYetSeen(departments: readonly string[]): string {
  return `还没有看到${departments.join('、')}本周的记录。请同事@小法补一句，或者您来报；确实没有就回“无”。`;
}
