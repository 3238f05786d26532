import type { Bureau, Duty } from '../bureau/bureau.ts';
import { addDays, dateOf, instantAt, type LocalDate, yearOf } from '../domain/date.ts';
import { type Entry, stands } from '../domain/entry.ts';
import { yearPeriod } from '../domain/period.ts';
import { addWorkdays } from '../domain/workday.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { wordsOfCase } from '../wording/cases.ts';
import { closedProgress, dutyDone } from '../wording/deadline.ts';
import { allRows } from './all-rows.ts';
import { casesDueSoon } from './cases/cases-due.ts';
import { caseOfEntry } from './cases/find-case.ts';

/** 待办事项 — something with a last day that nobody has said to be done: an entry, or a duty of every year. */
export interface OpenItem {
  /** Names it with its deadline, so that a moved deadline is reminded of anew. */
  key: string;
  /** 编号 of an entry; the name of a duty. */
  name: string;
  what: string;
  /** The same for a group's eyes: without what names a company. */
  whatInGroup: string;
  /** What to reply once it is done: 1120-3已办结, 事项1已反馈. */
  done: string;
  basis: string | null;
  deadline: LocalDate;
  department: string | null;
  /** Who reported it; null for a duty. */
  reporter: string | null;
  reminders: readonly number[];
  /** The day since which the bot knows of it; an earlier reminder would only repeat what was just said. */
  knownSince: LocalDate;
}

const REMINDERS = [10, 3, 1] as const;
/** An entry whose deadline is longer past than this is no news. */
const LONGEST_OPEN_DAYS = 400;
/** Nobody says of every duty that it is done, so it is not held against anyone for long. */
const DUTY_OVERDUE_DAYS = 30;

/** 已办结, 已答复, 复查合格: what an entry's progress says when nothing is left to do. */
const closing = /(?<!未|没有?|不|待)(?:办结|办复|办完|办好|完成|解决|答复|付清|合格|销号|闭环|整改完|整改到位|已整改|已落实|结清|撤诉|已报送|已公开)/;

/** Whether an entry's progress says that it is done. */
export function isClosed({ progress }: Pick<Entry, 'progress'>): boolean {
  return progress !== null && closing.test(progress);
}

function dutyKey(duty: Pick<Duty, 'name'>, deadline: LocalDate): string {
  return `duty:${duty.name}:${deadline}`;
}

function entryItem(entry: Entry, deadline: LocalDate): OpenItem {
  return {
    key: `entry:${entry.id}:${deadline}`,
    name: entry.number,
    ...{ what: entry.summary, whatInGroup: entry.summary, done: `${entry.number}${closedProgress}` },
    basis: null,
    deadline,
    department: entry.department,
    reporter: entry.reporter.id,
    reminders: REMINDERS,
    knownSince: dateOf(entry.submittedAt),
  };
}

async function openEntries(reader: Reader, today: LocalDate): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  const from = instantAt(addDays(today, -LONGEST_OPEN_DAYS));
  for await (const entry of allRows(reader, 'entry', { index: 'bySubmitted', from })) {
    if (!stands(entry) || entry.deadline === null || isClosed(entry)) continue;
    // What lives on as a case is reminded of as that case.
    if (!(await caseOfEntry(reader, entry.id))) items.push(entryItem(entry, entry.deadline));
  }
  return items;
}

async function dueCases(reader: Reader, bureau: Bureau, today: LocalDate): Promise<OpenItem[]> {
  const due = await casesDueSoon(reader, bureau, today);
  return due.map(({ case: found, kind, rule, dueOn }) => ({
    key: `case:${found.id}:${rule.name}:${dueOn}`,
    ...wordsOfCase({ case: found, kind }, rule),
    basis: rule.basis,
    deadline: dueOn,
    department: found.handler ?? found.department,
    reporter: found.handler === null ? found.owner.id : null,
    reminders: REMINDERS,
    knownSince: found.steps.at(-1)?.on ?? '',
  }));
}

/** 学法考试: whether a year has an entry of this ledger. */
export async function isBooked(reader: Reader, ledger: string | null, year: number): Promise<boolean> {
  if (ledger === null) return false;
  const { from, to } = yearPeriod(year);
  for await (const entry of allRows(reader, 'entry', { index: 'byPeriodEnd', from, to })) if (entry.ledger === ledger && stands(entry)) return true;
  return false;
}

/** Every duty with the day on which it is due, unless somebody or a ledger said that it is done; the last weeks' too. */
export async function openDuties(reader: Reader, bureau: Bureau, today: LocalDate): Promise<{ duty: Duty; deadline: LocalDate }[]> {
  const open: { duty: Duty; deadline: LocalDate }[] = [];
  for (const duty of bureau.duties) {
    for (const year of [yearOf(today) - 1, yearOf(today), yearOf(today) + 1]) {
      const deadline = duty.dateIn(year);
      if (deadline < addDays(today, -DUTY_OVERDUE_DAYS) || (await reader.get('counter', dutyKey(duty, deadline)))) continue;
      if (await isBooked(reader, duty.ledger ?? null, yearOf(deadline))) continue;
      open.push({ duty, deadline });
    }
  }
  return open;
}

function dutyItem({ duty, deadline }: { duty: Duty; deadline: LocalDate }): OpenItem {
  const { name, what, basis, department, reminders } = duty;
  const said = { what, whatInGroup: what, done: dutyDone(name) };
  return { key: dutyKey(duty, deadline), name, ...said, basis, deadline, department, reporter: null, reminders, knownSince: '' };
}

/** Everything that is open on a day, the nearest deadline first. */
export async function openItems(reader: Reader, bureau: Bureau, today: LocalDate): Promise<OpenItem[]> {
  const duties = (await openDuties(reader, bureau, today)).map(dutyItem);
  const items = [...(await openEntries(reader, today)), ...(await dueCases(reader, bureau, today)), ...duties];
  return items.sort((a, b) => a.deadline.localeCompare(b.deadline) || a.key.localeCompare(b.key));
}

/** Names, once and for all, one reminder of one item. */
export function reminderKey(item: OpenItem, stage: string): string {
  return `deadline:${item.key}:${stage}`;
}

/** What leaders see as overdue: only what its owner was reminded of on the first workday after, and had that day to answer. */
export async function overdueItems(reader: Reader, bureau: Bureau, today: LocalDate): Promise<OpenItem[]> {
  const overdue: OpenItem[] = [];
  for (const item of await openItems(reader, bureau, today)) {
    if (addWorkdays(item.deadline, 1, bureau.calendar) < today && (await reader.get('budget', reminderKey(item, 'after')))) overdue.push(item);
  }
  return overdue;
}

/** 已办 — the duty's nearest date that is due or was just missed is done; null when that was said before. */
export async function closeDuty(
  transaction: Transaction,
  { bureau, duty, today }: { bureau: Bureau; duty: Duty; today: LocalDate },
): Promise<LocalDate | null> {
  const dates = [yearOf(today) - 1, yearOf(today), yearOf(today) + 1].map(year => duty.dateIn(year));
  const deadline = dates.find(date => date >= addDays(today, -DUTY_OVERDUE_DAYS)) ?? duty.dateIn(yearOf(today));
  const isNew = await transaction.insert('counter', { bureau: bureau.id, id: dutyKey(duty, deadline), version: 1, value: 1 });
  return isNew ? deadline : null;
}
