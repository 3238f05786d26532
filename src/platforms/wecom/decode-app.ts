import type { BureauId } from '../../domain/member.ts';
import type { Attachment, IncomingMessage } from '../../domain/message.ts';
import type { Instant } from '../../lib/clock.ts';
import { type AppMessage, readAppMessage } from './app-xml.ts';
import { parseButtonKey } from './template-card.ts';
import type { VerifiedBody } from './verify.ts';

/** What one callback of the app is about; `responseCode`, of a pressed button, is good for one change of its card. */
export type AppDelivery = { kind: 'message'; message: IncomingMessage; responseCode?: string | undefined } | { kind: 'other'; what: string };

const named: Record<string, Attachment> = {
  image: { kind: 'image', name: '图片' },
  voice: { kind: 'voice', name: '语音' },
  video: { kind: 'file', name: '视频' },
  file: { kind: 'file', name: '文件' },
};

/** What was said to the app is answered by the app, not by the bot. */
export const APP_MESSAGE = 'app/';

/** Reads a verified callback of the self-built app: always from one person, whose account is plain. */
export function decodeApp(body: VerifiedBody, context: { bureau: BureauId; at: Instant }): AppDelivery {
  const xml = readAppMessage(body.text);
  // The platform itself speaks as `sys`; answering it would never end.
  if (xml.FromUserName === 'sys') return { kind: 'other', what: 'sys' };
  const message = shell(xml, context);
  if (xml.MsgType === 'text') return { kind: 'message', message: { ...message, text: (xml.Content ?? '').trim() } };
  const attachment = named[xml.MsgType];
  if (attachment) return { kind: 'message', message: { ...message, attachments: [attachment] } };
  const button = xml.Event === 'template_card_event' ? parseButtonKey(xml.EventKey ?? '') : undefined;
  return button
    ? { kind: 'message', message: { ...message, button }, responseCode: xml.ResponseCode }
    : { kind: 'other', what: xml.Event ?? xml.MsgType };
}

function shell(xml: AppMessage, { bureau, at }: { bureau: BureauId; at: Instant }): IncomingMessage {
  const account = xml.FromUserName;
  return {
    bureau,
    id: idOf(xml),
    conversation: { platform: 'wecom', id: account, kind: 'direct' },
    sender: { account, name: account },
    at,
    text: '',
    attachments: [],
  };
}

/** Ids are told apart by app and sender: a MsgId alone has been seen twice; an event has none. */
function idOf({ AgentID = '', FromUserName, MsgId, CreateTime, Event = '', EventKey = '', TaskId = '' }: AppMessage): string {
  const own = MsgId ?? [CreateTime, Event, EventKey, TaskId].join('/');
  return `${APP_MESSAGE}${AgentID}/${FromUserName}/${own}`;
}
