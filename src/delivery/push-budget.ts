import { addDays, dateOf, instantAt } from '../domain/date.ts';
import type { BureauId } from '../domain/member.ts';
import type { Button, OutgoingFile, OutgoingMessage } from '../domain/message.ts';
import { weekOf } from '../domain/period.ts';
import { afterQuiet, type PushRules } from '../domain/push-rules.ts';
import { periodKey } from '../domain/schedule.ts';
import { nearestWorkday, type WorkdayCalendar } from '../domain/workday.ts';
import type { Instant } from '../lib/clock.ts';
import type { OutboxRow, Transaction } from '../store/store.ts';
import { greeted, joined } from '../wording/private-push.ts';
import { enqueue } from './outbox.ts';

/** Who pushes when, and what the bureau lets it do. */
export interface PushContext {
  bureau: { id: BureauId; push: PushRules; calendar: WorkdayCalendar };
  at: Instant;
  /** The schedule run that pushes; null when somebody asked for it. */
  run: string | null;
  /** The schedule itself names a day off; otherwise what comes on one, caught up after downtime, waits for the next workday. */
  isDayOffMeant?: boolean;
}

/** 推送结果 — the outbox id, and until when it waits; without an id nothing is sent, for the reason given. */
export type Pushed = { id: string; waitsUntil: Instant | null } | { id: null; why: 'week-full' | 'too-late' };

/** 私信 — one thing to tell one person. */
export interface PrivatePush {
  member: { id: string; name: string };
  to: OutgoingMessage['to'];
  /** Without a greeting, which the merged message has once. */
  body: string;
  /** What is said instead when it has to wait, so that it is still true then. */
  bodyIfLater?: string;
  files?: OutgoingFile[];
  buttons?: readonly Button[];
  /** After this it is no longer worth sending. */
  latest?: Instant;
}

/** 群推送 — one thing to tell a group. */
export interface GroupPush {
  /** The group's id in the bureau. */
  group: string;
  to: OutgoingMessage['to'];
  text: string;
  /** What it is, within its run: the outbox id is made of both. */
  key: string;
  /** In a week that is full: not at all, or in the next one. */
  whenFull: 'drop' | 'wait';
  files?: OutgoingFile[];
  /** Accounts to mention. */
  mentions?: readonly string[];
}

/** A message further away than this is not worth keeping. */
const MOST_DAYS = 30;
const MOST_WEEKS = 8;

function waiting(start: Instant, at: Instant): Instant | null {
  return start > at ? start : null;
}

/** A minute after the time of merging, so that what the schedules of that time have to say becomes the same message. */
const MERGE_MS = 60_000;

function nextWorkday({ calendar }: PushContext['bureau'], from: Instant, time: string): Instant {
  return instantAt(nearestWorkday(addDays(dateOf(from), 1), 1, calendar), time) + MERGE_MS;
}

/** The earliest moment from `at` on at which people may be disturbed: a workday, outside the quiet hours. */
export function whenToPush(at: Instant, bureau: PushContext['bureau']): Instant {
  const start = afterQuiet(at, bureau.push);
  return bureau.calendar.isWorkday(dateOf(start)) ? start : nextWorkday(bureau, start, bureau.push.mergedAt);
}

/** On a day off only what somebody asked for or what its schedule means. */
function earliest({ bureau, at, run, isDayOffMeant = false }: PushContext): Instant {
  return run === null || isDayOffMeant ? afterQuiet(at, bureau.push) : whenToPush(at, bureau);
}

/** Not yet on its way, so that something can still be added to it. */
function isWaiting(row: OutboxRow, to: OutgoingMessage['to']): boolean {
  return row.state === 'open' && row.attempts === 0 && !row.inFlight && JSON.stringify(row.message.to) === JSON.stringify(to);
}

/** What is added to a message that waits. */
interface More {
  text: string;
  files?: readonly OutgoingFile[];
  buttons?: readonly Button[];
  mentions?: readonly string[];
}

