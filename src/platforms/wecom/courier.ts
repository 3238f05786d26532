import { createHash } from 'node:crypto';
import { inPlaceOfLetters, type OutgoingFile, type OutgoingMessage, type ReplyAddress } from '../../domain/message.ts';
import type { Clock, Instant } from '../../lib/clock.ts';
import type { Logger } from '../../lib/logger.ts';
import { RateLimiter } from '../../lib/rate-limiter.ts';
import { splitText } from '../../lib/split-text.ts';
import type { DeliveryResult, RenderFile } from '../platform.ts';
import { type Api, ApiFailure, deliveryResultOf } from './api.ts';
import { APP_MESSAGE } from './decode-app.ts';
import { cardBody, markdownBody, withMentions } from './encode.ts';
import { type GroupRobots, ROBOT_BYTES } from './group-robot.ts';
import { type Way, waysFor } from './ladder.ts';
import type { OpenStream } from './open-stream.ts';
import type { OpenStreams } from './open-streams.ts';
import { PartsSent } from './parts-sent.ts';
import { readReplyAddress } from './reply-address.ts';
import type { LongConnection } from './stream.ts';
import { buttonCard } from './template-card.ts';
import { filesElsewhere, noWay, uncertainPush } from './words.ts';
import type { FileToSend, WorkApp } from './work-app.ts';

/** An app's text ends at 2,048 bytes without a word. */
const APP_BYTES = 2_000;
/** 30 a minute and 1,000 an hour for each person; what is more is dropped in silence. */
const APP_PER_MINUTE = 25;
const APP_PER_HOUR = 900;
const TEXT = 'text';
const delivered: DeliveryResult = { outcome: 'delivered' };
const names: Record<Way, string> = {
  stream: '智能机器人',
  'long-connection': '长连接',
  'reply-address': '延时回复',
  'group-robot': '群机器人',
  app: '自建应用',
};

/** What the courier goes by. */
export interface CourierOptions {
  streams: OpenStreams;
  connection: LongConnection | null;
  api: Api;
  robots: GroupRobots;
  app: WorkApp | null;
  /** Whether what is pressed in a card of the app comes back. */
  appHears: boolean;
  render: RenderFile;
  clock: Clock;
  logger: Logger;
}

/** One message on its way. */
interface Errand {
  message: OutgoingMessage;
  stream: OpenStream | undefined;
  isGroup: boolean;
  /** Group or person, by the platform's id. */
  target: string;
  /** Who is told privately; empty when nobody is known. */
  account: string;
}

/** `next`: this way leads nowhere any more, another may. */
type Sent = DeliveryResult | { outcome: 'next'; reason: string };

/** The same for the same message, so that a repeated try is no second card. */
function taskIdOf({ to, text, buttons, replyTo }: OutgoingMessage): string {
  return createHash('sha256')
    .update(JSON.stringify([to, text, buttons, replyTo]))
    .digest('hex')
    .slice(0, 40);
}

