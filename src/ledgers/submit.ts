import type { Bureau } from '../bureau/bureau.ts';
import { statusOfNew } from '../domain/confirmation.ts';
import type { Entry, EntryContent, EntrySource } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import { departmentOn } from '../domain/merger.ts';
import { may } from '../domain/permission.ts';
import type { Instant } from '../lib/clock.ts';
import type { Transaction } from '../store/store.ts';
import { refusedReport, submittedChange } from '../wording/receipt.ts';
import { findTwin } from './duplicates.ts';
import { takeNumbers } from './entry-number.ts';
import { asSaid } from './names/as-counted.ts';
import { decidedNames } from './names/decided-names.ts';

/** 填报 — what one message reported, ready to be kept. */
export interface Submission {
  bureau: Pick<Bureau, 'id' | 'confirmation'> & Partial<Pick<Bureau, 'members' | 'departments'>>;
  entries: readonly EntryContent[];
  reporter: Member;
  source: EntrySource;
  at: Instant;
}

/** Keeps the entries of one message under new numbers, with the receipt that 第1条 will mean; a suspected duplicate is kept and flagged. */
export async function submitEntries(transaction: Transaction, submission: Submission): Promise<Entry[]> {
  const { reporter, entries, at, bureau } = submission;
  if (!may(reporter, 'report')) throw new AppError('not-permitted', refusedReport(reporter.name));
  const numbers = await takeNumbers(transaction, bureau.id, { at, count: entries.length });
  const kept: Entry[] = [];
  for (const [index, content] of entries.entries()) {
    const number = numbers[index];
    if (number) kept.push(await keep(transaction, { ...newEntry(content, submission), ...number }));
  }
  await keepReceipt(transaction, submission, kept);
  return kept;
}

function newEntry(content: EntryContent, { bureau, reporter, source, at }: Submission): Omit<Entry, 'id' | 'number'> {
  const by = { id: reporter.id, name: reporter.name };
  // A forwarded list says whose work each line is; who forwarded it stands in the history.
  const said = content.reportedBy === undefined ? undefined : (bureau.members ?? []).find(member => member.name === content.reportedBy);
  // An old name in everybody's mouth means the 科室 that took its place.
  const current = (name: string): string => departmentOn(name, content.period.to, bureau.departments ?? []);
  return {
    ...content,
    department: current(content.department),
    supporting: content.supporting.map(current),
    bureau: bureau.id,
    version: 1,
    status: statusOfNew(content, reporter, bureau.confirmation ?? 'none'),
    reporter: said ? { id: said.id, name: said.name } : by,
    submittedAt: at,
    source,
    history: [{ at, by, action: 'submit', what: submittedChange, messageId: source.messageId }],
  };
}

async function keep(transaction: Transaction, told: Entry): Promise<Entry> {
  const entry = { ...told, metrics: asSaid(told.metrics, await decidedNames(transaction)) };
  const twin = await findTwin(transaction, entry);
  const flagged: Entry = twin && !entry.flags.includes('suspected-duplicate') ? { ...entry, flags: [...entry.flags, 'suspected-duplicate'] } : entry;
  // A number that is taken already means that a restored dump and its counters disagree; never overwrite.
  if (!(await transaction.insert('entry', flagged))) throw new AppError('conflict', `编号${entry.number}已被占用，这条没有记下，请再发一次。`);
  return flagged;
}

async function keepReceipt(transaction: Transaction, { bureau, reporter, source, at }: Submission, entries: readonly Entry[]): Promise<void> {
  const row = {
    bureau: bureau.id,
    id: `${source.platform}:${source.messageId}`,
    version: 1,
    conversationId: source.conversationId,
    memberId: reporter.id,
    at,
    messageId: source.messageId,
    entries: entries.map(entry => entry.id),
  };
  if (!(await transaction.insert('receipt', row))) throw new AppError('conflict', '这条消息已经登记过，没有重复登记。');
}
