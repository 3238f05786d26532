import { dateOf } from '../domain/date.ts';
import type { Draft } from '../domain/draft.ts';
import { isActive, type Member } from '../domain/member.ts';
import type { TouchedDraft } from '../reports/keep-draft.ts';
import { draftNeedsLook, draftTouched } from '../wording/drafting.ts';
import type { Reply, Services, Turn } from './turn.ts';

/** The editors other than whoever speaks. */
export function otherEditors({ bureau }: Services, { member, at }: Turn): Member[] {
  return bureau.members.filter(one => one.roles.includes('editor') && one.id !== member.id && isActive(one, dateOf(at)));
}

function pickSaid({ kind, state }: Draft): Pick<Draft, 'kind' | 'state'> {
  return { kind, state };
}

/** For each draft that a change touched: a line for whoever changed it, and a private word to the editors. */
export function aboutTouched(
  touched: readonly TouchedDraft[],
  context: { services: Services; turn: Turn; what: string },
): { lines: string[]; notices: Reply[] } {
  const { services, turn, what } = context;
  const editors = otherEditors(services, turn);
  const names = editors.map(editor => editor.name);
  const lines = touched
    .filter(({ sentences }) => sentences > 0)
    .map(({ draft, sentences }) => draftTouched({ kind: draft.kind, sentences, editors: names }));
  const notices = touched.flatMap(({ draft, sentences, handed }) =>
    editors.map(to => ({ to, text: draftNeedsLook({ editor: to.name, ...pickSaid(draft), sentences, what, by: turn.member.name, handed }) })),
  );
  return { lines, notices };
}