/** 信使 — carries a message along the ladder until something has taken it. */
export class Courier {
  readonly #options: CourierOptions;
  /** Reply addresses that were tried, until they expire: each is good for one message. */
  readonly #usedAddresses = new Map<string, Instant>();
  readonly #parts: PartsSent;
  /** Texts of bubbles that nobody came for, until they leave together. */
  readonly #leaving = new Map<OpenStream, { texts: string[]; result: Promise<DeliveryResult> }>();
  readonly #appRates: readonly RateLimiter[];

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#parts = new PartsSent(options.clock);
    this.#appRates = [
      new RateLimiter({ amount: APP_PER_MINUTE, perMs: 60_000, clock: options.clock }),
      new RateLimiter({ amount: APP_PER_HOUR, perMs: 3_600_000, clock: options.clock }),
    ];
  }

  /** Into the bubble of that message, while it is open. */
  preview(messageId: string, text: string): void {
    this.#options.streams.ofMessage(messageId)?.preview(text);
  }

  async deliver(message: OutgoingMessage): Promise<DeliveryResult> {
    const errand = await this.#withPictures(this.#errand(message));
    if (this.#parts.has(message, TEXT)) return this.#files(errand);
    const ways = this.#ways(errand);
    const withText = this.#withFileNote(errand, ways);
    if (ways[0] === 'stream' && withText.stream) return this.#intoStream(withText, withText.stream, ways.slice(1));
    return this.#withFiles(withText, await this.#walk(withText, ways));
  }

  #errand(message: OutgoingMessage): Errand {
    const stream = message.replyTo === undefined ? undefined : this.#options.streams.ofMessage(message.replyTo);
    const asked = stream?.account ?? (message.replyAddress ? readReplyAddress(message.replyAddress).account : '');
    if (!('conversation' in message.to)) return { message, stream, isGroup: false, target: message.to.account, account: message.to.account };
    const { id, kind } = message.to.conversation;
    return { message, stream, isGroup: kind === 'group', target: id, account: kind === 'direct' ? id : asked };
  }

  #ways({ message, stream, isGroup, target, account }: Errand): Way[] {
    const { connection, robots, app } = this.#options;
    return waysFor({
      isReply: message.replyTo !== undefined,
      isGroup,
      wantsMentions: message.mentions.length > 0,
      works: {
        stream: stream?.takes(message.text) ?? false,
        'long-connection': (connection?.isReady ?? false) && !message.replyTo?.startsWith(APP_MESSAGE),
        'reply-address': this.#isAddressGood(message),
        'group-robot': isGroup && robots.has(target),
        app: app !== null && account !== '',
      },
    });
  }

  #isAddressGood({ replyAddress }: OutgoingMessage): boolean {
    return replyAddress !== undefined && this.#options.clock.now() < replyAddress.expiresAt && !this.#usedAddresses.has(replyAddress.value);
  }

  /** What can be drawn and has a way goes as a picture; of the rest the letters stay. */
  async #withPictures(errand: Errand): Promise<Errand> {
    let { text } = errand.message;
    const files: OutgoingFile[] = [];
    for (const file of errand.message.files) {
      if (file.letters !== undefined && !(await this.#isDrawn(errand, file))) continue;
      if (file.letters !== undefined) text = inPlaceOfLetters(text, file.letters);
      files.push(file);
    }
    return { ...errand, message: { ...errand.message, text, files } };
  }

  async #isDrawn(errand: Errand, file: OutgoingFile): Promise<boolean> {
    const way = this.#fileWay(errand);
    // The app would show it to the asker alone, and the group would have neither picture nor letters.
    if (way === null || (way === 'app' && errand.isGroup)) return false;
    return this.#options.render(file).then(
      () => true,
      () => false,
    );
  }

  /** Files cannot lie in a bubble; when nothing else leads there, the text says so. */
  #withFileNote(errand: Errand, ways: readonly Way[]): Errand {
    const { message } = errand;
    if (message.files.length === 0 || this.#fileWay(errand) !== null || ways.length === 0) return errand;
    this.#options.logger.warn({ files: message.files.length }, 'no way for files into this conversation');
    const text = [message.text, filesElsewhere(message.files.map(file => file.name))].filter(part => part !== '').join('\n\n');
    return { ...errand, message: { ...message, text, files: [] } };
  }

  /** At once when the bubble takes it; whether the platform came for it is known a little later. */
  async #intoStream(errand: Errand, stream: OpenStream, others: readonly Way[]): Promise<DeliveryResult> {
    const { message } = errand;
    const card = message.buttons.length === 0 ? null : buttonCard(message.buttons, `${stream.id}-${message.buttons.length}`);
    const taken = stream
      .place(message.text, card)
      .then(isTaken => (isTaken ? delivered : this.#elsewhere(errand, stream, others)))
      .then(result => this.#withFiles(errand, result));
    taken.then(
      result =>
        result.outcome === 'delivered' || this.#options.logger.warn({ reason: result.reason }, 'an answer was not fetched and found no other way'),
      (error: unknown) => this.#options.logger.error({ error: error instanceof Error ? error.name : typeof error }, 'an answer was lost on its way'),
    );
    return { outcome: 'delivered', taken };
  }

  /** What one bubble still held leaves as one message: a reply address takes only one. */
  #elsewhere(errand: Errand, stream: OpenStream, ways: readonly Way[]): Promise<DeliveryResult> {
    const waiting = this.#leaving.get(stream);
    if (waiting) {
      waiting.texts.push(errand.message.text);
      return waiting.result;
    }
    const texts = [errand.message.text];
    const result = Promise.resolve().then(() => {
      this.#leaving.delete(stream);
      return this.#walk({ ...errand, message: { ...errand.message, text: texts.join('\n\n') } }, ways);
    });
    this.#leaving.set(stream, { texts, result });
    return result;
  }

  async #walk(errand: Errand, ways: readonly Way[]): Promise<DeliveryResult> {
    let reason = errand.message.replyTo !== undefined ? noWay.reply : errand.isGroup ? noWay.group : noWay.person;
    for (const way of ways) {
      const sent = await this.#by(way, errand);
      if (sent.outcome !== 'next') return sent;
      reason = sent.reason;
    }
    return { outcome: 'refused', reason };
  }

  async #by(way: Way, errand: Errand): Promise<Sent> {
    try {
      if (way === 'reply-address') return await this.#toReplyAddress(errand);
      await this.#pieces(way, errand);
      await this.#card(way, errand);
      return { outcome: 'delivered' };
    } catch (error) {
      const result = deliveryResultOf(error, names[way]);
      if (error instanceof ApiFailure && error.isUncertain && way !== 'app') return { outcome: 'unknown', reason: uncertainPush };
      return result.outcome === 'refused' ? { outcome: 'next', reason: result.reason } : result;
    }
  }

  /** Used up before it is called: a second call would never be taken, and its answer may get lost. */
  async #toReplyAddress({ message, isGroup }: Errand): Promise<Sent> {
    const address = message.replyAddress;
    if (!address || !this.#isAddressGood(message)) return { outcome: 'next', reason: noWay.reply };
    this.#useUp(address);
    const { url } = readReplyAddress(address);
    // A card is taken in single chats only; text and card cannot go together, and the text says in words what the buttons do.
    const body = message.text === '' && !isGroup ? cardBody(buttonCard(message.buttons, `r-${message.replyTo ?? ''}`)) : markdownBody(message.text);
    try {
      await this.#options.api.post(url, body);
      return { outcome: 'delivered' };
    } catch (error) {
      const isUncertain = error instanceof ApiFailure && error.isUncertain;
      return isUncertain ? { outcome: 'unknown', reason: uncertainPush } : { outcome: 'next', reason: '延时回复没有被接受' };
    }
  }

  #useUp({ value, expiresAt }: ReplyAddress): void {
    const now = this.#options.clock.now();
    for (const [used, until] of this.#usedAddresses) {
      if (until > now) break;
      this.#usedAddresses.delete(used);
    }
    this.#usedAddresses.set(value, expiresAt);
  }

  async #pieces(way: Way, errand: Errand): Promise<void> {
    const { message, target, account } = errand;
    const { connection, robots, app } = this.#options;
    const limit = way === 'app' ? APP_BYTES : way === 'group-robot' ? ROBOT_BYTES - Buffer.byteLength(withMentions('', message.mentions)) : undefined;
    const pieces = message.text === '' ? [] : limit === undefined ? [message.text] : splitText(message.text, Math.max(400, limit));
    for (const [at, text] of pieces.entries()) {
      await this.#parts.once(message, `${way}:${at}`, async () => {
        const mentions = at === 0 ? message.mentions : [];
        if (way === 'group-robot') await robots.sendMarkdown(target, text, mentions);
        if (way === 'long-connection') await connection?.send({ target, isGroup: errand.isGroup }, markdownBody(text));
        if (way === 'app') await this.#toPerson(account, () => app?.sendMarkdown(account, text, message.replyTo));
      });
    }
  }

  /** Under a private message, where a press comes back; a card that is not taken is no loss, for the text says in words what it does. */
  async #card(way: Way, { message, account, isGroup }: Errand): Promise<void> {
    const { connection, app, appHears, logger } = this.#options;
    if (message.buttons.length === 0 || isGroup) return;
    const card = buttonCard(message.buttons, taskIdOf(message));
    try {
      await this.#parts.once(message, 'card', async () => {
        if (way === 'long-connection') await connection?.send({ target: account, isGroup }, cardBody(card));
        if (way === 'app' && appHears) await this.#toPerson(account, () => app?.sendCard(account, card));
      });
    } catch (error) {
      logger.warn({ code: error instanceof ApiFailure ? error.code : null }, 'a card was not taken, its text stands alone');
    }
  }

  async #toPerson(account: string, send: () => Promise<void> | undefined): Promise<void> {
    const waitMs = Math.max(...this.#appRates.map(rate => rate.waitMs(account)));
    if (waitMs > 0) throw new ApiFailure(45009, { remedy: 'later', afterMs: waitMs });
    for (const rate of this.#appRates) rate.take(account);
    await send();
  }

  #fileWay({ isGroup, target, account }: Errand): Way | null {
    const { robots, app, connection } = this.#options;
    if (isGroup && robots.has(target)) return 'group-robot';
    if (connection?.isReady) return 'long-connection';
    return app !== null && account !== '' ? 'app' : null;
  }

  async #withFiles(errand: Errand, text: DeliveryResult): Promise<DeliveryResult> {
    return text.outcome === 'delivered' ? this.#files(errand) : text;
  }

  async #files(errand: Errand): Promise<DeliveryResult> {
    const { message } = errand;
    const way = this.#fileWay(errand);
    try {
      if (message.files.length > 0) await this.#parts.once(message, TEXT, async () => {});
      for (const file of message.files) {
        await this.#parts.once(message, `file:${file.id}`, async () => {
          const bytes = await this.#options.render(file);
          if (way === null) return;
          if (file.letters === undefined) await this.#sendFile(way, errand, { name: file.name, bytes });
          else await this.#sendPicture(way, errand, { name: file.name, bytes, letters: file.letters });
        });
      }
      this.#parts.forget(message);
      return { outcome: 'delivered' };
    } catch (error) {
      return deliveryResultOf(error, '文件上传');
    }
  }

  async #sendFile(way: Way, { target, account, isGroup }: Errand, file: FileToSend): Promise<void> {
    const { robots, app, connection } = this.#options;
    if (way === 'group-robot') await robots.sendFile(target, file);
    if (way === 'long-connection') await connection?.sendMedia({ target, isGroup }, file, 'file');
    if (way === 'app') await this.#toPerson(account, () => app?.sendMedia(account, file, 'file'));
  }

  /** A picture that is not taken comes in letters: its figures are what was asked for. */
  async #sendPicture(way: Way, errand: Errand, picture: FileToSend & { letters: string }): Promise<void> {
    const { robots, app, connection, logger } = this.#options;
    const { target, account, isGroup, message } = errand;
    try {
      if (way === 'group-robot') await robots.sendImage(target, picture);
      if (way === 'long-connection') await connection?.sendMedia({ target, isGroup }, picture, 'image');
      if (way === 'app') await this.#toPerson(account, () => app?.sendMedia(account, picture, 'image'));
    } catch (error) {
      logger.warn({ code: error instanceof ApiFailure ? error.code : null }, 'a picture was not taken and goes in letters');
      await this.#pieces(way, { ...errand, message: { ...message, text: picture.letters, mentions: [] } });
    }
  }
}
