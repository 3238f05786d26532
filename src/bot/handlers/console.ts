import { consoleNotHere } from '../../wording/console.ts';
import { toldPrivately } from '../../wording/undelivered.ts';
import { type Handler, say } from '../turn.ts';

/** 控制台 — where it is, with a code for this person alone, so never in a group. */
export const openConsole: Handler = async ({ message, member }, { inviteToConsole }) => {
  const text = inviteToConsole?.(member) ?? consoleNotHere;
  return message.conversation.kind === 'direct' ? say(text) : say(toldPrivately, { text, to: member });
};
