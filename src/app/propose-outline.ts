import type { Bureau } from '../bureau/bureau.ts';
import { AppError } from '../domain/errors.ts';
import type { Outline } from '../domain/outline.ts';
import { plainTextOf } from '../knowledge/plain-text.ts';
import { openThreads } from '../knowledge/threads.ts';
import { outlineYaml } from '../reports/outline-yaml.ts';
import { proposeOutline } from '../reports/propose-outline.ts';
import { readOldReport } from '../reports/read-old-report.ts';
import { noHeadings, unreadableOutline } from '../wording/propose-outline.ts';
import { unreadableReason } from '../wording/unreadable.ts';

/** What `outline` prints: the file for data/bureau/outlines, and the same as data. */
export interface ProposedOutline {
  yaml: string;
  outline: Outline;
  unmatched: string[];
  untaken: string[];
}

/** Reads a past report or a notice and proposes an outline of its shape; throws in plain words when it has no headings. */
export async function proposeOutlineOf(file: { name: string; bytes: Uint8Array }, bureau: Bureau): Promise<ProposedOutline> {
  const threads = openThreads();
  const decoded = await threads.readForChat(file).finally(() => threads.close());
  if ('unreadable' in decoded) throw new AppError('unreadable', unreadableOutline(file.name, unreadableReason(decoded.unreadable)));
  const proposal = proposeOutline(readOldReport(plainTextOf(decoded.content)), bureau);
  if (proposal.outline.sections.length === 0) throw new AppError('unreadable', noHeadings(file.name));
  const { outline, unmatched, untaken } = proposal;
  return { yaml: outlineYaml(proposal), outline, unmatched, untaken };
}
