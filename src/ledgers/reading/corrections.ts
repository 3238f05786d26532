import type { Bureau } from '../../bureau/bureau.ts';
import type { LocalDate } from '../../domain/date.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { ChangeRequest, TargetReference } from '../../domain/reading.ts';
import { readDates } from '../../language/dates.ts';
import { normaliseWidth } from '../../language/normalise.ts';
import { parseNumeral } from '../../language/numerals.ts';
import type { QuantityMention } from '../../language/quantities.ts';
import { unitClassOf, writtenOut } from '../../language/units.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { ledgerOfClauses } from './choose-ledger.ts';
import { type Clause, readItems } from './clauses.ts';
import { defaultMetric, isBare } from './default-metric.ts';
import { windowOf } from './figure-window.ts';
import { lexiconOf } from './lexicon.ts';
import { departmentOf } from './people.ts';
import { relativeOnly, relativeSign } from './relative-change.ts';
import { inUnitOf } from './unit-fit.ts';

/** 更改的语境 — who says it, when, and whether an earlier message is quoted. */
export interface ChangeContext {
  bureau: Bureau;
  reporter: { name: string; department: string };
  today: LocalDate;
  quote: string | undefined;
  /** 那个隐患复查合格了: what stands before the new state names the entry. */
  isUpdate?: boolean;
  /** 撤回并清除: what is destroyed has to be named. */
  isPurge?: boolean;
  /** The defined metric that is to be changed, when one was named. */
  metric?: string | null;
}

const emptyChange: ChangeRequest = { metric: null, old: null, quantity: null, kind: null, date: null, department: null, progress: null };

const contentNoise =
  /撤回并清除|撤回|撤销|作废|删除|删掉|先?别记|不要记|更正|勘误|补充?[：:]|应该?是|改成|改为|不是|重复了?|留我这条|的?那[条个件笔起家]|上面|刚才|今天|昨天|实到|实际|复查合格|合格|整改|已?办结|已?解决|完成|了|跟我的?|和我的?|把|请|吧|企业还没同意|先|是|就按|记|一条|这条/g;

/** Which earlier entry is meant. */
export function targetOf(message: string, context: ChangeContext): TargetReference {
  const text = normaliseWidth(message);
  const number = /(?<!\d)(\d{4}-\d{1,3})(?!\d|-)/.exec(text)?.[1];
  if (number !== undefined) return { by: 'number', number };
  const position = /第\s?(\d{1,3}|[一二三四五六七八九十]{1,3})\s?[条项个]/.exec(text)?.[1];
  if (position !== undefined) return { by: 'position', position: parseNumeral(position) ?? 1 };
  const content = contentOf(text, context);
  if (context.quote !== undefined) return { by: 'quote' };
  if (content !== null) return content;
  if (context.isUpdate) return { by: 'latest' };
  if (allWords.test(text) || (context.isPurge && !pointsBack.test(text))) return { by: 'unclear' };
  if (pointsBack.test(text) || isBareCommand(text)) return { by: 'latest' };
  return metricTarget(text, context) ?? { by: relativeSign(text) === null ? 'unclear' : 'latest' };
}

const pointsBack =
  /^其中|刚才|刚刚|刚报|刚发|刚填|上一?条|上面|前一?条|最后一条|最近一条|那条|这条|更正|勘误|补充?[：:，]|[写报说打填记弄搞]错|错了|有误|不对/;
const allWords =
  /(?:撤|删|清除|清掉|清空|作废)[^，。；]{0,6}(?:全部|所有|本周|今天|本月|一切)|(?:全部|所有|一切|都)[^，。；]{0,4}(?:撤|删|清|作废)|(?:今年|全年|累计|合计|总共)[^，。；\d]{0,10}改[成为到]/;
const commandWords =
  /@?小法|撤回|撤销|撤掉|撤了|并?清除|作废|删[掉除了]?|先?别记|不要记|先不记|不用记|不算了|取消|去掉|收回|重复了?|改[成为到]?|应该?是|应为|不是|实际|更新为|修正为?|就?按|[是记算报把请我的数字吧了下哈呢啊哦约近到为]|[\d.,]+\s*[万亿]?\s*(?:家次|人次|户次|[家条件个人名户份场次期元项起笔处%])?元?/g;

/** 撤回, 改成13家, 不是12家，是13家: the command and its figures, not a word besides. */
function isBareCommand(text: string): boolean {
  return text.replace(commandWords, '').replace(/[\p{P}\p{S}\s]/gu, '') === '' && !/_/.test(text);
}

