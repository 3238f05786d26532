import type { Bureau } from '../../bureau/bureau.ts';
import type { LocalDate } from '../../domain/date.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { contains, dayPeriod, type Period, samePeriod } from '../../domain/period.ts';
import type { DateMention } from '../../language/date-mention.ts';
import { ledgerOfClauses } from './choose-ledger.ts';
import type { Clause, Item } from './clauses.ts';
import { onlyDone, windowOf, withoutAim } from './figures.ts';
import { comparable, type Lexicon, lexiconOf } from './lexicon.ts';
import { onBehalfOf } from './people.ts';
import { splitByLedger } from './split-by-ledger.ts';
import type { TimedClause } from './timed-clause.ts';

/** 条目读取的语境 — what is known before the words are read. */
export interface EntryContext {
  bureau: Bureau;
  department: string;
  today: LocalDate;
}

/** 时间 — the days of a group, and the words that said so. */
export interface Time {
  period: Period;
  mention: DateMention | null;
}

/** 事组 — clauses about one piece of work, before its figures are read. */
export interface Group {
  ledger: Ledger | null;
  department: string;
  clauses: TimedClause[];
  time: Time;
  isListed: boolean;
  isShortcoming: boolean;
  isPlan: boolean;
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

/** Words of what is still to be done. */
export const planWords =
  /下周|下个?月|下季度|下半年(?!以来)|明天|明日|后天|下一?步|(?<!(?:印发|制定|出台|编制|起草|下发|发布|完成|修订|报送|年度)[^，。；]{0,10})计划(?!总投资|投资)|打算|准备(?!金|工作)|拟(?!废止|修改|修订|定|制|稿|处罚)|将(?:于|在|组织|开展|召开|继续)|预计|力争|目标(?:是|为)|(?:今年|明年|年内|下半年)[^，。；]{0,3}要(?!点|求|件)|争取(?=在|于|尽快|早日|年底|月底|本月|下)/;
/** Words of something that took place. */
export const doneWords =
  /了|已|完成|开展|组织|召开|举办|起草|印发|参加|制定|出台|办结|上报|报送|检查|走访|学习|调整|联合|配合|公开|公布|发放|答复|反映|提出|研究|通过|落实|修订|梳理|签订|受理|说/;
const shortcomingHead = /^(?:存在(?:的)?(?:主要)?问题|主要问题|问题(?:和|与)不足|问题|不足|短板|薄弱环节|困难)(?:之处)?(?:是|有|：|:)(?!\s*\d)/;
function ownMention(clause: Clause): DateMention | undefined {
  return clause.dates.find(date => !date.isDeadline);
}

function isHeader(item: Item): boolean {
  const hasFigures = item.clauses.some(clause => clause.quantities.length > 0);
  return (
    !hasFigures &&
    (/[：]$/.test(item.text) ||
      /^【[^】]*】$/.test(item.text) ||
      /(?:周报|月报|旬报|小结|工作情况|情况汇报|情况如下|汇报如下|工作如下)$/.test(item.text))
  );
}

/** A running total is told by its words and by a period that begins with the year. */
function isCumulative(clause: Clause, mention: DateMention | null): boolean {
  const beginsWithYear = mention === null || mention.period.from.endsWith('-01-01');
  if (!beginsWithYear) return false;
  if (mention?.cumulative === true) return true;
  const says = /累计|总计|年初以来/.test(clause.text);
  return says && (mention === null || mention.grain !== 'day');
}

function timeOf(mention: DateMention | null, cumulative: boolean, today: LocalDate): Time {
  if (mention !== null) return { period: mention.period, mention };
  return { period: cumulative ? { from: `${today.slice(0, 4)}-01-01`, to: today } : dayPeriod(today), mention: null };
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
      const goesOn = current?.isPlan === true && own === undefined && !isDone && !/了|已/.test(clause.text);
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
          isShortcoming,
          isPlan,
        };
        groups.push(current);
      } else {
        current.clauses.push(timed);
        if (own !== undefined) adoptTime(current, timed, mention, context.today);
      }
    }
    carry.ledger = part.ledger ?? carry.ledger;
  }
  carry.mention = mention;
  return groups;
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

function wideOnly(mention: DateMention | null): DateMention | null {
  return mention !== null && mention.grain !== 'day' ? mention : null;
}

/** 今年…一共9件，3月18号领回来的: the day of the later words only dates what was counted before. */
function chooseMention(own: DateMention, before: DateMention | null, clause: Clause, current: Group | null): DateMention {
  const keepsCutOff = before?.cumulative === true && own.grain === 'year' && current !== null;
  const inSameClause = clause.dates.find(date => date !== own && !date.isDeadline && date.cumulative && date.grain === 'to-date');
  return keepsCutOff && before !== null ? before : (inSameClause ?? own);
}

/** `running`: the clause before was a running total of the same days, and its 累计 holds on. */
function timeClause(clause: Clause, mention: DateMention | null, running: boolean, today: LocalDate): TimedClause {
  const cumulative = running || isCumulative(clause, mention) || (mention === null && /累计|年初以来/.test(clause.text));
  return { clause, period: timeOf(mention, cumulative, today).period, cumulative };
}

/** What is done of a year's plan runs from the first of January; what is done of next week's is done by today. */
function doneClause(clause: Clause, planned: Clause, mention: DateMention | null, today: LocalDate): TimedClause {
  const timed = timeClause(clause, isAhead(mention, today) ? null : mention, /全年|年度|今年|本年|年内/.test(planned.text), today);
  return { ...timed, planned };
}

