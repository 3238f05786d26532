import type { BureauId } from '../../domain/member.ts';
import type { Attachment, IncomingMessage } from '../../domain/message.ts';
import type { Instant } from '../../lib/clock.ts';
import { OverQuota, RobotCallback } from './schema.ts';

/** A file or picture that can still be fetched; recordings never are. */
export interface Fetchable {
  attachment: Attachment;
  downloadCode: string;
}

/** What a callback turned out to be. */
export type Decoded =
  | { kind: 'message'; message: IncomingMessage; files: Fetchable[]; isSenderKnown: boolean; groupTitle: string }
  /** The month's quota is used up: somebody spoke, but what they said was withheld. */
  | { kind: 'over-quota' }
  | { kind: 'foreign'; why: 'robot' | 'sender' }
  | { kind: 'unreadable' };

/** Who the callback must be for. */
export interface Addressee {
  bureau: BureauId;
  robotCode: string;
  corpId: string | null;
  now: Instant;
}

/** Turns a verified callback into a message; nothing of DingTalk's shape goes further. */
export function decode(json: unknown, to: Addressee): Decoded {
  const parsed = RobotCallback.safeParse(json);
  const hasWords = parsed.success && (parsed.data.text !== undefined || parsed.data.content !== undefined);
  if (!hasWords && OverQuota.safeParse(json).success) return { kind: 'over-quota' };
  if (!parsed.success) return { kind: 'unreadable' };
  const callback = parsed.data;
  if (isOfAnother(to.robotCode, callback.robotCode) || isOfAnother(to.corpId, callback.chatbotCorpId)) return { kind: 'foreign', why: 'robot' };
  if (isOfAnother(to.corpId, callback.senderCorpId)) return { kind: 'foreign', why: 'sender' };
  const { text, attachments, files } = contentOf(callback);
  const about = { isSenderKnown: callback.senderStaffId !== '', groupTitle: callback.conversationTitle };
  return { kind: 'message', files, ...about, message: { ...envelope(callback, to), text, attachments } };
}

function isOfAnother(ours: string | null, theirs: string): boolean {
  return ours !== null && theirs !== '' && theirs !== ours;
}

function envelope(callback: RobotCallback, to: Addressee): Omit<IncomingMessage, 'text' | 'attachments'> {
  // The encrypted id is in no roster, so whoever has only that is nobody until the robot is published or the roster says so.
  const account = callback.senderStaffId || callback.senderId;
  const isGroup = callback.conversationType === '2';
  return {
    bureau: to.bureau,
    id: callback.msgId,
    // A private chat is known by its person: later messages are addressed to people, not to chats.
    conversation: { platform: 'dingtalk', id: isGroup ? callback.conversationId : account, kind: isGroup ? 'group' : 'direct' },
    sender: { account, name: callback.senderNick },
    at: callback.createAt || to.now,
    ...(callback.sessionWebhook === '' ? {} : { replyAddress: { value: callback.sessionWebhook, expiresAt: callback.sessionWebhookExpiredTime } }),
  };
}

interface Contents {
  text: string;
  attachments: Attachment[];
  files: Fetchable[];
}

const named = (kind: Attachment['kind'], name: string): Attachment => ({ kind, name });

function contentOf(callback: RobotCallback): Contents {
  const content = typeof callback.content === 'string' ? undefined : callback.content;
  const plain = callback.text?.content ?? (typeof callback.content === 'string' ? callback.content : '');
  const only = (...attachments: Attachment[]): Contents => ({ text: plain.trim(), attachments, files: [] });
  switch (callback.msgtype) {
    case 'richText':
      return richText(content?.richText ?? []);
    case 'picture':
      return { ...only(), ...pictures([content ?? {}], () => '图片') };
    case 'video':
      return only(named('image', '视频'));
    case 'audio':
      return { ...only(named('voice', '语音')), text: typeof callback.content === 'object' ? (callback.content.recognition ?? '').trim() : '' };
    case 'file':
      return file(typeof callback.content === 'object' ? callback.content : {});
    default:
      return only();
  }
}

function richText(parts: readonly { text?: string | undefined; type?: string | undefined; downloadCode?: string | undefined }[]): Contents {
  const text = parts.map(part => part.text ?? '').join('');
  const sent = parts.filter(part => part.type === 'picture');
  return { text: text.trim(), ...pictures(sent, index => `图片${index + 1}`) };
}

function pictures(sent: readonly { downloadCode?: string | undefined }[], name: (index: number) => string): Pick<Contents, 'attachments' | 'files'> {
  const found = sent.map(({ downloadCode }, index) => ({ attachment: named('image', name(index)), downloadCode }));
  const files = found.flatMap(({ attachment, downloadCode }) => (downloadCode === undefined ? [] : [{ attachment, downloadCode }]));
  return { attachments: found.map(({ attachment }) => attachment), files };
}

function file(content: { fileName?: string | undefined; downloadCode?: string | undefined }): Contents {
  const attachment = named('file', content.fileName ?? '未命名文件');
  return {
    text: '',
    attachments: [attachment],
    files: content.downloadCode === undefined ? [] : [{ attachment, downloadCode: content.downloadCode }],
  };
}
