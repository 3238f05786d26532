import { fileNilReport } from '../../ledgers/nil-report.ts';
import { submitEntries } from '../../ledgers/submit.ts';
import { nilReceipt, receipt } from '../../wording/receipt.ts';
import type { Handler } from '../turn.ts';
import { sourceOf } from './source.ts';

/** 填报 — keeps what was understood and says it back, numbered. A relay may hold entries and 无 side by side. */
export const report: Handler = async ({ message, member, reading }, { bureau }) => {
  return async tx => {
    const replies: string[] = [];
    if (reading.entries.length || !reading.nil) {
      const kept = reading.entries.length
        ? await submitEntries(tx, { bureau, entries: reading.entries, reporter: member, source: sourceOf(message), at: message.at })
        : [];
      replies.push(receipt(kept, { questions: reading.questions }));
    }
    if (reading.nil) replies.push(nilReceipt(await fileNilReport(tx, { bureau, ...reading.nil, reporter: member, at: message.at })));
    return replies.map(text => ({ text }));
  };
};
