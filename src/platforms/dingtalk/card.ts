import { createHash, createHmac } from 'node:crypto';
import type { BureauId } from '../../domain/member.ts';
import type { Button, Conversation, IncomingMessage } from '../../domain/message.ts';
import type { Instant } from '../../lib/clock.ts';
import type { DingtalkConfig } from './config.ts';
import { titleOf, toDingtalkMarkdown } from './encode.ts';
import { CardCallback, CardParams } from './schema.ts';
import { isSame } from './verify.ts';

/** Topic of pressed buttons over Stream. */
export const CARD_TOPIC = '/v1.0/card/instances/callback';
/** Name of our callback address among those of the organisation. */
export const CARD_ROUTE = 'xiaofa';

/** Documented for one variable of a card; longer texts go without buttons, which they also say in words. */
const MAX_CARD_BYTES = 1_000;
/** Places for buttons in the template. */
const MAX_BUTTONS = 4;

/** A text with buttons, and where it goes. */
export interface Card {
  text: string;
  buttons: readonly Button[];
  conversation: Pick<Conversation, 'id' | 'kind'>;
  /** The message that it answers, or whatever tells it from other cards. */
  about: string;
}

export function fitsCard({ text, buttons }: Pick<Card, 'text' | 'buttons'>): boolean {
  return buttons.length > 0 && text !== '' && Buffer.byteLength(toDingtalkMarkdown(text)) <= MAX_CARD_BYTES;
}

/** https://open.dingtalk.com/document/development/create-and-deliver-cards — every variable is a string; `callbackType` in capitals, or a button does nothing. */
export function encodeCard(card: Card, { cardTemplate, robotCode, mode }: Pick<DingtalkConfig, 'cardTemplate' | 'robotCode' | 'mode'>): object {
  const { text, buttons, conversation, about } = card;
  const space = conversation.kind === 'group' ? 'IM_GROUP' : 'IM_ROBOT';
  const slots = buttons.slice(0, MAX_BUTTONS).flatMap(({ label, action, value }, at): [string, string][] => [
    [`label${at + 1}`, label],
    [`key${at + 1}`, `${action}:${value}`],
  ]);
  const cardParamMap = {
    title: titleOf(text),
    content: toDingtalkMarkdown(text),
    place: `${conversation.kind}:${conversation.id}`,
    ...Object.fromEntries(slots),
  };
  return {
    cardTemplateId: cardTemplate,
    outTrackId: createHash('sha256').update(`${about}\n${text}`).digest('hex').slice(0, 40),
    callbackType: mode === 'stream' ? 'STREAM' : 'HTTP',
    ...(mode === 'stream' ? {} : { callbackRouteKey: CARD_ROUTE }),
    cardData: { cardParamMap },
    openSpaceId: `dtv1.card//${space}.${conversation.id}`,
    userIdType: 1,
    ...(conversation.kind === 'group'
      ? { imGroupOpenSpaceModel: { supportForward: false }, imGroupOpenDeliverModel: { robotCode } }
      : { imRobotOpenSpaceModel: { supportForward: false }, imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode } }),
  };
}

/** 按下的按钮 — the card that it is on, and the message that it stands for. */
export interface Pressed {
  outTrackId: string;
  message: IncomingMessage;
}

/** Undefined for what is none of ours. Pressed twice by the same person, it is the same message. */
export function decodeCard(json: unknown, to: { bureau: BureauId; corpId: string | null; now: Instant }): Pressed | undefined {
  const parsed = CardCallback.safeParse(json);
  if (!parsed.success) return undefined;
  const { outTrackId, userId, corpId, content } = parsed.data;
  const params = paramsOf(content);
  const [, action, value] = /^([a-z-]+):(.*)$/s.exec(params?.key ?? '') ?? [];
  const [, kind, id] = /^(group|direct):(.+)$/s.exec(params?.place ?? '') ?? [];
  if (action === undefined || value === undefined || id === undefined) return undefined;
  if (to.corpId !== null && corpId !== '' && corpId !== to.corpId) return undefined;
  const message: IncomingMessage = {
    bureau: to.bureau,
    id: `card/${outTrackId}/${userId}/${action}:${value}`,
    conversation: { platform: 'dingtalk', id, kind: kind === 'group' ? 'group' : 'direct' },
    sender: { account: userId, name: userId },
    at: to.now,
    text: '',
    attachments: [],
    button: { action, value },
  };
  return { outTrackId, message };
}

/** Everybody judges and answers for themselves; what else is pressed in a group concerns all who see the card. */
const personal: ReadonlySet<string> = new Set(['judge', 'feedback', 'answer']);

export function concernsGroup({ conversation, button }: IncomingMessage): boolean {
  return conversation.kind === 'group' && button !== undefined && !personal.has(button.action);
}

/** What everybody sees of a card once somebody has pressed. Its buttons stay: that somebody pressed does not say that they were allowed to. */
export function touchedCard(outTrackId: string): object {
  const cardParamMap = { state: '已有人点选，结果见随后的答复' };
  return { outTrackId, cardData: { cardParamMap }, cardUpdateOptions: { updateCardDataByKey: true } };
}

function paramsOf(content: string): CardParams['cardPrivateData']['params'] | undefined {
  try {
    return CardParams.parse(JSON.parse(content)).cardPrivateData.params;
  } catch {
    return undefined;
  }
}

/** What the card shows from now on to whoever pressed: no buttons, and that it was taken. */
export const pressedCard = {
  cardData: { cardParamMap: { label1: '', label2: '', label3: '', label4: '', state: '已收到' } },
  cardUpdateOptions: { updateCardDataByKey: true },
};

/** The secret under which DingTalk signs presses over HTTP: our own choice, so that it needs no setting. */
export function cardSecret(clientSecret: string): string {
  return createHmac('sha256', clientSecret).update('card').digest('hex');
}

/** https://open.dingtalk.com/document/development/register-card-callback-address — the signature covers the timestamp alone. */
export function isCardSignatureGood(
  headers: { timestamp: string; signature: string },
  { secret, freshnessMs, now }: { secret: string; freshnessMs: number; now: Instant },
): boolean {
  const expected = createHmac('sha256', secret).update(headers.timestamp).digest('base64');
  const isFresh = /^\d{13}$/.test(headers.timestamp) && Math.abs(now - Number(headers.timestamp)) <= freshnessMs;
  return isSame(headers.signature, expected) && isFresh;
}
