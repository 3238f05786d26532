import { dateOf } from '../../domain/date.ts';
import { draftsHandedOut, releasesTo } from '../../figures/releases.ts';
import { releaseList } from '../../wording/releases.ts';
import { type Handler, say } from '../turn.ts';

const SHOWN = 20;

/** 报过什么数 — what this person was told; editors and admins see what everybody was, but only alone with the bot. */
export const releases: Handler = async ({ message, member }, { store, bureau }) => {
  const isAll = message.conversation.kind === 'direct' && (member.roles.includes('editor') || member.roles.includes('admin'));
  const recipient = isAll ? null : member.id;
  return store.read({ bureau: bureau.id }, async reader => {
    const [kept, drafts] = [await releasesTo(reader, recipient, SHOWN), await draftsHandedOut(reader, recipient)];
    return say(releaseList(kept, drafts, { today: dateOf(message.at), isAll }));
  });
};
