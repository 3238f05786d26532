import { dateOf, dayOf, monthOf, timeOf } from '../domain/date.ts';
import { formatPeriod, type Period } from '../domain/period.ts';
import type { Instant } from '../lib/clock.ts';

/** 催报 — what one liaison is told, once a week, in private. */
export interface Reminder {
  /** Those of the reader's 科室 that have no record yet. */
  departments: readonly string[];
  period: Period;
  /** Said without its year when that is the current one. */
  year: number;
  /** A line as this 科室 might report it: 走访3家，收集问题2条. */
  example: string;
  /** When it was looked at, for a message that is read later than that. */
  asOf: Instant | null;
  /** False when the holidays of that year are not known yet. */
  isCalendarOfficial: boolean;
  /** Whether 无 is asked for as well. */
  isNilRequired: boolean;
}

/** The private reminder of `wording.md`, after its greeting: what is missing, how to answer in a word, and that it is the only one. */
export function reminderText({ departments, period, year, example, asOf, isCalendarOfficial, isNilRequired }: Reminder): string {
  const about = `${departments.join('、')}${formatPeriod(period, year)}`;
  const assumption = isCalendarOfficial ? '' : '日期未含官方调休安排。';
  return [
    asOf === null ? `${about}还没有记录。` : `到${momentText(asOf)}，${about}还没有记录；之后报过的不用理会。`,
    `有事回一句，如“${example}”；${isNilRequired ? '没有请回“无”' : '没有可以不回，或回“无”'}；同事已报回“已报”。`,
    `> 本周只提醒这一次，不在群里点名。${assumption}`,
  ].join('\n');
}

/** Into the group, beside the mentions, where nobody can be written to privately; it says nothing of who has reported. */
export function groupCall({ awaitsFirstWord, isNilRequired }: { awaitsFirstWord: boolean; isNilRequired: boolean }): string {
  if (awaitsFirstWord) return '有事单独跟下面几位说，可您还没有和小法单聊过，平台不让发。请点开小法，回一句“你好”，以后就能收到。';
  return `本周的情况可以报了：@小法说一句，如“${plainExample}”；报过的不用理会，没有的${isNilRequired ? '请回“无”' : '可以不回'}。`;
}

function momentText(instant: Instant): string {
  const date = dateOf(instant);
  return `${monthOf(date)}月${dayOf(date)}日${timeOf(instant)}`;
}

/** Used where a 科室 has no ledger of its own to take one from. */
export const plainExample = '走访3家，收集问题2条';
