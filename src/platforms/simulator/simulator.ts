import type { Member } from '../../domain/member.ts';
import type { IncomingMessage, OutgoingMessage } from '../../domain/message.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Platform, PlatformCapabilities } from '../platform.ts';
import { type Contacts, createContacts, directConversation, type SimulatedBureau, simulatorAccount } from './contacts.ts';
import type { Spoken } from './spoken.ts';
import { createTranscript, type Transcript } from './transcript.ts';

/** 小法's name in a chat, as it is mentioned: `@小法`. */
export const BOT_NAME = '小法';

/** WeCom's smart bot as far as it can be shown, with pushes that can mention. */
const capabilities: PlatformCapabilities = {
  mentionsInReplies: false,
  mentionsInPushes: true,
  directPush: true,
  coldDirectPush: true,
  tables: true,
  buttons: true,
  files: true,
  images: true,
  maxBytes: 20_480,
  answerWithinMs: 60_000,
};

/** What the simulated platform is built from. */
export interface SimulatorOptions {
  bureau: () => SimulatedBureau;
  now: () => Instant;
  /** A new id for each message; unique for ever in one state folder, since ids are what a redelivery is known by. */
  createId: () => string;
}

/** 模拟平台 — the platform's side of the simulator: its contacts and what stands on everybody's screen. It outlives a crash of the program. */
export interface SimulatorPlatform extends Platform {
  readonly contacts: Contacts;
  readonly transcript: Transcript;
  /** Turns what somebody says into the message that any platform would hand in. */
  compose(spoken: Spoken): IncomingMessage;
  /** Shows an incoming message on the screens, once however often it is delivered. */
  show(message: IncomingMessage): void;
  /** Fills the screens again from what was kept, after a restart of the whole program. */
  recall(incoming: readonly IncomingMessage[], outgoing: readonly { message: OutgoingMessage; at: Instant }[]): void;
  clear(): void;
}

/** Platforms hand text over without the mention of the bot itself. */
function withoutMention(text: string): string {
  return text.replace(/^\s*@小法[\s:：,，]*/u, '').trim();
}

function composer(options: SimulatorOptions, contacts: Contacts): SimulatorPlatform['compose'] {
  return spoken => {
    const speaker = contacts.speaker(spoken.from);
    const quote = typeof spoken.quote === 'string' ? { text: spoken.quote } : spoken.quote;
    return {
      bureau: options.bureau().id,
      id: spoken.id ?? options.createId(),
      conversation: contacts.conversation(spoken.group ?? 'work', speaker),
      sender: {
        account: simulatorAccount(speaker),
        name: speaker.name,
        ...(speaker.known ? {} : { vouched: { department: speaker.department, roles: speaker.roles } }),
      },
      at: options.now(),
      text: withoutMention(spoken.text),
      ...(quote === undefined || quote.text === '' ? {} : { quote }),
      attachments: spoken.attachments ?? [],
      ...(spoken.button === undefined ? {} : { button: spoken.button }),
    };
  };
}

function showIncoming(transcript: Transcript, message: IncomingMessage): void {
  transcript.add({
    conversation: message.conversation.id,
    at: message.at,
    account: message.sender.account,
    name: message.sender.name,
    messageId: message.id,
    replyTo: null,
    text: message.text,
    quote: message.quote?.text ?? null,
    attachments: message.attachments.map(({ kind, name }) => ({ kind, name })),
    files: [],
    buttons: [],
    mentions: [],
  });
}

function showOutgoing(
  transcript: Transcript,
  message: OutgoingMessage,
  shown: { at: Instant; member: (account: string) => Member | undefined },
): void {
  const conversation = 'conversation' in message.to ? message.to.conversation : directConversation(message.to.account);
  transcript.add({
    conversation: conversation.id,
    at: shown.at,
    account: null,
    name: BOT_NAME,
    messageId: null,
    replyTo: message.replyTo ?? null,
    text: message.text,
    quote: null,
    attachments: [],
    files: message.files,
    buttons: message.buttons,
    mentions: message.mentions.map(account => shown.member(account)?.name ?? account),
  });
}

/** Why a message could not be delivered, as a platform would say it; null when it can. */
function refusal(message: OutgoingMessage, isKnown: (conversation: string) => boolean): string | null {
  if (Buffer.byteLength(message.text) > capabilities.maxBytes) return `消息超过${capabilities.maxBytes}字节`;
  const conversation = 'conversation' in message.to ? message.to.conversation : directConversation(message.to.account);
  return isKnown(conversation.id) ? null : `模拟平台里没有会话“${conversation.id}”`;
}

export function createSimulatorPlatform(options: SimulatorOptions): SimulatorPlatform {
  const contacts = createContacts(options.bureau);
  const transcript = createTranscript();
  const isKnown = (conversation: string): boolean =>
    conversation.startsWith('direct:')
      ? contacts.member(conversation.slice('direct:'.length)) !== undefined
      : options.bureau().groups.some(group => group.id === conversation);
  return {
    id: 'simulator',
    capabilities,
    contacts,
    transcript,
    compose: composer(options, contacts),
    show(message) {
      if (!transcript.knows(message.id)) showIncoming(transcript, message);
    },
    async deliver(message) {
      const reason = refusal(message, isKnown);
      if (reason !== null) return { outcome: 'refused', reason };
      showOutgoing(transcript, message, { at: options.now(), member: contacts.member });
      return { outcome: 'delivered' };
    },
    recall(incoming, outgoing) {
      const show = [
        ...incoming.map(message => ({ at: message.at, run: () => showIncoming(transcript, message) })),
        ...outgoing.map(({ message, at }) => ({ at, run: () => showOutgoing(transcript, message, { at, member: contacts.member }) })),
      ];
      for (const { run } of show.sort((a, b) => a.at - b.at)) run();
    },
    clear() {
      transcript.clear();
      contacts.forget();
    },
  };
}
