import type { Bureau } from '../../bureau/bureau.ts';
import type { LocalDate } from '../../domain/date.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { contains, samePeriod } from '../../domain/period.ts';
import type { DateMention } from '../../language/date-mention.ts';
import { ledgerOfClauses } from './choose-ledger.ts';
import type { Clause, Item } from './clauses.ts';
import { withoutAim } from './figure-window.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import { hasFigures, merge } from './merge-groups.ts';
import type { KnownNames } from './naming/known-names.ts';
import { onBehalfOf } from './people.ts';
import { doneWords, isAchieved, isPlanClause, isTargetClause, planWords } from './plan-clause.ts';
import { splitByLedger } from './split-by-ledger.ts';
import { adoptTime, chooseMention, doneClause, type Group, isAhead, ownMention, timeClause, timeOf, wideOnly } from './time-of-group.ts';
import type { TimedClause } from './timed-clause.ts';

/** 条目读取的语境 — what is known before the words are read. */
export interface EntryContext {
  bureau: Bureau;
  department: string;
  today: LocalDate;
  /** What the whole message is known to tell of; without it every piece has to say so itself. */
  tellsOf?: 'work' | 'plan' | undefined;
  namesInUse?: KnownNames;
}

/** What carries over from one item to the next. */
interface Carry {
  header: DateMention | null;
  mention: DateMention | null;
  ledger: Ledger | null;
  department: string;
  isShortcoming: boolean;
  isPlan: boolean;
}

const shortcomingHead = /^(?:存在(?:的)?(?:主要)?问题|主要问题|问题(?:和|与)不足|问题|不足|短板|薄弱环节|困难)(?:之处)?(?:是|有|：|:)(?!\s*\d)/;

function isHeader(item: Item): boolean {
  const hasFigures = item.clauses.some(clause => clause.quantities.length > 0);
  return (
    !hasFigures &&
    (/[：]$/.test(item.text) ||
      /^【[^】]*】$/.test(item.text) ||
      /(?:周报|月报|旬报|小结|工作情况|情况汇报|情况如下|汇报如下|工作如下)$/.test(item.text))
  );
}

/** Sorts the clauses of one reporter's items into pieces of work, each with its ledger, its 科室 and its days. */
export function groupItems(items: readonly Item[], context: EntryContext): Group[] {
  const lexicon = lexiconOf(context.bureau);
  const carry: Carry = { header: null, mention: null, ledger: null, department: context.department, isShortcoming: false, isPlan: false };
  const groups: Group[] = [];
  for (const item of items) {
    if (isHeader(item)) readHeader(item, carry, context);
    else groups.push(...groupItem(item, carry, { ...context, lexicon }));
  }
  return merge(groups);
}

function readHeader(item: Item, carry: Carry, context: EntryContext): void {
  const text = item.text.replace(/^【/, '');
  carry.header = item.clauses.map(ownMention).find(mention => mention !== undefined) ?? carry.header;
  carry.mention = carry.header;
  carry.department = onBehalfOf(text, context.bureau)?.department ?? carry.department;
  carry.isShortcoming = shortcomingHead.test(text) || /存在问题|不足/.test(text);
  carry.isPlan = /下步|下一步|下周|下月|计划|打算/.test(text);
  carry.ledger = null;
}

