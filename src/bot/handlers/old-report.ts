import type { Bureau } from '../../bureau/bureau.ts';
import { may } from '../../domain/permission.ts';
import { asksForReport } from '../../reports/asked-report.ts';
import { draftFile } from '../../reports/draft-file.ts';
import { partsOf } from '../../reports/draft-status.ts';
import { handOut } from '../../reports/hand-out.ts';
import { keepCarried } from '../../reports/keep-carried.ts';
import { titleKnower } from '../../reports/known-titles.ts';
import { flattenSections } from '../../reports/material.ts';
import { proposeOutline } from '../../reports/propose-outline.ts';
import { type OldReport, readOldReport } from '../../reports/read-old-report.ts';
import { blanksText, carriedReady } from '../../wording/carried-draft.ts';
import { noFileToAdd } from '../../wording/corpus.ts';
import { noticeText } from '../../wording/propose-outline.ts';
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

/** 老稿换新数 — an old report dropped into the chat: kept in the corpus, and this year's draft in its structure handed back, with what is missing by 科室. */
export const oldReport: Handler = async (turn, services) => {
  const { message } = turn;
  const { bureau, corpus, reader } = services;
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
  await corpus.ingest([{ path: `群文件/${message.conversation.platform}-${message.id}/${file.name}`, bytes: new TextEncoder().encode(text) }], {
    bureau: reader,
  });
  const knowsTitle = titleKnower(corpus, reader);
  return async tx => {
    const { draft, found } = await keepCarried(tx, { name: file.name, text }, { bureau, at: message.at, knowsTitle });
    const kept = await handOut(tx, draft, { id: turn.member.id, name: turn.member.name, at: turn.at });
    const sentences = partsOf(draft).reduce((sum, { carried }) => sum + carried, 0);
    const said = [blanksText(found), carriedReady({ title: draft.title, revision: draft.revision, sentences })].join('\n');
    return [{ text: said, files: [kept, draftFile(draft, 'sources')] }];
  };
};