/** What was planned names the work; 计划 itself names only the ledger of plans. */
function ledgerOfDone(planned: Clause, carried: Ledger | null, { lexicon, department }: { lexicon: Lexicon; department: string }): Ledger | null {
  const isOfPlans = carried?.keywords.some(word => planWords.test(word)) === true;
  return ledgerOfClauses([withoutAim(planned)], lexicon, department) ?? (isOfPlans ? null : carried);
}

function isAhead(mention: DateMention | null, today: LocalDate): boolean {
  return mention !== null && mention.period.from > today;
}

function isPlanClause(clause: Clause, today: LocalDate): boolean {
  const future = clause.dates.some(date => !date.isDeadline && date.period.from > today);
  // 11月30日前完成检查10家 is a target; 限11月30日前整改 in a report is none of ours.
  const target = clause.quantities.length > 0 && clause.dates.some(date => date.isDeadline && date.start <= 2 && date.period.to > today);
  return future || (target && !/已|了/.test(clause.text)) || (planWords.test(clause.text) && !/已(?:经)?|了(?:$|[，。；])/.test(clause.text));
}

/** 任务600批, 目标是走访300家: how much is to be done. 任务12项 counts tasks, and 完成任务412批 what was done. */
const target =
  /(?<!(?:完成|开展|执行|实施|落实|办理|组织)[^，。；\d]{0,10})(?:(?:任务|指标)(?:任务|[数量值])?(?:[是为：][^，。；\d]{0,8})?\s?\d+(?:\.\d+)?(?![\d.项件个条])|目标(?:(?!完成|考核)[^，。；\d]){0,6}\d)/;

function isTargetClause(clause: Clause, next: Clause | undefined): boolean {
  const isOfYear = /^\s*(?:[^，。；\d]{0,6}(?:全年|年度|今年|本年|年初|年内)|任务|目标)/.test(clause.text);
  return target.test(clause.text) && !/已|了/.test(clause.text) && (isOfYear || (next !== undefined && isAchieved(next, clause)));
}

/** 已完成412批 after 计划抽检600批: so much of the plan is done, and it says no more than that. */
function isAchieved(clause: Clause, plan: Clause): boolean {
  const [first] = clause.quantities;
  const units = plan.quantities.map(({ quantity }) => quantity.unit);
  return first !== undefined && units.includes(first.quantity.unit) && onlyDone.test(clause.text.slice(0, first.start));
}

/** Whether anything was counted (apart from in one clause). */
export function hasFigures(group: Group, except?: TimedClause): boolean {
  return group.clauses.some(timed => timed !== except && timed.clause.quantities.length > 0);
}

function startsAnother(group: Group, timed: TimedClause, own: DateMention | undefined, isPlan: boolean): boolean {
  if (isPlan !== group.isPlan) return timed.clause.quantities.length > 0 || isPlan || /^\s*已/.test(timed.clause.text);
  if (own === undefined || samePeriod(timed.period, group.time.period) || group.time.mention === null) return false;
  if (!hasFigures(group) || timed.clause.quantities.length === 0) return false;
  // 10月备案4个，1—10月累计57个 is one piece of work told twice; 周三走访3家，周四走访5家 are two.
  return !(contains(timed.period, group.time.period) || (contains(group.time.period, timed.period) && group.clauses.some(other => other.cumulative)));
}

function adoptTime(group: Group, timed: TimedClause, mention: DateMention | null, today: LocalDate): void {
  // 走访企业5家，今年累计105家: the total has its own days, and lends them to nobody.
  const isOwnTotal = timed.cumulative && timed.clause.quantities.length > 0 && hasFigures(group, timed);
  const first = group.time.mention === null && !isOwnTotal;
  const wider = timed.cumulative && contains(timed.period, group.time.period);
  const dated = timed.clause.quantities.length === 0 && mention?.grain === 'day' && group.time.mention?.grain !== 'day';
  if (first || wider || dated) group.time = timeOf(mention, timed.cumulative, today);
  if (first) for (const other of group.clauses) if (!other.cumulative) other.period = timed.period;
  if (dated && mention !== null) for (const other of group.clauses) other.period = mention.period;
}

/** 走访企业12家。收集问题5条。 — neighbours about the same work and days are one entry. */
function merge(groups: Group[]): Group[] {
  const merged: Group[] = [];
  for (const group of groups) {
    const previous = merged.at(-1);
    if (previous !== undefined && belongsTo(group, previous)) previous.clauses.push(...group.clauses);
    else merged.push({ ...group, clauses: [...group.clauses] });
  }
  return merged;
}

function countsTheSame(group: Group, previous: Group): boolean {
  const counted = (of: Group): string[] =>
    of.clauses.flatMap(({ clause }) =>
      clause.quantities.map(({ quantity }, index) => `${comparable(windowOf(clause, index).left)}${quantity.unit}`).filter(words => words.length > 2),
    );
  const before = new Set(counted(previous));
  return counted(group).some(words => before.has(words));
}

function belongsTo(group: Group, previous: Group): boolean {
  const same =
    group.ledger === previous.ledger &&
    group.department === previous.department &&
    group.isPlan === previous.isPlan &&
    group.isShortcoming === previous.isShortcoming;
  if (!same || !samePeriod(group.time.period, previous.time.period) || group.isPlan) return false;
  if (group.ledger === null) return !group.isListed;
  // 走访企业3家 on one line and 走访企业4家 on the next are two visits, not one told twice.
  if (countsTheSame(group, previous)) return false;
  const event = group.ledger.eventMetric;
  const text = group.clauses.map(({ clause }) => clause.text).join('，');
  // In a list, each line with its own event is its own piece of work.
  if (group.isListed && event !== null && doneWords.test(text)) return false;
  return hasFigures(group) || !group.isListed;
}
