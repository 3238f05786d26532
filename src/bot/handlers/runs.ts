import { everybodyReachable, neverSpokenText } from '../../wording/checkup.ts';
import { type Handler, say } from '../turn.ts';

/** 上周催报发了吗 — what ran by itself, and what came of it. */
export const runs: Handler = async ({ message }, { describeRuns }) =>
  say(await describeRuns(message.text, { at: message.at, isPrivate: message.conversation.kind === 'direct' }));

/** 谁收不到提醒 — to the asker alone. */
export const unreachable: Handler = async ({ message, member, at }, { neverSpoken }) => {
  const names = await neverSpoken(at);
  const text = names.length > 0 ? neverSpokenText(names) : everybodyReachable;
  return message.conversation.kind === 'direct' ? say(text) : say({ text, to: member });
};
