import type { Draft } from '../domain/draft.ts';
import { partsOf } from '../reports/draft-status.ts';
import { draftReady } from '../wording/drafting.ts';

/** What the chat and the command line say of a draft. */
export function describeDraft(draft: Draft): string {
  const parts = partsOf(draft);
  const missing = parts.filter(part => part.state === 'missing');
  const said = { title: draft.title, asOf: draft.asOf, state: draft.state, missing };
  return draftReady({
    ...said,
    figures: parts.reduce((sum, { figures }) => sum + figures, 0),
    stale: parts.flatMap(({ stale }) => stale).length,
    unmatched: parts.flatMap(({ unmatched }) => unmatched),
    carried: parts.reduce((sum, { carried }) => sum + carried, 0),
    blanks: parts.filter(({ blanks }) => blanks.length > 0).length,
  });
}
