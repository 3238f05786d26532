import { dateOf } from '../domain/date.ts';
import { isActive, type Member } from '../domain/member.ts';
import type { TouchedDraft } from '../reports/keep-draft.ts';
import { draftNeedsLook, draftTouched } from '../wording/drafting.ts';
import type { Reply, Services, Turn } from './turn.ts';

/** The editors other than whoever speaks. */
export function otherEditors({ bureau }: Services, { member, at }: Turn): Member[] {
  return bureau.members.filter(one => one.roles.includes('editor') && one.id !== member.id && isActive(one, dateOf(at)));
}

/** For each draft that a change touched: a line for whoever changed it, and a private word to the editors. */
export function aboutTouched(
  touched: readonly TouchedDraft[],
  context: { services: Services; turn: Turn; what: string },
): { lines: string[]; notices: Reply[] } {
  const { services, turn, what } = context;
  const editors = otherEditors(services, turn);
  const names = editors.map(editor => editor.name);
  const lines = touched.map(({ draft, sentences }) => draftTouched({ kind: draft.kind, sentences, editors: names }));
  const notices = touched.flatMap(({ draft, sentences }) =>
    editors.map(to => ({ to, text: draftNeedsLook({ editor: to.name, kind: draft.kind, sentences, what, by: turn.member.name }) })),
  );
  return { lines, notices };
}
