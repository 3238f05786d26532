import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import type { NilReport } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import type { Period } from '../domain/period.ts';
import { may } from '../domain/permission.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { refusedReport } from '../wording/receipt.ts';
import { allRows } from './all-rows.ts';

/** 零报告 — keeps that each of these 科室 has nothing new; saying it twice changes nothing. */
export async function fileNilReport(
  transaction: Transaction,
  {
    bureau,
    departments,
    period,
    reporter,
    at,
  }: { bureau: Pick<Bureau, 'id'>; departments: readonly string[]; period: Period; reporter: Member; at: Instant },
): Promise<NilReport[]> {
  if (!may(reporter, 'report')) throw new AppError('not-permitted', refusedReport(reporter.name));
  const filed: NilReport[] = [];
  for (const department of departments) {
    const row: NilReport = {
      bureau: bureau.id,
      id: `${department}:${period.from}:${period.to}`,
      version: 1,
      department,
      period,
      reporter: { id: reporter.id, name: reporter.name },
      submittedAt: at,
    };
    const isNew = await transaction.insert('nil-report', row);
    filed.push(isNew ? row : ((await transaction.get('nil-report', row.id)) ?? row));
  }
  return filed;
}

/** The nil reports that this member filed last, all of one message; none when what they said last in this conversation was a report. */
export async function latestNilReports(
  reader: Reader,
  { member, conversationId, at }: { member: Member; conversationId: string; at: Instant },
): Promise<NilReport[]> {
  const own: NilReport[] = [];
  for await (const report of allRows(reader, 'nil-report', { index: 'byPeriodEnd', from: dateOf(at - RECENT_MS) })) {
    if (report.reporter.id === member.id) own.push(report);
  }
  const last = Math.max(0, ...own.map(report => report.submittedAt));
  const { rows } = await reader.find('receipt', { index: 'byMember', equals: [conversationId, member.id], order: 'descending', limit: 1 });
  return (rows[0]?.at ?? 0) > last ? [] : own.filter(report => report.submittedAt === last);
}

/** 撤回零报告 — the 科室 are asked again. */
export async function withdrawNilReports(transaction: Transaction, reports: readonly NilReport[]): Promise<void> {
  for (const report of reports) await transaction.remove('nil-report', report.id, report.version);
}

/** Nobody takes back what they said about weeks long gone in passing. */
const RECENT_MS = 31 * 86_400_000;
