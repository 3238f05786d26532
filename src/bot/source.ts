import type { EntrySource } from '../domain/entry.ts';
import type { IncomingMessage } from '../domain/message.ts';

/** Where an entry came from, so that its figure can be traced to the words that were said. */
export function sourceOf(message: IncomingMessage): EntrySource {
  return { platform: message.conversation.platform, conversationId: message.conversation.id, messageId: message.id, text: message.text };
}
