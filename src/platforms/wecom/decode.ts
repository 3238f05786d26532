import { formatVerdict, type Verdict } from '../../domain/feedback.ts';
import type { BureauId } from '../../domain/member.ts';
import type { Attachment, IncomingMessage, Quote } from '../../domain/message.ts';
import type { Instant } from '../../lib/clock.ts';
import { isPlainWords } from './plain-words.ts';
import { createReplyAddress } from './reply-address.ts';
import { AibotCallback, type Content } from './schema.ts';
import { parseButtonKey } from './template-card.ts';
import { Unverified, type VerifiedBody } from './verify.ts';

/** What the decoder has to know of the bot. */
export interface DecodeContext {
  bureau: BureauId;
  names: readonly string[];
  botId?: string;
  at: Instant;
}

/** Where a picture or file lies, encrypted, for five minutes. */
export interface MediaPlace {
  url: string;
  /** Over the long connection each has its own key. */
  key?: string;
}

/** 回调 — what one callback of a smart bot is about. */
export type AibotDelivery =
  | { kind: 'message'; message: IncomingMessage; media: (MediaPlace | null)[]; taskId: string | null }
  | { kind: 'refresh'; streamId: string }
  | { kind: 'enter'; account: string }
  | { kind: 'feedback'; message: IncomingMessage }
  | { kind: 'displaced' }
  | { kind: 'other'; what: string };

const verdicts: Readonly<Record<number, Verdict>> = { 1: 'accepted', 2: 'rejected', 3: 'withdrawn' };

/** Reads a verified callback. Throws `Unverified` when it is for another bot, or not what the platform sends. */
export function decodeAibot(body: VerifiedBody, context: DecodeContext): AibotDelivery {
  return decodeAibotText(body.text, context);
}

/** The same for a frame of the long connection, whose TLS and subscription vouch for it. */
export function decodeAibotText(text: string, context: DecodeContext): AibotDelivery {
  const callback = readCallback(text);
  if (context.botId !== undefined && callback.aibotid !== undefined && callback.aibotid !== context.botId) throw new Unverified('bot');
  if (callback.msgtype === 'stream') return { kind: 'refresh', streamId: callback.stream?.id ?? '' };
  return callback.msgtype === 'event' ? decodeEvent(callback, context) : decodeMessage(callback, context);
}

function readCallback(text: string): AibotCallback {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unverified('malformed');
  }
  if (isPlainWords(value)) return value;
  const parsed = AibotCallback.safeParse(value);
  if (!parsed.success) throw new Unverified('malformed');
  return parsed.data;
}

function decodeEvent(callback: AibotCallback, context: DecodeContext): AibotDelivery {
  const { event } = callback;
  const feedback = event?.feedback_event;
  const card = event?.template_card_event;
  if (event?.eventtype === 'enter_chat') return { kind: 'enter', account: callback.from?.userid ?? '' };
  if (event?.eventtype === 'disconnected_event') return { kind: 'displaced' };
  if (feedback) {
    const said = { verdict: verdicts[feedback.type] ?? 'withdrawn', code: feedback.id, reasons: feedback.inaccurate_reason_list ?? [] };
    return { kind: 'feedback', message: { ...shell(callback, context), button: { action: 'feedback', value: formatVerdict(said) } } };
  }
  const button = card && parseButtonKey(card.event_key);
  if (!card || !button) return { kind: 'other', what: event?.eventtype ?? '' };
  const chosen = (card.selected_items?.selected_item ?? []).flatMap(item => item.option_ids?.option_id ?? []);
  const value = [button.value, ...chosen].filter(part => part !== '').join(',');
  return { kind: 'message', message: { ...shell(callback, context), button: { ...button, value } }, media: [], taskId: card.task_id ?? null };
}

function decodeMessage(callback: AibotCallback, context: DecodeContext): AibotDelivery {
  const parts = partsOf(callback);
  const quote = quoteOf(callback.quote);
  const message = shell(callback, context);
  message.text = withoutMention(parts.text, { names: context.names, isGroup: callback.chattype === 'group' });
  message.attachments = parts.attachments.map(({ attachment }) => attachment);
  if (quote) message.quote = quote;
  return { kind: 'message', message, media: parts.attachments.map(({ place }) => place), taskId: null };
}

function shell(callback: AibotCallback, { bureau, at }: DecodeContext): IncomingMessage {
  const account = callback.from?.userid ?? '';
  const isGroup = callback.chattype === 'group' && callback.chatid !== undefined;
  const message: IncomingMessage = {
    bureau,
    id: callback.msgid,
    // A chat with one person has no id of its own; pushes name the person.
    conversation: { platform: 'wecom', id: isGroup ? (callback.chatid ?? '') : account, kind: isGroup ? 'group' : 'direct' },
    sender: { account, name: account },
    at,
    text: '',
    attachments: [],
  };
  if (callback.response_url !== undefined) message.replyAddress = createReplyAddress(callback.response_url, { account, at });
  return message;
}

interface Parts {
  text: string;
  attachments: { attachment: Attachment; place: MediaPlace | null }[];
}

/** Text and what hangs on it, in the order in which it was written. */
function partsOf(content: Content): Parts {
  const items: Content[] = content.msgtype === 'mixed' ? (content.mixed?.msg_item ?? []) : [content];
  const texts: string[] = [];
  const attachments: Parts['attachments'] = [];
  for (const item of items) {
    const said = item.msgtype === 'voice' ? item.voice?.content : item.text?.content;
    if (said) texts.push(said);
    const named = attachmentOf(item);
    if (named) attachments.push(named);
  }
  return { text: texts.join('\n'), attachments };
}

function attachmentOf(item: Content): Parts['attachments'][number] | undefined {
  const place = (media: { url?: string | undefined; aeskey?: string | undefined } | undefined): MediaPlace | null =>
    media?.url === undefined ? null : { url: media.url, ...(media.aeskey === undefined ? {} : { key: media.aeskey }) };
  if (item.msgtype === 'image') return { attachment: { kind: 'image', name: '图片' }, place: place(item.image) };
  if (item.msgtype === 'file') return { attachment: { kind: 'file', name: '文件' }, place: place(item.file) };
  // Nothing is done with a video; it is only told that there was one.
  return item.msgtype === 'video' ? { attachment: { kind: 'file', name: '视频' }, place: null } : undefined;
}

function quoteOf(content: Content | undefined): Quote | undefined {
  if (!content) return undefined;
  const { text, attachments } = partsOf(content);
  const named = attachments.map(({ attachment }) => `[${attachment.name}]`);
  const quoted = [text, ...named].filter(part => part !== '').join('\n');
  return quoted === '' ? undefined : { text: quoted };
}

/** No mention list comes along: the bot's own name is cut wherever it stands (it may contain spaces); an unknown one only at the start of a group message. */
export function withoutMention(text: string, bot: { names: readonly string[]; isGroup: boolean }): string {
  let name = '';
  for (const one of bot.names) if (one.length > name.length && text.includes(`@${one}`)) name = one;
  if (name === '') return bot.isGroup ? text.trim().replace(/^@\S+\s*/u, '') : text.trim();
  const at = text.indexOf(`@${name}`);
  const [before, after] = [text.slice(0, at).trimEnd(), text.slice(at + name.length + 1).replace(/^[\s,，:：]+/u, '')];
  return [before, after]
    .filter(part => part !== '')
    .join(' ')
    .trim();
}