/** 上周的走访改成9家: the metric, and the days when they were said, tell which entry. */
function metricTarget(text: string, { metric, today, bureau }: ChangeContext): TargetReference | null {
  if (metric === undefined || metric === null) return null;
  const mention = readDates(text, { today, calendar: bureau.calendar }).find(date => !date.isDeadline);
  const day = mention?.grain === 'day' ? mention.period.from : null;
  const period = mention === undefined || day !== null ? {} : { period: mention.period };
  return { by: 'content', words: [], metric, reporter: null, date: day, ...period };
}

/** 宏远机电那条, 周主任那条, 周三的培训: words, reporter or day of the entry. */
function contentOf(text: string, context: ChangeContext): TargetReference | null {
  const pointing = /([^，。；：\s]{1,20}?)的?那[条个件笔起家]/.exec(text)?.[1];
  const reporter = reporterIn(pointing ?? '', context);
  const subject = pointing ?? (context.isUpdate ? stateSubjectOf(text) : subjectOf(text));
  const dates = readDates(subject, { today: context.today, calendar: context.bureau.calendar });
  const date = dates.find(mention => mention.grain === 'day' && !mention.isDeadline)?.period.from ?? null;
  const plain = dates.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), subject);
  const words =
    reporter === null
      ? plain
          .replace(contentNoise, ' ')
          .split(/[\s的]+/)
          .map(word => word.replace(/[\d家条件人个次场份]+.*$/, ''))
          .filter(word => word.length >= 2 && !/^(?:上|这|刚|前)/.test(word))
      : [];
  if (reporter === null && words.length === 0 && date === null) return null;
  return { by: 'content', words, metric: null, reporter, date };
}

/** In 补：数据安全培训实到53家 the words before the first figure name the entry. */
function subjectOf(text: string): string {
  const lead = /^(?:补充?|更正)[：:，](?!刚才|上一条|上面)([一-龥“”《》]{3,20}?)(?:的?(?:实到|实际|应为|应该|参加|人数|改|是|\d))/.exec(text);
  if (lead?.[1] !== undefined) return lead[1];
  // 上周五的培训人数改成85人: a day before the change tells which entry.
  return (
    /^(?:更正[：，])?((?:[上本这]*周[一二三四五六日]|昨天|前天|\d{1,2}月\d{1,2}日|\d{1,2}[日号])[一-龥“”《》]{2,20}?)(?:人数|数量|家数|金额|户数|数)?(?:改[成为到]|应为|应该?是|更正为)/.exec(
      text,
    )?.[1] ?? ''
  );
}

/** 民爆仓库的隐患 in 民爆仓库的隐患已经整改完毕. */
function stateSubjectOf(text: string): string {
  return (
    /^(?:上次|之前|前面|上周|那[个条件笔起家]|的)*(.{2,24}?)(?:今天|昨天|今早|刚刚?|已经?|都|全部|复查|整改|解决|办结|答复|付清|落实|验收|批了|合格)/.exec(
      text,
    )?.[1] ?? ''
  );
}

function reporterIn(words: string, { bureau }: ChangeContext): string | null {
  const named = bureau.members.find(member => words.includes(member.name));
  if (named !== undefined) return named.name;
  const titled = /^([一-龥])(?:主任|科长|科|局长|局|处|股长|所长|队长|姐|哥|工|老师)$/.exec(words.trim())?.[1];
  if (titled === undefined) return null;
  const family = bureau.members.filter(member => member.name.startsWith(titled));
  return family.length === 1 ? (family[0]?.name ?? null) : words.trim();
}

/** What is to be changed in it. */
export function changesOf(message: string, context: ChangeContext): ChangeRequest[] {
  const text = normaliseWidth(message).replace(
    /第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[条项个][的：，\s]*|(?<!\d)\d{4}-\d{1,3}(?![\d-])[的：，\s]*/g,
    '',
  );
  const clauses = readItems(text, { today: context.today, calendar: context.bureau.calendar }).flatMap(item => item.clauses);
  const figures = clauses.flatMap(clause => clause.quantities.map((mention, index) => ({ clause, mention, index })));
  const olds = figures.filter(({ clause, mention }) => saysOld(clause, mention));
  const adds = relativeOnly(text);
  const news = figures.filter(figure => !olds.includes(figure) && (adds !== null || !saysDifference(figure.clause, figure.mention)));
  const lexicon = lexiconOf(context.bureau);
  const ledger = ledgerOfClauses(clauses, lexicon, context.reporter.department);
  const used = new Set<string>();
  const changes = news.map(({ clause, mention, index }): ChangeRequest => {
    const window = windowOf(clause, index);
    const named = (quantity: Quantity): Candidate | undefined => candidatesFor(quantity, withoutCommandWords(window), { lexicon, ledger })[0];
    // 罚款改成6000: of money, too, the unit may go without saying.
    const best = named(mention.quantity) ?? (mention.quantity.unit === '' ? named({ ...mention.quantity, unit: '元' }) : undefined);
    const bare =
      best === undefined && ledger !== null && news.length > 1 && isBare(window) ? defaultMetric(ledger, mention.quantity, used) : undefined;
    const metric = best?.metric ?? bare;
    if (metric !== undefined) used.add(metric.name);
    const isUnitOpen = mention.quantity.unit === '' && metric?.units.some(unit => unitClassOf(unit) === 'money') === true;
    const quantity = metric === undefined || isUnitOpen ? mention.quantity : inUnitOf(mention.quantity, metric);
    return {
      ...emptyChange,
      metric: metric?.name ?? partNamed(text),
      kind: metric?.kind ?? null,
      quantity,
      ...(adds === null ? {} : { adds }),
      old: oldFor(
        mention,
        olds.map(old => old.mention),
      ),
    };
  });
  return changes.length > 0 ? changes : factChanges(text, clauses, context);
}

