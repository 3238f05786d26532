import { returnedText } from '../wording/returned-draft.ts';
import type { TakenBack } from './take-back.ts';

/** What an editor is told of the file that was handed in. */
export function describeReturned(taken: TakenBack, editor: { name: string }): string {
  const { returned, edited, removed, added, settled, accepted, conflicts } = taken;
  const { draft, handed, isCertain, alignment } = returned;
  return returnedText({
    ...{ title: draft.title, editor: editor.name, state: draft.state, from: handed.revision, into: draft.revision, isCertain },
    ...{ edited, removed, added, settled, accepted, conflicts },
    ...{ changedHeadings: alignment.changedHeadings, unfound: alignment.unfound.length },
  });
}
