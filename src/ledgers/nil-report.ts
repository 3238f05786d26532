import type { Bureau } from '../bureau/bureau.ts';
import type { NilReport } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/member.ts';
import type { Period } from '../domain/period.ts';
import { may } from '../domain/permission.ts';
import type { Instant } from '../lib/clock.ts';
import type { Transaction } from '../store/store.ts';
import { refusedReport } from '../wording/receipt.ts';

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
