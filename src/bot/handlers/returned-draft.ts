import { describeReturned } from '../../reports/describe-returned.ts';
import { titleKnower } from '../../reports/known-titles.ts';
import { findReturned, type TakenBack, takeBack } from '../../reports/take-back.ts';
import { alsoEdited, notADraft } from '../../wording/returned-draft.ts';
import { otherEditors } from '../tell-editors.ts';
import type { Action, Reply, Services, Turn } from '../turn.ts';

/** Whoever changed the same paragraphs hears of it privately. */
function noticesFor(taken: TakenBack, turn: Turn, services: Services): Reply[] {
  return otherEditors(services, turn).flatMap(to => {
    const headings = taken.conflicts.filter(conflict => conflict.by === to.name).map(conflict => conflict.heading);
    return headings.length === 0 ? [] : [{ to, text: alsoEdited({ editor: to.name, by: turn.member.name, title: taken.draft.title, headings }) }];
  });
}

/** 改稿交回 — a draft of ours dropped into the chat after somebody edited it; null for any other file. */
export async function returnedDraft(turn: Turn, services: Services): Promise<Action | null> {
  const file = turn.message.attachments.find(one => one.kind === 'file' && one.paragraphs);
  const paragraphs = file?.paragraphs;
  if (!file || !paragraphs) return null;
  const isOurs = await services.store.read({ bureau: services.bureau.id }, reader => findReturned(reader, paragraphs));
  if (!isOurs) return null;
  const knowsTitle = titleKnower(services.corpus, services.reader);
  return async tx => {
    const { id, name } = turn.member;
    const taken = await takeBack(tx, paragraphs, { editor: { id, name, at: turn.at }, bureau: services.bureau, knowsTitle });
    if (!taken) return [{ text: notADraft(file.name) }];
    return [{ text: describeReturned(taken, turn.member) }, ...noticesFor(taken, turn, services)];
  };
}