/** One item makes one group, or several when the ledger or the day changes within it. */
function groupItem(item: Item, carry: Carry, context: EntryContext & { lexicon: Lexicon }): Group[] {
  const lead = onBehalfOf(withoutLeadingDate(item), context.bureau);
  const department = lead?.department ?? carry.department;
  const isShortcoming = carry.isShortcoming || shortcomingHead.test(item.text);
  const groups: Group[] = [];
  let mention = item.isListed ? (carry.header ?? wideOnly(carry.mention)) : carry.mention;
  const { lexicon } = context;
  const clauses = withoutNil(item.clauses);
  let planned: Clause | null = null;
  const parts = isShortcoming
    ? [{ clauses: [...clauses], ledger: ledgerOfClauses(clauses, lexicon, department) }]
    : splitByLedger(clauses, { lexicon, department, carried: carry.ledger, doneWords });
  for (const part of parts) {
    let current = null as Group | null;
    let running = false;
    for (const clause of part.clauses) {
      const isDone = planned !== null && isAchieved(clause, planned);
      const own = ownMention(clause);
      if (own !== undefined) {
        mention = chooseMention(own, mention, clause, current);
        running = false;
      }
      const timed: TimedClause =
        isDone && planned !== null ? doneClause(clause, planned, mention, context.today) : timeClause(clause, mention, running, context.today);
      running = timed.cumulative;
      const isTarget = isPlanClause(clause, context.today) || isTargetClause(clause, clauses[clauses.indexOf(clause) + 1]);
      const goesOn =
        current?.isPlan === true &&
        own === undefined &&
        !isDone &&
        !/了|已|进度|完成率|实[到际]|进入|^\s*(?:开工|竣工|完工|封顶|完成|办结)\d/.test(clause.text);
      const isToCome = isAhead(mention, context.today) && !isDone && timed.period.from > context.today;
      const isPlan: boolean = carry.isPlan || isTarget || goesOn || isToCome;
      if (isPlan && clause.quantities.length > 0) planned = clause;
      if (current === null || startsAnother(current, timed, own, isPlan)) {
        current = {
          ledger: timed.planned === undefined ? part.ledger : ledgerOfDone(timed.planned, part.ledger, { lexicon, department }),
          department,
          clauses: [timed],
          time: timeOf(timed.planned !== undefined && isAhead(mention, context.today) ? null : mention, timed.cumulative, context.today),
          isListed: item.isListed,
          isOwnLine: item.isOwnLine,
          isShortcoming,
          isPlan,
        };
        groups.push(current);
      } else {
        current.clauses.push(timed);
        if (own !== undefined || isFirstTotal(current, timed)) adoptTime(current, timed, mention, context.today);
      }
    }
    carry.ledger = part.ledger ?? carry.ledger;
  }
  carry.mention = mention;
  return groups;
}

/** 老年人体检，目前累计完成316人: the first figure of a piece of work, and since January. */
function isFirstTotal(group: Group, timed: TimedClause): boolean {
  return timed.cumulative && timed.clause.quantities.length > 0 && group.time.mention === null && !hasFigures(group, timed);
}

/** 本周无，上周培训1期: what has nothing to tell lends its week to nobody. */
function withoutNil(clauses: readonly Clause[]): readonly Clause[] {
  const telling = clauses.filter(
    ({ text }) => !/^\s*(?:本周|这周|本月|今天|上周)?(?:暂|暂时|目前)?(?:无|没有?|没啥)(?:新增|情况|内容|事项|工作)*(?:了|的)?\s*$/.test(text),
  );
  return telling.some(({ quantities }) => quantities.length > 0) ? telling : clauses;
}

/** 11月18日，数字产业科组织…: whose work it is stands behind the day. */
function withoutLeadingDate(item: Item): string {
  const lead = item.clauses[0]?.dates[0];
  const text = item.text.replace(/^【[^】]{0,20}】\s*/, '');
  if (text !== item.text || lead === undefined || lead.start > 1) return text;
  return text.slice(lead.end).replace(/^[日号上下午晚，：\s]+/, '');
}

/** What was planned names the work; 计划 itself names only the ledger of plans. */
function ledgerOfDone(planned: Clause, carried: Ledger | null, { lexicon, department }: { lexicon: Lexicon; department: string }): Ledger | null {
  const isOfPlans = carried?.keywords.some(word => planWords.test(word)) === true;
  return ledgerOfClauses([withoutAim(planned)], lexicon, department) ?? (isOfPlans ? null : carried);
}

function startsAnother(group: Group, timed: TimedClause, own: DateMention | undefined, isPlan: boolean): boolean {
  if (isPlan !== group.isPlan) return timed.clause.quantities.length > 0 || isPlan || /^\s*已/.test(timed.clause.text);
  if (own === undefined || samePeriod(timed.period, group.time.period) || group.time.mention === null) return false;
  if (!hasFigures(group) || timed.clause.quantities.length === 0) return false;
  // 10月备案4个，1—10月累计57个 is one piece of work told twice; 周三走访3家，周四走访5家 are two.
  return !(contains(timed.period, group.time.period) || (contains(group.time.period, timed.period) && group.clauses.some(other => other.cumulative)));
}
