import type { Instant } from '../lib/clock.ts';
import type { BureauId, Role } from './member.ts';
import type { UnreadableReason } from './unreadable.ts';
import type { WordParagraph } from './word-text.ts';

/** 平台 — where people talk. */
export type PlatformId = 'wecom' | 'dingtalk' | 'simulator';

/** 会话 — a group chat (群聊) or a chat with one person (单聊), by the platform's own id. */
export interface Conversation {
  platform: PlatformId;
  id: string;
  kind: 'group' | 'direct';
}

/** 引用 — the earlier message that this one answers; `messageId` where the platform tells it. */
export interface Quote {
  text: string;
  messageId?: string;
}

/** 附件 — a file or image that came with a message; its bytes stay with the platform until something asks for them. */
export interface Attachment {
  kind: 'image' | 'file' | 'voice';
  name: string;
  /** As it arrived; dropped before anything is written. */
  bytes?: Uint8Array;
  /** Fetches it as evidence, null when it cannot be had or is bigger; not called before the message is screened, and dropped before anything is written. */
  fetch?: (maxBytes: number) => Promise<Uint8Array | null>;
  /** What could be read of it, screened and masked like the message itself. */
  text?: string;
  /** Of a Word file: its paragraphs, so that an edited draft finds its way back. */
  paragraphs?: WordParagraph[];
  /** Why nothing could be read of it. */
  unreadable?: UnreadableReason;
}

/** Pictures, also those sent as files; a video is none. */
export function isPicture({ kind, name }: Pick<Attachment, 'kind' | 'name'>): boolean {
  return kind === 'image' ? name !== '视频' : kind === 'file' && /\.(?:jpe?g|png|heic|heif|webp|gif|bmp|avif)$/i.test(name);
}

/** 回复地址 — where a platform wants the answer to one message (WeCom `response_url`, DingTalk `sessionWebhook`): a secret, good until it expires. */
export interface ReplyAddress {
  value: string;
  expiresAt: Instant;
}

/** 消息 — one message as every platform's `decode` gives it; nothing platform-shaped goes further. */
export interface IncomingMessage {
  bureau: BureauId;
  /** The platform's own id (WeCom `msgid`), used against redelivery. */
  id: string;
  conversation: Conversation;
  /** Account on the platform, looked up in the roster; `name` is what the platform shows; `vouched` is said by the simulator alone, of people outside the roster. */
  sender: { account: string; name: string; vouched?: { department: string; roles: Role[] } };
  /** When it was sent. */
  at: Instant;
  /** Plain text without the mention of the bot itself. */
  text: string;
  quote?: Quote;
  attachments: Attachment[];
  /** A pressed card button. */
  button?: { action: string; value: string };
  replyAddress?: ReplyAddress;
}

/** 下发文件 — a file that goes out with a message; `id` names what to render at download (`draft:<id>`), so that rows stay small. */
export interface OutgoingFile {
  name: string;
  id: string;
  /** Of a picture: the same in letters, as it stands in the text; whoever shows the picture leaves them out. */
  letters?: string;
}

/** The text with a picture, or nothing, in place of its letters; as it is where they do not stand in it in one piece. */
export function inPlaceOfLetters(text: string, letters: string, picture = ''): string {
  const stands = text.includes(`${letters}\n`) && picture === '' ? `${letters}\n` : letters;
  return text.replace(stands, () => picture).trimEnd();
}

/** 按钮 — a card button where the platform has them. */
export interface Button {
  label: string;
  action: string;
  value: string;
}

/** 下发消息 — what goes out, in the markdown dialect that all platforms share (bold, quote, list, link, table). */
export interface OutgoingMessage {
  to: { conversation: Conversation } | { platform: PlatformId; account: string };
  text: string;
  /** Accounts to mention, where the platform lets it. */
  mentions: string[];
  files: OutgoingFile[];
  buttons: Button[];
  /** The message that this answers; absent for a push. */
  replyTo?: string;
  /** Of the message that this answers, where its platform gave one. */
  replyAddress?: ReplyAddress;
}
