import { type LocalDate, yearOf } from '../domain/date.ts';
import { dayPeriod, formatPeriod } from '../domain/period.ts';

/** 到期事项 — one line of a deadline reminder. */
export interface DueLine {
  /** 编号 of an entry, the name of a duty. */
  name: string;
  what: string;
  basis: string | null;
  deadline: LocalDate;
  /** Workdays left, the last one included; null when it is past. */
  left: number | null;
  isDuty: boolean;
  /** What to reply once it is done; empty where nothing is to be replied. */
  done: string;
}

const LONGEST_WHAT = 40;

/** Said without its year when that is the reader's own. */
function day(date: LocalDate, today: LocalDate): string {
  return formatPeriod(dayPeriod(date), yearOf(today));
}

function short(text: string): string {
  return text.length > LONGEST_WHAT ? `${text.slice(0, LONGEST_WHAT)}…` : text;
}

function line({ name, what, basis, deadline, left, isDuty }: DueLine, today: LocalDate): string {
  const head = isDuty ? `${name}：${what}${basis === null ? '' : `（${basis}）`}` : `${name}“${short(what)}”`;
  const when =
    left === null
      ? `**${day(deadline, today)}已到期**`
      : left === 0
        ? `${day(deadline, today)}到期，**今天是最后一个工作日**`
        : `${day(deadline, today)}到期，还有${left}个工作日`;
  return `${head}，${when}`;
}

/** What one person has coming due, after the greeting: all of it in one message. */
export function deadlineReminder(lines: readonly DueLine[], options: { isCalendarOfficial: boolean; today: LocalDate }): string {
  const { today } = options;
  const listed =
    lines.length === 1 && lines[0]
      ? [`有一件事要留意：${line(lines[0], today)}。`]
      : [`有${lines.length}件事要留意：`, ...lines.map((one, index) => `${index + 1}. ${line(one, today)}`)];
  const example = lines.find(({ done }) => done !== '')?.done;
  const assumption = options.isCalendarOfficial ? '' : '工作日未含官方调休安排。';
  const isLate = lines.some(({ left }) => left === null);
  const hints = `${example === undefined ? '' : `办完回“${example}”，不再提醒。`}${isLate ? '没有回的，下次领导周览会列入逾期。' : ''}${assumption}`;
  return [...listed, ...(hints === '' ? [] : [`> ${hints}`])].join('\n');
}

/** One line of the leaders' digest. */
export function overdueLine(
  item: Pick<DueLine, 'name' | 'deadline' | 'isDuty'> & { whatInGroup: string; department: string | null },
  today: LocalDate,
): string {
  const { name, whatInGroup: what, deadline, department, isDuty } = item;
  const whose = department === null ? '' : `${department}，`;
  return isDuty ? `${name}（${whose}应于${day(deadline, today)}前，未登记办结）` : `${name}“${short(what)}”（${whose}应于${day(deadline, today)}前）`;
}

export function dutyDone(name: string): string {
  return `${name}已办`;
}

export function dutyClosed(name: string, deadline: LocalDate): string {
  return `**已记办结**｜${name}（${day(deadline, deadline)}到期），不再提醒。`;
}

export function dutyClosedBefore(name: string): string {
  return `${name}之前已经记为办结，不用再报。`;
}

/** What the progress of an entry says once it is done. */
export const closedProgress = '已办结';

export function dutyIsOthers(name: string, department: string | null): string {
  return `${name}由${department ?? '材料员'}负责，请由他们回“${name}已办”。`;
}

export function remindedOfDeadlines(items: number, people: number): string {
  return items === 0 ? '没有要提醒的到期事项' : `${items}件到期事项，私下提醒${people}人`;
}
