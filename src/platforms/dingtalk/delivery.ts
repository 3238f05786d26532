import { dateOf } from '../../domain/date.ts';
import { inPlaceOfLetters, isPicture, type OutgoingFile, type OutgoingMessage } from '../../domain/message.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import { zipOne } from '../../lib/zip-one.ts';
import type { DeliveryResult, RenderFile } from '../platform.ts';
import type { DingtalkApi } from './api.ts';
import { fitsCard } from './card.ts';
import type { DingtalkConfig } from './config.ts';
import type { Contacts } from './contacts.ts';
import { encodeFile, encodeForRobot, fileTypeOf, piecesThatFit, type RobotPayload } from './encode.ts';
import { DingtalkFailure, type FailureKind, resultOf, resultOfSaying } from './failure.ts';
import { type Way, wayForFiles, waysOut } from './ladder.ts';
import { uploadFile } from './media.ts';
import type { QuotaMeter } from './quota.ts';
import type { Sender } from './sender.ts';

/** `msgParam` takes 15,000 bytes and a webhook body 20,000; within this both take every piece. */
const MAX_PIECE_BYTES = 14_000;
const FILE_TRIES = 3;

interface DeliveryOptions {
  config: DingtalkConfig;
  clock: Clock;
  logger: Logger;
  api: DingtalkApi;
  sender: Sender;
  quota: QuotaMeter;
  contacts: Contacts;
  render: RenderFile;
}

/** After these another way may be open; after the others every way is as closed, or the same one opens later. */
const tryNextWay: readonly FailureKind[] = ['session', 'robot', 'permission', 'quota', 'recipient', 'other'];

/** Hands one message to DingTalk: files are uploaded first, so that what fails does so before anything was said. */
export async function deliver(given: OutgoingMessage, options: DeliveryOptions): Promise<DeliveryResult> {
  try {
    const message = await withPictures(given, options);
    const files = await prepareFiles(message.files, options);
    const text = [message.text, ...files.flatMap(file => ('note' in file ? [file.note] : []))].filter(part => part !== '').join('\n\n');
    const ways = waysOut(message, options.config, options.clock.now());
    if (text !== '' && !(await sentAsCard({ ...message, text }, options))) {
      const said = await say(text, ways, { mentions: message.mentions, options });
      if (said.outcome !== 'delivered') return said;
    }
    const payloads = files.flatMap(file => ('payload' in file ? [file] : []));
    for (const { name, payload } of payloads) await sendFile({ name, payload, way: wayForFiles(message), ways }, options);
    return { outcome: 'delivered' };
  } catch (error) {
    return resultOf(error);
  }
}

/** Buttons are worth an API call only while the month has plenty of them; whatever goes wrong, the text goes its usual way. */
async function sentAsCard({ to, text, buttons, mentions, replyTo }: OutgoingMessage, options: DeliveryOptions): Promise<boolean> {
  const { config, clock, quota, sender, logger } = options;
  if (config.cardTemplate === null || mentions.length > 0 || !fitsCard({ text, buttons }) || quota.isShort('api')) return false;
  const conversation = 'conversation' in to ? to.conversation : ({ id: to.account, kind: 'direct' } as const);
  try {
    await sender.card({ text, buttons, conversation, about: replyTo ?? dateOf(clock.now()) });
    return true;
  } catch (error) {
    if (!(error instanceof DingtalkFailure)) throw error;
    // An answer got lost the time before: the card stands there.
    if (/cardAlreadyExist/i.test(error.vendorCode)) return true;
    if (error.kind === 'network' || error.kind === 'throttled') throw error;
    logger.warn({ code: error.vendorCode }, 'dingtalk card not sent, its text goes alone');
    return false;
  }
}

/** Pictures stand in the text itself, so that it stays one message; what goes wrong with one leaves its letters. */
async function withPictures(message: OutgoingMessage, { api, quota, render, logger }: DeliveryOptions): Promise<OutgoingMessage> {
  let { text } = message;
  for (const file of message.files) {
    if (file.letters === undefined || quota.isShort('api')) continue;
    try {
      const mediaId = await uploadFile(api, file, await render(file), 'image');
      if (mediaId !== undefined) text = inPlaceOfLetters(text, file.letters, `![${file.name}](${mediaId})`);
    } catch (error) {
      logger.warn({ error: error instanceof DingtalkFailure ? error.vendorCode : 'not drawn' }, 'dingtalk picture not sent, its letters stay');
    }
  }
  return { ...message, text, files: message.files.filter(({ letters }) => letters === undefined) };
}

