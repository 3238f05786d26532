import { dateOf, type LocalDate, yearOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import type { Release } from '../domain/release.ts';
import type { Total } from '../domain/total.ts';
import type { Instant } from '../lib/clock.ts';
import { numbersText } from './entry-line.ts';
import { type Renamed, renamedReason } from './name-decisions.ts';
import { basisLine } from './total-basis.ts';
import { dayText, rateBasis, type Scope } from './total-phrase.ts';

/** 口径 of a figure that leaves, as it was said. */
export function releaseBasis(total: Total, scope: Scope): string {
  return rateBasis(total) || basisLine(total, scope).replace(/^口径：/, '') || `依据${total.entries.length}条记录`;
}

/** Why a figure is not the one that the same person was told before. */
export interface ChangeText {
  metric: string;
  before: { on: Instant; text: string; asOf: LocalDate | null };
  now: string;
  added: readonly Entry[];
  corrected: readonly Entry[];
  gone: readonly Entry[];
  renamed: readonly Renamed[];
}

function listed(what: string, entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  const numbers = numbersText(entries.slice(0, 3));
  return [`${what}${entries.length}条〔${numbers}${entries.length > 3 ? '等' : ''}〕`];
}

/** 上次报您的不是这个数. */
export function toldBefore(
  change: ChangeText,
  today: LocalDate,
  { whom = '您', nowOn = null }: { whom?: string; nowOn?: Instant | null } = {},
): string {
  const year = yearOf(today);
  const { on, text, asOf } = change.before;
  const renamed = change.renamed.map(each => renamedReason(each, year));
  const reasons = [
    ...renamed,
    ...listed('此后新增', change.added),
    ...listed('更正', change.corrected),
    ...listed('撤回或不再单独计入', change.gone),
  ];
  const why = reasons.length > 0 ? reasons.join('，') : '计数的起止日期或覆盖关系变了，回“怎么算的”看依据';
  const upTo = asOf === null ? '' : `，截至${dayText(asOf, year)}`;
  return `> 上次报${whom}（${dayText(dateOf(on), year)}${upTo}）的${change.metric}为${text}，${nowOn === null ? '现为' : `${dayText(dateOf(nowOn), year)}报的是`}${change.now}：${why}。`;
}

/** 1—3月企业服务科走访企业; of the year to date and the whole bureau the name alone. */
export function placedMetric(metric: string, { period, place }: { period: Period | null; place: string }, today: LocalDate): string {
  const whose = place.startsWith('-') ? `${place.slice(1)}以外的` : place;
  return `${period === null ? '' : formatPeriod(period, yearOf(today))}${whose}${metric}`;
}

/** 为什么和上周说的不一样, where it is the same, or was never told. */
export function toldTheSame(
  { metric, now, asOf, before }: { metric: string; now: string; asOf: LocalDate | null; before: Instant | null },
  today: LocalDate,
): string {
  const upTo = asOf === null ? '' : `（截至${dayText(asOf, yearOf(today))}）`;
  return before === null
    ? `留底里没有报过您别的${metric}：现在是${now}${upTo}，回“怎么算的”看依据。`
    : `${dayText(dateOf(before), yearOf(today))}报您的${metric}也是${now}${upTo}，没有变；别处听到的数不在留底里，回“怎么算的”看依据。`;
}

/** No figure was named, and of those that this person was told none has changed. */
export const nothingToldOtherwise =
  '报您的数留底里，前后没有不一样的。请带上名称再问，如“走访企业为什么和上次说的不一样”；要看留底，回“我报过哪些数”。';

/** 报过什么数. */
export function releaseList(
  releases: readonly Release[],
  drafts: readonly { title: string; revision: number; to: string; at: Instant }[],
  { today, isAll }: { today: LocalDate; isAll: boolean },
): string {
  const year = yearOf(today);
  const day = (at: Instant): string => dayText(dateOf(at), year);
  const answers = releases.map(({ at, recipient, figures }) => {
    const shown = figures
      .slice(0, 4)
      .map(figure => `${figure.metric}${figure.text}${figure.asOf === null ? '' : `（截至${dayText(figure.asOf, year)}）`}`);
    return `${day(at)}${isAll ? ` 报${recipient.name}` : ''}：${shown.join('，')}${figures.length > 4 ? `等${figures.length}个数` : ''}`;
  });
  const files = drafts
    .slice(0, 10)
    .map(({ title, revision, to, at }) => `${day(at)}${isAll ? ` 交${to}` : ''}：《${title}》第${revision}稿，全文留底`);
  if (answers.length + files.length === 0) return `${isAll ? '还没有报出过数' : '还没有报给您过数'}。问一句“今年走访了多少企业”，报出的数就会留底。`;
  return [`**报过的数**${isAll ? '' : '（报给您的）'}`, ...[...answers, ...files].map(line => `- ${line}`), '再问同一个数，变了会说明为什么。'].join(
    '\n',
  );
}
