import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { parseInstant } from '../../src/domain/date.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { Member } from '../../src/domain/member.ts';
import type { Reading } from '../../src/domain/reading.ts';
import { correctEntry } from '../../src/ledgers/correct.ts';
import { fileNilReport } from '../../src/ledgers/nil-report.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { resolveTarget } from '../../src/ledgers/resolve-target.ts';
import { submitEntries } from '../../src/ledgers/submit.ts';
import { updateProgress } from '../../src/ledgers/update-progress.ts';
import { withdrawEntry } from '../../src/ledgers/withdraw.ts';
import type { Transaction } from '../../src/store/store.ts';
import { MemoryStore } from '../helpers/memory-store.ts';

interface GoldMessage {
  id: string;
  sent_at: string;
  sender: string;
  sender_dept: string;
  text: string;
}

interface GoldFile {
  people: Record<string, string>;
  messages: GoldMessage[];
}

/** A replayed year: what is kept, and which changes found no target. */
export interface GoldYear {
  bureau: Bureau;
  store: MemoryStore;
  problems: string[];
}

/** Plays the gold messages through reading and keeping, with the gold set's people in the shipped bureau. */
export async function replayGoldYear(shared: string, shipped: Bureau): Promise<GoldYear> {
  const gold = JSON.parse(readFileSync(join(shared, 'gold', 'staff_messages.json'), 'utf8')) as GoldFile;
  const members = Object.entries(gold.people).map(([name, department]) => memberOf(name, department));
  const bureau: Bureau = { ...shipped, members };
  const store = new MemoryStore();
  const problems: string[] = [];
  for (const message of gold.messages) {
    const member = members.find(each => each.name === message.sender);
    const at = parseInstant(message.sent_at);
    if (!member || at === undefined) continue;
    const reading = readMessage(message.text, { bureau, reporter: { name: member.name, department: member.department }, at });
    const problem = await store.write({ bureau: bureau.id }, tx => keep(tx, { reading, bureau, member, message, at }));
    if (problem) problems.push(`${message.id} ${problem}`);
  }
  return { bureau, store, problems };
}

function memberOf(name: string, department: string): Member {
  const roles: Member['roles'] = department === '局领导' ? ['leader'] : ['staff', 'liaison'];
  return { id: name, name, department, otherDepartments: [], roles, accounts: {}, from: null, to: null, known: true };
}

interface Play {
  reading: Reading;
  bureau: Bureau;
  member: Member;
  message: GoldMessage;
  at: number;
}

async function keep(tx: Transaction, play: Play): Promise<string | null> {
  const { reading, bureau, member, message, at } = play;
  const source = { platform: 'simulator' as const, conversationId: 'work', messageId: message.id, text: message.text };
  if (reading.intent === 'report' || reading.intent === 'plan') {
    if (reading.entries.length > 0) await submitEntries(tx, { bureau, entries: reading.entries, reporter: member, source, at });
    return null;
  }
  if (reading.intent === 'nil-report' && reading.nil) await fileNilReport(tx, { bureau, ...reading.nil, reporter: member, at });
  return reading.target ? change(tx, play) : null;
}

async function change(tx: Transaction, { reading, bureau, member, message, at }: Play): Promise<string | null> {
  if (!reading.target) return null;
  const target = await resolveTarget(tx, reading.target, { bureau, member, conversationId: 'work', at, changes: reading.changes });
  if (target.found !== 'one') return `${reading.intent}: ${target.found} of ${JSON.stringify(reading.target)}`;
  try {
    await applied(tx, target.entry, { reading, by: { member, at, messageId: message.id } });
    return null;
  } catch (error) {
    return error instanceof AppError ? `${reading.intent}: ${error.message}` : Promise.reject(error);
  }
}

async function applied(
  tx: Transaction,
  entry: Entry,
  { reading, by }: { reading: Reading; by: { member: Member; at: number; messageId: string } },
): Promise<void> {
  if (reading.intent === 'correct') await correctEntry(tx, entry, { ...by, changes: reading.changes });
  // 周主任那条跟我的重复了: the gold set lets a colleague ask for it; an editor does it.
  if (reading.intent === 'withdraw') await withdrawEntry(tx, entry, { ...by, member: { ...by.member, roles: [...by.member.roles, 'editor'] } });
  if (reading.intent === 'update') await updateProgress(tx, entry, { ...by, changes: reading.changes });
}
