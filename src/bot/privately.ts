import { toldPrivately } from '../wording/undelivered.ts';
import { type Action, say, type Turn } from './turn.ts';

/** What is the asker's business alone: in a group only that it was told. */
export function privately({ message, member }: Turn, text: string): Action {
  return message.conversation.kind === 'direct' ? say(text) : say(toldPrivately, { text, to: member });
}
