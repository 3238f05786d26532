import { addDays, type LocalDate, weekdayOf, yearOf } from '../domain/date.ts';
import type { WorkdayCalendar } from '../domain/workday.ts';
import { allMatches } from '../lib/all-matches.ts';
import type { DateContext, DateMention } from './date-mention.ts';
import { dateRules } from './date-rules.ts';
import { normaliseWidth } from './normalise.ts';
import { spokenDateRules } from './spoken-dates.ts';

interface Span extends DateMention {
  order: number;
  /** There is no such day. */
  isImpossible: boolean;
}

const nowhere = { from: '', to: '' };

const allRules = [...dateRules, ...spokenDateRules];

/** Without one of these no rule holds: most clauses have none. */
const mayDate = /[年月日号周期拜天季旬今昨明后晚夜早晨节假底头末初来前半]|七一|八一|\d\s?[./·-]\s?\d/;

function matchRules(text: string, context: DateContext): Span[] {
  if (!mayDate.test(text)) return [];
  const spans: Span[] = [];
  allRules.forEach((rule, order) => {
    for (const match of allMatches(text, rule.pattern)) {
      const resolved = rule.resolve([...match], context);
      if (resolved === undefined && rule.isOutright === undefined) continue;
      const end = match.index + match[0].length;
      spans.push({
        start: match.index,
        end,
        raw: match[0],
        period: resolved?.period ?? nowhere,
        grain: resolved?.grain ?? 'day',
        isDeadline: false,
        cumulative: resolved?.cumulative ?? false,
        ...(resolved?.days === undefined ? {} : { days: resolved.days }),
        order,
        isImpossible: resolved === undefined,
      });
    }
  });
  return spans.sort((a, b) => a.start - b.start || b.end - a.end || a.order - b.order);
}

/** Longest first: a span inside or across an earlier one is dropped. */
function withoutOverlaps(spans: Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}

/** 上周三至昨天, 周一到周三, 9月1日至今: two mentions joined by a word for “to” are one range. */
function joinRanges(mentions: Span[], text: string, today: LocalDate): Span[] {
  const joined: Span[] = [];
  for (const mention of mentions) {
    const previous = joined.at(-1);
    const gap = previous === undefined ? '' : text.slice(previous.end, mention.start);
    const forward = previous !== undefined && mention.period.to >= previous.period.from;
    if (previous !== undefined && forward && /^\s?(?:至|到|[-—~])\s?$/.test(gap)) {
      previous.period = { from: previous.period.from, to: mention.period.to };
      previous.end = mention.end;
      previous.raw = text.slice(previous.start, mention.end);
      previous.grain = 'range';
    } else if (previous !== undefined && isListed(previous, mention, { gap, after: text.slice(mention.end, mention.end + 6) })) {
      previous.period = { from: previous.period.from, to: mention.period.to };
      previous.end = mention.end;
      previous.raw = text.slice(previous.start, mention.end);
      previous.grain = 'range';
      previous.days = (previous.days ?? 1) + 1;
    } else joined.push(mention);
  }
  for (const mention of joined) {
    const rest = /^(?:至今|到现在|到目前|以来)/.exec(text.slice(mention.end, mention.end + 4));
    if (rest === null || mention.grain === 'to-date') continue;
    mention.period = { from: mention.period.from, to: today };
    mention.end += rest[0].length;
    mention.grain = 'range';
    mention.cumulative = mention.period.from.endsWith('-01-01');
  }
  return joined;
}

/** 前天和昨天各走访3家, 周一、周二两天: days named one by one that are spoken of together. */
function isListed(previous: Span, mention: Span, { gap, after }: { gap: string; after: string }): boolean {
  const areDays = (previous.grain === 'day' || previous.days !== undefined) && mention.grain === 'day' && mention.period.from > previous.period.to;
  return (
    areDays &&
    /^[、和及与跟]?$/.test(gap) &&
    (/[、和及与跟各]|[两三四五]天|分别|都|共/.test(after) || mention.period.from === addDays(previous.period.to, 1))
  );
}