/** 其中规上是6家: the part of a figure, by the word that it was broken down by. */
function partNamed(text: string): string | null {
  return /^其中的?([一-龥]{2,8}?)(?:的|应该?|实际)*[是为有]?\s*\d/.exec(text)?.[1] ?? null;
}

function withoutCommandWords<T extends { left: string; right: string }>(window: T): T {
  const clean = (words: string): string =>
    words.replace(
      /[少多漏][写报记算填登打数计加统说录]计?[了的]?|再加上?|更正|勘误|应该?是|应为|改成|改为|更新为|实际是|刚才|上一条|写错|就按|不是|由|从|把/g,
      '',
    );
  return { ...window, left: clean(window.left), right: clean(window.right) };
}

/** 不是12家, 把12家改成…, 12家→…: the number before the change. */
function saysOld(clause: Clause, mention: QuantityMention): boolean {
  const before = clause.text.slice(Math.max(0, mention.start - 6), mention.start);
  const after = clause.text.slice(mention.end, mention.end + 8).trimStart();
  return (
    /(?:不是|并非|而不是|原来(?:是|的|写的)?|原|误(?:写|报)[成为]|写成|报成|记成|错写成)$/.test(before) ||
    /^(?:应?改(?:[成为到]|(?=\d))|应为|→|->|写错|错了|报错|要改|更正为|修改为|更新为|不对|有误)/.test(after)
  );
}

/** The 2家 of 少报了2家，应该是14家. */
function saysDifference(clause: Clause, mention: QuantityMention): boolean {
  return relativeSign(clause.text.slice(0, mention.end)) !== null && relativeSign(clause.text.slice(0, mention.start)) === null;
}

function oldFor(mention: QuantityMention, olds: QuantityMention[]): number | null {
  const same = olds.find(({ quantity }) => quantity.unit === mention.quantity.unit || quantity.unit === '' || mention.quantity.unit === '');
  if (same === undefined) return null;
  // 1千2 was kept as 1200元, 1.2万 as 1.2万元.
  return /^[百千]$/.test(same.quantity.unit) ? writtenOut(same.quantity, '').value : same.quantity.value;
}

/** 日期是11月18日, 是企服科的: no figure changes, but a fact does. */
function factChanges(text: string, clauses: readonly Clause[], context: ChangeContext): ChangeRequest[] {
  const dates = clauses.flatMap(clause => clause.dates).filter(date => !date.isDeadline);
  const date = /不是/.test(text)
    ? (dates.at(/^.*不是/.test(text) && !/不是.*是/.test(text) ? 0 : -1)?.period.from ?? null)
    : (dates.at(-1)?.period.from ?? null);
  const departmentWords = /(?:应该?是|改成|改为|算|是|归|属于)([^是，。]{2,10}?(?:科|室|中心|办|股|队|所))/.exec(text)?.[1];
  const department = departmentWords === undefined ? null : departmentOf(departmentWords, context.bureau);
  return date === null && department === null ? [] : [{ ...emptyChange, date, department }];
}

/** The new state of an earlier item: 复查合格, 已付清. */
export function updateOf(message: string, context: ChangeContext): ChangeRequest[] {
  const text = normaliseWidth(message);
  const progress =
    /(?:复查|验收)?(?:合格|通过)|已?(?:全部)?(?:整改|办结|解决|付清|答复|落实|闭环|销号|清偿|处理|办好|批复|发证)(?:到位|完成|完毕|完|好)?|批了|批下来|到位|搞定|完成/.exec(
      text,
    )?.[0] ?? null;
  const date =
    readDates(text, { today: context.today, calendar: context.bureau.calendar }).find(
      mention => mention.grain === 'day' && !mention.isDeadline && !/上次|之前/.test(mention.raw),
    )?.period.from ?? context.today;
  return [{ ...emptyChange, progress, date, kind: null }];
}
