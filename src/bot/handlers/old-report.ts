import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf, yearOf } from '../../domain/date.ts';
import { yearPeriod } from '../../domain/period.ts';
import { may } from '../../domain/permission.ts';
import { asksForReport } from '../../reports/asked-report.ts';
import { blanksFor } from '../../reports/blanks-for.ts';
import { countForReport } from '../../reports/count-for-report.ts';
import { entriesSince, nilReportsSince } from '../../reports/keep-draft.ts';
import { flattenSections } from '../../reports/material.ts';
import { proposeOutline } from '../../reports/propose-outline.ts';
import { type OldReport, readOldReport } from '../../reports/read-old-report.ts';
import { noFileToAdd } from '../../wording/corpus.ts';
import { noticeText } from '../../wording/propose-outline.ts';
import { blanksText } from '../../wording/report.ts';
import { unreadableFile } from '../../wording/unreadable.ts';
import { type Handler, say } from '../turn.ts';
import { askedAbout, askWhatFor, fileOf, looksLikePolicy } from './add-document.ts';
import { returnedDraft } from './returned-draft.ts';

/** A superior's notice asks for headings of its own: what of the ledgers would feed each. */
function noticeSaid(report: OldReport, bureau: Bureau): string {
  const { outline, unmatched, untaken } = proposeOutline(report, bureau);
  const nameOf = (list: readonly { id: string; name: string }[], id: string): string => list.find(one => one.id === id)?.name ?? id;
  const headings = flattenSections(outline.sections).map(section => ({
    ...section,
    takes:
      section.ledgers.length > 0 ? section.ledgers.map(id => nameOf(bureau.ledgers, id)) : section.sections.map(id => nameOf(bureau.sections, id)),
  }));
  const matched = headings.filter(({ heading }) => !unmatched.includes(heading));
  return noticeText({ title: report.title, headings: matched, unmatched, untaken: untaken.map(one => one.replace(/^\S+ /, '')) });
}

/** 老稿换新数 — an old report dropped into the chat: kept in the corpus, and each of its figures beside this year's, by 科室. */
export const oldReport: Handler = async (turn, services) => {
  const { message } = turn;
  const { store, bureau, corpus, reader } = services;
  const here = fileOf(message);
  const file = here ?? fileOf((await askedAbout(turn, services)) ?? { attachments: [] });
  const text = file?.text;
  if (!file) return say(noFileToAdd);
  if (file.unreadable) return say(unreadableFile(file.name, file.unreadable));
  if (!text?.trim()) return say(unreadableFile(file.name));
  const returned = await returnedDraft(turn, services);
  if (returned) return returned;
  const report = readOldReport(text);
  if (asksForReport(report)) return say(noticeSaid(report, bureau));
  if (here && may(turn.member, 'add-document') && looksLikePolicy(file)) return askWhatFor(file, turn);
  const today = dateOf(message.at);
  const period = yearPeriod(yearOf(today));
  const blanks = await store.read({ bureau: bureau.id }, async rows => {
    const entries = await entriesSince(rows, period.from);
    const total = countForReport(entries, { bureau, today, nilReports: await nilReportsSince(rows, period.from) });
    return blanksFor(report, { bureau, total, period });
  });
  await corpus.ingest([{ path: `群文件/${message.conversation.platform}-${message.id}/${file.name}`, bytes: new TextEncoder().encode(text) }], {
    bureau: reader,
  });
  return say(blanksText(blanks));
};