type Prepared = { name: string; payload: RobotPayload } | { note: string };

async function prepareFiles(files: readonly OutgoingFile[], { api, render }: DeliveryOptions): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const file of files) {
    // A robot's file message knows no pictures.
    const isWrapped = isPicture({ kind: 'file', name: file.name });
    const name = isWrapped ? `${file.name}.zip` : file.name;
    const type = fileTypeOf(name);
    const bytes = type === undefined ? undefined : await render(file);
    const mediaId = bytes && (await uploadFile(api, { ...file, name }, isWrapped ? zipOne(file.name, bytes) : bytes));
    const isSendable = type !== undefined && mediaId !== undefined;
    prepared.push(isSendable ? { name, payload: encodeFile({ mediaId, name, type }) } : { note: notSendable(name) });
  }
  return prepared;
}

function notSendable(name: string): string {
  return `> 文件《${name}》钉钉发不了（只收20MB以内的 docx、xlsx、pdf、zip），请到控制台下载。`;
}

function notSent(name: string): string {
  return `> 文件《${name}》这次没有发出去，请过几分钟再要一次；一直不行请联系管理员。`;
}

function perhapsSent(name: string): string {
  return `> 文件《${name}》不确定发到了没有。没看到的话，请过几分钟再要一次。`;
}

async function say(...spoken: Parameters<typeof sendText>): Promise<DeliveryResult> {
  try {
    await sendText(...spoken);
    return { outcome: 'delivered' };
  } catch (error) {
    return resultOfSaying(error);
  }
}

async function sendText(text: string, ways: readonly Way[], how: { mentions: readonly string[]; options: DeliveryOptions }): Promise<void> {
  const pieces = piecesThatFit(text, MAX_PIECE_BYTES, piece => encodeForRobot(piece).msgParam);
  let open = ways;
  for (const [index, piece] of pieces.entries()) {
    const mentions = index === pieces.length - 1 ? how.mentions : [];
    open = await sendPiece(piece, open, { ...how, mentions });
  }
}

/** Returns the ways that are still open, the one that worked first. */
async function sendPiece(
  piece: string,
  ways: readonly Way[],
  how: { mentions: readonly string[]; options: DeliveryOptions },
): Promise<readonly Way[]> {
  for (const [index, way] of ways.entries()) {
    try {
      const text = way.way === 'group-message' ? await withNames(piece, how.mentions, how.options.contacts) : piece;
      await how.options.sender.text(way, text, how.mentions);
      return ways.slice(index);
    } catch (error) {
      if (index === ways.length - 1 || !(error instanceof DingtalkFailure) || !tryNextWay.includes(error.kind)) throw error;
      how.options.logger.info({ way: way.way, code: error.vendorCode }, 'dingtalk way closed, next one taken');
    }
  }
  return ways;
}

/** Where nobody can be mentioned, people are at least named, if they are in the contacts. */
async function withNames(piece: string, mentions: readonly string[], contacts: Contacts): Promise<string> {
  const people = await Promise.all(mentions.map(account => contacts.person(account).catch(() => undefined)));
  const names = people.flatMap(person => (person === undefined || piece.includes(person.name) ? [] : [person.name]));
  return names.length === 0 ? piece : `${piece}\n\n请${names.join('、')}查看。`;
}

/** The text has been said, so saying it again because a file failed would be worse than saying that the file failed. A file that may be there is not sent twice. */
async function sendFile(file: { name: string; payload: RobotPayload; way: Way; ways: readonly Way[] }, options: DeliveryOptions): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await options.sender.robot(file.way, file.payload);
    } catch (error) {
      if (!(error instanceof DingtalkFailure)) throw error;
      if (error.kind === 'network' && !error.isUncertain && tries < FILE_TRIES) continue;
      options.logger.warn({ code: error.vendorCode }, 'dingtalk file not sent');
      await sendText(error.isUncertain ? perhapsSent(file.name) : notSent(file.name), file.ways, { mentions: [], options }).catch(() => undefined);
      return;
    }
  }
}