/** 一直到10月15号结算了412户, 到9月末清理掉2.4亿, 至5月20日共备案2980份: the same without 截. */
function reachedBy(mention: Span, mentions: readonly Span[], { text, today }: { text: string; today: LocalDate }): RegExpExecArray | null {
  const { start, end } = mention;
  const before = /(?:一直|累计[^，。；\d]{0,10})?[到至]\s?$/.exec(text.slice(Math.max(0, start - 14), start));
  // 本月一号到今天, 12号开打到今早: from another day on.
  if (
    before === null ||
    /[\d号](?:开[一-龥])?[到至]\s?$/.test(text.slice(0, start)) ||
    mentions.some(other => other.end === start - before[0].length)
  )
    return null;
  const isSaid = /^(?:一直|累计)/.test(before[0]) || /^[，,]?(?:为?止|累计|一?共|总共)/.test(text.slice(end, end + 4));
  // 延到, 排到, 送到: how long, and not how far.
  const isShown = /^今[天日]/.test(mention.raw) && /放[到至]\s?$/.test(text.slice(0, start));
  const isOver =
    mention.period.to <= today && mention.grain === 'day' && (isShown || !/[延推拖改定放排续留约等送直拿转维][到至]\s?$/.test(text.slice(0, start)));
  const isTotal = isSaid || (isOver && /^(?:(?![，。；前之以]).)*\d/.test(text.slice(end, end + 30)));
  return isTotal ? /[到至]\s?$/.exec(before[0]) : null;
}

const upToNow = /截[至止](?:到|至)?(?:目前|现在|当前|日前|今)|(?<=^|[，。；\s])(?:目前为止|到目前为止)/g;

/** 截至9月底, 截止目前: the figures beside it run from the first of January of that year. */
function readCutOffs(mentions: Span[], text: string, today: LocalDate): Span[] {
  for (const mention of mentions) {
    const before =
      /截[至止](?:到|至|于)?\s?$/.exec(text.slice(Math.max(0, mention.start - 4), mention.start)) ?? reachedBy(mention, mentions, { text, today });
    if (before === null) continue;
    mention.start -= before[0].length;
    mention.raw = text.slice(mention.start, mention.end);
    const to = mention.period.to > today && mention.grain !== 'day' ? today : mention.period.to;
    mention.period = { from: `${yearOf(to)}-01-01`, to };
    mention.grain = 'to-date';
    mention.cumulative = true;
  }
  for (const match of allMatches(text, upToNow)) {
    const end = match.index + match[0].length;
    if (mentions.some(mention => mention.start < end && match.index < mention.end)) continue;
    const period = { from: `${yearOf(today)}-01-01`, to: today };
    mentions.push({
      start: match.index,
      end,
      raw: match[0],
      period,
      grain: 'to-date',
      isDeadline: false,
      cumulative: true,
      order: 0,
      isImpossible: false,
    });
  }
  return mentions.sort((a, b) => a.start - b.start);
}

const putOff = /(?:[排放定留拖推延改约挂]|推迟|延期|延长|安排|计划)[在到至于了]\s?$/;

function markDeadlines(mentions: Span[], text: string): Span[] {
  for (const mention of mentions) {
    // 排在十二月, 延到月底: when it is to be.
    if (putOff.test(text.slice(Math.max(0, mention.start - 4), mention.start))) mention.isDeadline = true;
    const after = text.slice(mention.end, mention.end + 3);
    const limit = /^(?:之前|以前|前(?!三|两|天|往|来|期|后|夜|夕))/.exec(after);
    if (limit === null || mention.raw.endsWith('前') || mention.raw.startsWith('截')) continue;
    mention.isDeadline = true;
    mention.end += limit[0].length;
  }
  return mentions;
}

/** 日期与不存在的日期 — what a text says about days; a day that does not exist (2月30日) is asked about, never guessed. */
export interface DatesFound {
  dates: DateMention[];
  impossible: { start: number; end: number; raw: string }[];
}

/** Finds dates and periods, and days that do not exist, in one pass. */
export function findDates(text: string, context: DateContext): DatesFound {
  const plain = normaliseWidth(text);
  const spans = withoutOverlaps(matchRules(plain, context));
  const ranges = joinRanges(
    spans.filter(span => !span.isImpossible),
    plain,
    context.today,
  );
  const mentions = markDeadlines(readCutOffs(ranges, plain, context.today), plain);
  return { dates: mentions.map(({ order: _, isImpossible: _no, ...mention }) => mention), impossible: spans.filter(span => span.isImpossible) };
}

/** Finds dates and periods in a text and resolves them against the day on which it was sent. */
export function readDates(text: string, context: DateContext): DateMention[] {
  return findDates(text, context).dates;
}

const alwaysWorking: WorkdayCalendar = { isWorkday: date => weekdayOf(date) < 6, covers: () => false };

/** Where the dates of a text stand, when it does not matter which days they are. */
export function dateSpans(text: string): { start: number; end: number }[] {
  const { dates, impossible } = findDates(text, { today: '2026-07-01', calendar: alwaysWorking });
  return [...dates, ...impossible];
}
