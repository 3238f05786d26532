import { openCasesFor } from '../../ledgers/cases/open-case.ts';
import { fileNilReport } from '../../ledgers/nil-report.ts';
import { submitEntries } from '../../ledgers/submit.ts';
import { noDepartment } from '../../wording/bot.ts';
import { caseOpened } from '../../wording/cases.ts';
import { nilReceipt, receipt } from '../../wording/receipt.ts';
import { sourceOf } from '../source.ts';
import { type Handler, say } from '../turn.ts';

/** 填报 — keeps what was understood and says it back, numbered. A relay may hold entries and 无 side by side. */
export const report: Handler = async ({ message, member, reading }, { bureau }) => {
  if (!member.department && reading.entries.some(entry => !entry.department)) return say({ text: noDepartment, isUnkept: true });
  return async tx => {
    const replies: string[] = [];
    if (reading.entries.length || !reading.nil) {
      const kept = reading.entries.length
        ? await submitEntries(tx, { bureau, entries: reading.entries, reporter: member, source: sourceOf(message), at: message.at })
        : [];
      const opened = await openCasesFor(tx, kept, { bureau, by: { member, at: message.at, messageId: message.id } });
      replies.push([receipt(kept, { questions: reading.questions }), ...opened.map(caseOpened)].join('\n'));
    }
    if (reading.nil) replies.push(nilReceipt(await fileNilReport(tx, { bureau, ...reading.nil, reporter: member, at: message.at })));
    return replies.map(text => ({ text }));
  };
};
