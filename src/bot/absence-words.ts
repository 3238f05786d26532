import type { Bureau } from '../bureau/bureau.ts';
import { addDays, addMonths, daysBetween, type LocalDate, lastDayOfMonth, monthOf, yearOf } from '../domain/date.ts';
import type { Period } from '../domain/period.ts';
import { addWorkdays, nearestWorkday, type WorkdayCalendar } from '../domain/workday.ts';
import type { DateMention } from '../language/date-mention.ts';
import { readDates } from '../language/dates.ts';
import { findDepartments } from '../language/departments.ts';
import { parseNumeral } from '../language/numerals.ts';

/** 请假、免报 — who is away or need not report and when, or that this is over. `who` null: the speaker, or their own 科室. */
export interface AbsenceWords {
  of: 'member' | 'department';
  /** A name or full 科室 name as the bureau has it; a name that the roster does not have stands with `isUnknown`. */
  who: string | null;
  isUnknown?: boolean;
  ends: boolean;
  /** Null: the words do not say which days. */
  period: Period | null;
}

interface Days {
  today: LocalDate;
  calendar: WorkdayCalendar;
}

const leave = /休(?:年|产|婚|病|事|公|探亲|陪产|护理|育儿)?假|年休假|请[年病事产婚丧]?假|(?:年|产|婚|丧|病|事)假/;
const away = new RegExp(`${leave.source}|出差|外出(?:学习|培训|开会)?|脱产(?:学习|培训)|(?:去|到|在)?党校(?:学习|培训)?|不在(?:岗|单位)`);
const back =
  /销假|(?:休|请)完(?:年|产|婚|病)?假|(?:已经?)?(?:回来|返岗|回单位|回岗)(?:上班)?|(?:取消|撤回|撤销)(?:请假|休假|年假|出差)|不(?:请|休)(?:年)?假|不(?:去)?出差/;
const exempt = /免报|免填报|(?:不用|不必|不需要?|暂不|暂停)(?:填)?报/;
const resumes = /恢复(?:填)?报|取消免报/;
/** What else such a sentence has, and nothing that says that work was done. */
const filler =
  /报告|报备|报一下|(?:各位|大家|领导|小法|同志|科长|主任)(?:好)?|因(?:病|事|公)|身体不适|从|自|开始|起|期间|的话|需要?|准备|计划|打算|已经?批准?|一下|这边|全体|都在?|要|将|在|去|了|请知悉|知悉|特此|向|[（）()，,。！!、~～\s]/g;
const duration = /(?<count>[\d一二两三四五六七八九十半]+)(?<unit>个?工作日|天|日|个?星期|周|个月)(?!前|后)/;

/** 周五, 3月1日, 5号: the next one, unless the words look back. */
function forward(date: LocalDate, from: LocalDate, { grain, raw }: DateMention): LocalDate {
  if (date >= from || (grain !== 'day' && grain !== 'range') || /上|昨|前天|\d{4}年/.test(raw)) return date;
  if (/周|星期|礼拜/.test(raw)) return addDays(date, Math.ceil(daysBetween(date, from) / 7) * 7);
  return addMonths(date, /月/.test(raw) ? 12 : 1);
}

/** The whole of a week, month or quarter that was named, where reading what was done stops at today. */
function whole({ period, grain }: DateMention): Period {
  if (grain === 'month') return { from: period.from, to: lastDayOfMonth(yearOf(period.from), monthOf(period.from)) };
  if (grain === 'quarter') return { from: period.from, to: addDays(addMonths(period.from, 3), -1) };
  return period;
}

function lasting(from: LocalDate, { count = '', unit = '' }: Record<string, string>, calendar: WorkdayCalendar): LocalDate {
  const number = count === '半' ? 1 : (parseNumeral(count === '两' ? '二' : count) ?? 1);
  if (unit === '个月') return addDays(addMonths(from, number), -1);
  if (/周|星期/.test(unit)) return addDays(from, number * 7 - 1);
  // 年假 and 事假 are counted in workdays, 产假 in days.
  return number > 15 ? addDays(from, number - 1) : addWorkdays(nearestWorkday(from, 1, calendar), number - 1, calendar);
}

/** Days that lie ahead, where reports speak of days gone by. */
function periodIn(text: string, mentions: readonly DateMention[], { today, calendar }: Days): Period | null {
  const [first, second] = mentions;
  const long = duration.exec(without(text, mentions))?.groups;
  if (!first) return long ? { from: today, to: lasting(today, long, calendar) } : null;
  const { from, to } = whole(first);
  const start = forward(from, today, first);
  const end = first.grain === 'day' ? start : forward(to, start, first);
  if (second) return { from: start, to: forward(second.period.to, start, second) };
  if (/[到至]\s*$/.test(text.slice(0, first.start))) return { from: today, to: end };
  if (long) return { from: start, to: lasting(start, long, calendar) };
  const isBoth = text[first.start - 1] === '明' && first.raw === '后天';
  return { from: isBoth ? addDays(start, -1) : start, to: end };
}

function without(text: string, spans: readonly { start: number; end: number }[]): string {
  return [...spans].sort((a, b) => b.start - a.start).reduce((rest, { start, end }) => `${rest.slice(0, start)}，${rest.slice(end)}`, text);
}

function act(text: string): { pattern: RegExp; of: AbsenceWords['of']; ends: boolean } | null {
  if (resumes.test(text)) return { pattern: resumes, of: 'department', ends: true };
  if (exempt.test(text)) return { pattern: exempt, of: 'department', ends: false };
  if (back.test(text)) return { pattern: back, of: 'member', ends: true };
  return away.test(text) ? { pattern: away, of: 'member', ends: false } : null;
}

/** 我下周休年假、温静请假到周五、企服科本周免报、我销假了; null when the words say anything else besides, such as what was done on a trip. */
export function absenceWords(text: string, bureau: Pick<Bureau, 'members' | 'departments' | 'calendar'>, today: LocalDate): AbsenceWords | null {
  const plain = text.trim();
  const said = plain.length > 40 || /[?？\n]/.test(plain) ? null : act(plain);
  if (!said) return null;
  const { of, ends } = said;
  const days = { today, calendar: bureau.calendar };
  const dates = readDates(plain, days);
  const named = findDepartments(plain, bureau.departments);
  const person = bureau.members.find(({ name }) => plain.includes(name));
  const undated = without(plain, [...dates, ...(of === 'department' ? named : [])]);
  const withoutAct = undated
    .replace(said.pattern, '')
    .replace(/明(?=，)/, '')
    .replace(/[到至]/, '');
  const rest = (person ? withoutAct.replace(person.name, '') : withoutAct)
    .replace(duration, '')
    .replace(filler, '')
    .replace(/^(?:我们科室?|我科|本科室?|我|本人|自己)/, '');
  const period = ends ? null : periodIn(plain, dates, days);
  if (period && period.to < today) return null;
  if (rest === '') return { of, who: of === 'member' ? (person?.name ?? null) : (named[0]?.department ?? null), ends, period };
  const isStranger = of === 'member' && leave.test(plain) && /^[\p{Script=Han}]{2,3}$/u.test(rest) && plain.startsWith(rest);
  return isStranger ? { of, who: rest, isUnknown: true, ends, period } : null;
}
