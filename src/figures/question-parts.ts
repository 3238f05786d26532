import type { Bureau } from '../bureau/bureau.ts';
import { type LocalDate, yearOf } from '../domain/date.ts';
import { samePeriod, yearPeriod } from '../domain/period.ts';
import type { Question, QuestionForm } from '../domain/question.ts';
import { findDepartments } from '../language/departments.ts';
import { parseNumeral } from '../language/numerals.ts';
import type { Instant } from '../lib/clock.ts';
import { forms } from './question-forms.ts';
import { readOccasion } from './read-occasion.ts';
import { lastMonth, readPeriod } from './read-period.ts';
import { findSubject } from './subject/find-subject.ts';
import type { Subject } from './subject/subject.ts';

export interface QuestionWords {
  bureau: Pick<Bureau, 'ledgers' | 'departments' | 'members' | 'calendar'>;
  at: Instant;
  /** The question before it, for 法规科呢 and 怎么算的. */
  previous?: string | null;
  /** The law has no answer to it, so 情况 and 有哪些 are asked of the ledgers. */
  isOurs?: boolean;
}

const comparing =
  /(?:(?:比|跟|和|与|同|较|离|距)(?:去年|上年|往年)(?:的)?(?:同期|全年|报告)?(?:相?比较?|对比)?)|(?:去年|上年)(?:全年)?[和与跟、]?今年的?(?:相?比较?|对比)|今年[和与跟、]?(?:去年|上年)的?(?:相?比较?|对比)|完成了?(?:去年|上年)(?:同期|全年)?的?(?=百分|多少|几成)|同比|比上年|去年同期/g;
const comparingLast = /环比|(?:比|跟|和|与|较)(?:上个?月|上个?季度?)(?:相?比)?/g;

/** 问句的成分 — what a question's words say, one by one, before it is decided what they ask. */
export interface QuestionParts {
  form: QuestionForm | null;
  against: Question['against'];
  period: Question['period'] | null;
  earlier: Question['earlier'];
  future: Question['period'] | null;
  /** 上月, as the bureau counts its months. */
  lastMonth: Question['period'];
  isUnread: boolean;
  department: string | null;
  among: string[];
  without: string[];
  target: number | null;
  per: string | null;
  /** Which of the occasions: 第二次, 最近一场. */
  nth: number | undefined;
  reporter: string | null;
  /** Several people were named. */
  isCrowded: boolean;
  subject: Subject;
  /** What is left when dates, 科室 and comparison are taken away. */
  rest: string;
}

/** Takes a question apart: comparison, days, 科室, people, form, what is counted. */
export function readParts(text: string, { bureau }: QuestionWords, today: LocalDate): QuestionParts {
  const compared = text.match(comparing) ? 'last-year' : text.match(comparingLast) ? 'last-period' : null;
  const uncompared = text.replace(comparing, '').replace(comparingLast, '');
  const { rest: undated, ...said } = readPeriod(uncompared, { today, bureau });
  const isWithLastYear = said.earlier !== null && samePeriod(said.earlier, yearPeriod(yearOf(today) - 1));
  const asked = isWithLastYear ? { ...said, earlier: null } : said;
  const { rest: unplaced, ...places } = readPlaces(undated, bureau);
  const named = bureau.members.filter(({ name }) => name.length > 1 && unplaced.includes(name));
  const reporter = named[0]?.name ?? null;
  const rest = reporter === null ? unplaced : unplaced.replace(reporter, '');
  const found = forms.find(([pattern]) => pattern.test(rest))?.[1] ?? null;
  // 比上个月增加了吗 asks for the comparison, and not for every month.
  const form = found === 'by-month' && compared !== null && /(?:上升|下降|增加|减少|变多|变少)了?(?:吗|没有?)/.test(rest) ? null : found;
  return {
    form,
    // 去年全年和今年: last year's published report may stand in for its ledger.
    against: isWithLastYear ? 'last-year' : compared,
    ...asked,
    lastMonth: lastMonth(today, bureau.calendar),
    ...places,
    reporter,
    isCrowded: named.length > 1,
    target: form === 'target' ? targetIn(rest) : null,
    per: form === 'average' ? perIn(rest) : null,
    nth: readOccasion(uncompared),
    // 组织了哪些活动 names no kind of activity.
    subject: findSubject(rest.replace(/(?:哪些|什么|啥)(?:活动|工作)/g, ''), bureau),
    rest,
  };
}

/** 除了企服科, 企服科和中小中心, 企服科. */
function readPlaces(text: string, { departments }: Pick<Bureau, 'departments'>): Pick<QuestionParts, 'department' | 'among' | 'without' | 'rest'> {
  const mentions = findDepartments(text, withAbbreviations(departments));
  const names = [...new Set(mentions.map(mention => mention.department))];
  const [first, last] = [mentions[0], mentions.at(-1)];
  const isLeftOut =
    first !== undefined && last !== undefined && (leavesOut.test(text.slice(0, first.start)) || isExcepted.test(text.slice(last.end)));
  const unplaced = mentions.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
  return {
    department: !isLeftOut && names.length === 1 ? (names[0] ?? null) : null,
    among: !isLeftOut && names.length > 1 ? names : [],
    without: isLeftOut ? names : [],
    rest: isLeftOut ? unplaced.replace(/除[了去开]?|不含|不算|不包括|不计|去掉|[以之]外|其他科室/g, '') : unplaced,
  };
}

type Departments = Bureau['departments'];
const abbreviated = new WeakMap<Departments, Departments>();

/** 企服, 数产: 企服科 without its 科, where the letters alone can mean nothing else; 审批 can. */
function withAbbreviations(departments: Departments): Departments {
  const known = abbreviated.get(departments);
  if (known) return known;
  const stems = ({ name, aliases }: Departments[number]): string[] =>
    aliases.flatMap(alias => (/..科$/.test(alias) && !name.includes(alias.slice(0, -1)) ? [alias.slice(0, -1)] : []));
  const all = departments.map(department => ({ ...department, aliases: [...department.aliases, ...stems(department)] }));
  abbreviated.set(departments, all);
  return all;
}

/** 除了企服科. */
const leavesOut = /(?:除[了去开]?|不含|不算|不包括|不计|去掉|刨[去开掉]|扣[除掉]|减去|抛开)$/;
/** 企服科除外. */
const isExcepted = /^(?:除外|不算|不计|不含)/;

/** 月 of 平均每月, 月均 or 平均多少; 场 of 平均每场; 人 of 一人摊几家. */
function perIn(text: string): string {
  const said =
    /(?:每一?个?|平均下?来?一个?|(?<![那这])一个?(?=[家户人名篇场次件笔](?:各|平均|摊|合(?=多少|几|下来|到)|分到|企业)))(月|季|周|天|场|次|期|家|户|人|件|个|份|名|项|篇|笔|条|位|本|起|宗)/.exec(
      text,
    )?.[1];
  return said ?? /([月季周日天场户家人])均/.exec(text)?.[1] ?? '月';
}

function targetIn(text: string): number | null {
  const said = /(\d+(?:\.\d+)?|[一二两三四五六七八九十百千]{2,})\s*(万|亿)?/.exec(text);
  const value = said ? parseNumeral(`${said[1]}${said[2] ?? ''}`) : undefined;
  return value ?? null;
}
