import { type Closing, closingOf } from '../../domain/closing.ts';
import type { EntryContent } from '../../domain/entry.ts';
import { shortfallsOf } from '../../figures/shortfall.ts';
import { openCasesFor } from '../../ledgers/cases/open-case.ts';
import { closedPeriods } from '../../ledgers/closing.ts';
import { fileNilReport } from '../../ledgers/nil-report.ts';
import { submitEntries } from '../../ledgers/submit.ts';
import type { Transaction } from '../../store/store.ts';
import { noDepartment } from '../../wording/bot.ts';
import { caseOpened } from '../../wording/cases.ts';
import { keptLate, lateSummary, refusedLate } from '../../wording/closing.ts';
import { nilReceipt, receipt, shortReceipt } from '../../wording/receipt.ts';
import { isBusy } from '../busy-group.ts';
import { receiptButtons } from '../buttons.ts';
import { sourceOf } from '../source.ts';
import { type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';

/** 填报 — keeps what was understood and says it back, numbered. A relay may hold entries and 无 side by side. */
export const report: Handler = async (turn, services) => {
  const { message, member, reading } = turn;
  const { bureau } = services;
  if (!member.department && reading.entries.some(entry => !entry.department)) return say({ text: noDepartment, isUnkept: true });
  return async tx => {
    const replies: Reply[] = [];
    if (reading.entries.length || !reading.nil) replies.push(await keep(tx, turn, services));
    if (reading.nil) replies.push({ text: nilReceipt(await fileNilReport(tx, { bureau, ...reading.nil, reporter: member, at: message.at })) });
    return replies;
  };
};

/** What belongs to a closed period is kept only with a reason, and marked. */
function sortedOut(
  entries: readonly EntryContent[],
  closings: readonly Closing[],
  reason: string | null,
): { kept: EntryContent[]; refused: EntryContent[]; closing: Closing | undefined } {
  const isLate = (entry: EntryContent): boolean => closingOf(closings, entry.period.to) !== undefined;
  const late = entries.filter(isLate);
  const closing = late.map(entry => closingOf(closings, entry.period.to))[0];
  if (reason === null) return { kept: entries.filter(entry => !isLate(entry)), refused: late, closing };
  return { kept: entries.map(entry => (isLate(entry) ? { ...entry, supplement: { reason } } : entry)), refused: [], closing };
}

async function keep(tx: Transaction, turn: Turn, { bureau }: Services): Promise<Reply> {
  const { message, member, reading, supplement } = turn;
  const { at } = message;
  const { kept: entries, refused, closing } = sortedOut(reading.entries, await closedPeriods(tx), supplement.reason);
  const kept = entries.length > 0 ? await submitEntries(tx, { bureau, entries, reporter: member, source: sourceOf(message), at }) : [];
  const opened = await openCasesFor(tx, kept, { bureau, by: { member, at, messageId: message.id } });
  const late = kept.filter(entry => entry.supplement);
  const shortfalls = await shortfallsOf(tx, kept, { bureau, at });
  const word = (await isBusy(tx, turn)) ? shortReceipt : receipt;
  const text = [
    ...(kept.length > 0 || refused.length === 0 ? [word(kept, { questions: reading.questions, shortfalls })] : []),
    ...(late.length > 0 && supplement.reason ? [keptLate(late, supplement.reason)] : []),
    ...(closing && refused.length > 0 ? [refusedLate(closing, { at, summaries: refused.map(lateSummary) })] : []),
    ...opened.map(caseOpened),
  ].join('\n');
  return { text, buttons: receiptButtons(message, kept) };
}
