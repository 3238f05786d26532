import { unclear } from '../../wording/bot.ts';
import { type Handler, say } from '../turn.ts';

/** What needs no answer, even from somebody who writes to the bot alone. */
const needsNone = /^(收到|好的?|嗯+|哦+|谢谢.{0,4}|辛苦了?|明白|知道了|ok|okay|行|可以|没事了?|[\p{Emoji_Presentation}\p{P}\s]+)[。！!~～\s]*$/iu;

/** 闲聊、通知 — nothing is recorded and, in a busy group, nothing is said; whoever writes to the bot alone is told that it was not understood. */
export const silence: Handler = async ({ message, reading }) => {
  const isAddressed = message.conversation.kind === 'direct' && reading.intent !== 'notice' && !needsNone.test(message.text);
  return isAddressed ? say(unclear) : say();
};
