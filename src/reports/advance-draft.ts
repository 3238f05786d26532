import type { Desk, Draft, DraftStep, Hand } from '../domain/draft.ts';
import { AppError } from '../domain/errors.ts';
import { openingName } from '../wording/draft-edits.ts';
import { alreadyThere, finalNeedsReason, onlyFinalsGoUp, reopenNeedsReason, reviewFirst } from '../wording/draft-steps.ts';
import { partsOf } from './draft-status.ts';

/** 未了事项 — one thing of a draft that a person has to look at before it is final. */
export interface OpenPoint {
  heading: string;
  kind: 'missing' | 'stale' | 'unmatched' | 'offer' | 'carried' | 'blank';
  detail: string;
}

/** What is still open in a draft: headings without material, marked sentences, numbers that no record says, material not yet taken or dropped, last year's words and blanks. */
export function openPoints(draft: Draft): OpenPoint[] {
  return partsOf(draft).flatMap(({ heading: printed, state, stale, unmatched, offers, ask, carried, blanks }): OpenPoint[] => {
    const heading = printed === '' ? openingName : printed;
    return [
      ...(carried > 0 ? [{ heading, kind: 'carried' as const, detail: String(carried) }] : []),
      ...(blanks.length > 0 ? [{ heading, kind: 'blank' as const, detail: blanks.join('、') }] : []),
      ...(state === 'missing' ? [{ heading, kind: 'missing' as const, detail: ask.join('、') }] : []),
      ...stale.map(detail => ({ heading, kind: 'stale' as const, detail })),
      ...(unmatched.length > 0 ? [{ heading, kind: 'unmatched' as const, detail: unmatched.join('、') }] : []),
      ...offers.map(detail => ({ heading, kind: 'offer' as const, detail })),
    ];
  });
}

/** One step of a draft on its way, and who takes it. */
export interface Advance {
  to: Draft['state'];
  desk?: Desk | null;
  by: Hand;
  reason: string | null;
}

function refusal(draft: Draft, { to, reason, desk }: Advance, open: readonly OpenPoint[]): string | null {
  const last = draft.steps?.at(-1);
  if (desk === 'submitted' && draft.state !== 'final') return onlyFinalsGoUp(draft.title);
  if (desk && draft.state === to && last?.desk !== desk) return null;
  if (draft.state === to) return alreadyThere(draft.title, to, last);
  if (draft.state === 'final' && reason === null) return reopenNeedsReason(draft.title);
  if (to === 'final' && draft.state !== 'review') return reviewFirst(draft.title);
  return to === 'final' && open.length > 0 && reason === null ? finalNeedsReason(draft.title, open) : null;
}

/**
 * 流转 — 初稿 → 送审稿 → 定稿, and back. A final is frozen with its figures; while anything is open it needs somebody's reason, which is kept
 * with the name and what was open. Throws in plain words what stands in the way.
 */
export function advanceDraft(draft: Draft, advance: Advance): Draft {
  const open = openPoints(draft);
  const refused = refusal(draft, advance, open);
  if (refused !== null) throw new AppError('conflict', refused);
  const { to, by, reason, desk } = advance;
  const step: DraftStep = { ...by, to, ...(desk ? { desk } : {}), reason, open: open.map(({ heading, detail }) => `${heading}：${detail}`) };
  // What was signed stays that version, wherever it is sent.
  const revision = desk === 'submitted' ? draft.revision : draft.revision + 1;
  return { ...draft, state: to, revision, steps: [...(draft.steps ?? []), step] };
}