async function addTo(transaction: Transaction, row: OutboxRow, { text, files = [], buttons = [], mentions = [] }: More): Promise<void> {
  const { latest: _expires, ...kept } = row;
  const { message: first } = row;
  const message = {
    ...{ ...first, text, files: [...first.files, ...files], buttons: [...first.buttons, ...buttons] },
    mentions: [...new Set([...first.mentions, ...mentions])],
  };
  await transaction.replace('outbox', { ...kept, message });
}

/** A push to the same group that has not gone yet; answers to somebody are left alone. */
async function waitingPush(transaction: Transaction, { to }: GroupPush): Promise<OutboxRow | undefined> {
  const { rows } = await transaction.find('outbox', { index: 'byState', equals: ['open'] });
  return rows.find(row => row.run !== null && isWaiting(row, to));
}

/**
 * Tells one person something: one message a person and day, whatever features ask. What finds the day's message still waiting is
 * added to it; what comes after it has gone waits for the next workday; nothing goes out in the quiet hours.
 */
export async function pushPrivately(transaction: Transaction, push: PrivatePush, context: PushContext): Promise<Pushed> {
  const { bureau, at, run } = context;
  let start = earliest(context);
  for (let day = 0; day < MOST_DAYS; day++) {
    if (push.latest !== undefined && start > push.latest) return { id: null, why: 'too-late' };
    const id = `private:${push.member.id}:${dateOf(start)}`;
    const row = await transaction.get('outbox', id);
    const body = start > at ? (push.bodyIfLater ?? push.body) : push.body;
    if (!row) {
      const message = {
        to: push.to,
        text: greeted(push.member.name, body),
        mentions: [],
        files: push.files ?? [],
        buttons: [...(push.buttons ?? [])],
      };
      await enqueue(transaction, message, { bureau: bureau.id, id, at: start, run, latest: push.latest });
      return { id, waitsUntil: waiting(start, at) };
    }
    if (isWaiting(row, push.to)) {
      await addTo(transaction, row, { ...push, text: joined(row.message.text, body) });
      return { id, waitsUntil: waiting(row.dueAt, at) };
    }
    start = nextWorkday(bureau, start, bureau.push.mergedAt);
  }
  return { id: null, why: 'too-late' };
}

/** Tells a group something, within its pushes a week and outside the quiet hours. What finds another push still waiting becomes one message with it, and costs nothing. */
export async function pushToGroup(transaction: Transaction, push: GroupPush, context: PushContext): Promise<Pushed> {
  const { bureau, at, run } = context;
  const row = await waitingPush(transaction, push);
  if (row) {
    await addTo(transaction, row, { ...push, text: `${row.message.text}\n\n${push.text}` });
    return { id: row.id, waitsUntil: waiting(row.dueAt, at) };
  }
  let start = earliest(context);
  for (let week = 0; week < MOST_WEEKS; week++) {
    if (await transaction.spend(`push:${push.group}:${periodKey('week', dateOf(start))}`, 1, bureau.push.groupPushesAWeek)) {
      const message = { to: push.to, text: push.text, mentions: [...(push.mentions ?? [])], files: push.files ?? [], buttons: [] };
      const id = await enqueue(transaction, message, { bureau: bureau.id, id: `${run ?? 'asked'}:${push.key}`, at: start, run });
      return { id, waitsUntil: waiting(start, at) };
    }
    if (push.whenFull === 'drop') return { id: null, why: 'week-full' };
    start = nextWorkday(bureau, instantAt(weekOf(dateOf(start)).to), bureau.push.mergedAt);
  }
  return { id: null, why: 'week-full' };
}

/** 催一次 — false when this person has had the nudges of this week. */
export function spendNudge(transaction: Transaction, member: string, { bureau, at }: PushContext): Promise<boolean> {
  return transaction.spend(`nudge:${member}:${periodKey('week', dateOf(at))}`, 1, bureau.push.nudgesAWeek);
}
