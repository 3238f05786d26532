import type { IncomingMessage } from '../../domain/message.ts';
import type { Accepted, PlatformSurroundings } from '../platform.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { type AibotConfig, PUBLIC_WEBSOCKET, type WecomConfig, type WecomTimings } from './config.ts';
import type { Contacts } from './contacts.ts';
import { type AibotDelivery, type DecodeContext, decodeAibot, decodeAibotText, type MediaPlace } from './decode.ts';
import { pressedBody, streamBody, textBody } from './encode.ts';
import { fetchMedia } from './media.ts';
import type { OpenStream } from './open-stream.ts';
import type { OpenStreams } from './open-streams.ts';
import type { ReceivedFrame } from './sdk-session.ts';
import type { LongConnection } from './stream.ts';
import { pressedCard } from './template-card.ts';
import type { VerifiedBody } from './verify.ts';
import { lostStream, welcome } from './words.ts';

/** So many callbacks may wait for their answers at a time; when more come, there is work to do first. */
const MAX_WAITING = 2;
const MAX_GROUPS = 100;
/** Nobody waits for a picture of evidence with a callback open. */
const EVIDENCE_MS = 20_000;
const PADDING = 32;

/** What the bot's handlers go by. */
export interface AibotOptions {
  bot: AibotConfig;
  evidence: boolean;
  /** Where pictures and files may lie. */
  hosts: AllowedHosts;
  fetch: typeof fetch;
  timings: WecomTimings;
  contacts: Contacts | null;
  streams: OpenStreams;
  surroundings: PlatformSurroundings;
}

/** What became of a message: its bubble, and whether this run of the program was the first to hear it. */
type Heard = { stream: OpenStream; isFirst: boolean } | null;

/** 智能机器人 — what is done with each thing that reaches the bot, by callback or over the long connection. */
export class Aibot {
  readonly #options: AibotOptions;
  /** Messages on their way into the pipeline, so that a redelivery waits for the first. */
  readonly #hearing = new Map<string, Promise<Heard>>();
  #waiting = 0;
  readonly #groups = new Set<string>();

  constructor(options: AibotOptions) {
    this.#options = options;
  }

  /** Groups that were heard, so that an operator can copy their ids. */
  get groups(): readonly string[] {
    return [...this.#groups];
  }

  /** A callback; resolves to the reply, or null for an empty one. */
  async onCallback(body: VerifiedBody): Promise<object | null> {
    const delivery = decodeAibot(body, this.#context());
    if (delivery.kind === 'refresh') return this.#refresh(delivery.streamId);
    if (delivery.kind === 'enter') return textBody(this.#welcome());
    if (delivery.kind === 'feedback') return this.#judge(delivery.message);
    if (delivery.kind !== 'message') return this.#note(delivery);
    if (delivery.taskId !== null) {
      await this.#accept(delivery);
      return pressedBody(delivery.taskId);
    }
    const heard = await this.#hear(delivery);
    if (heard === null) return null;
    if (this.#waiting < MAX_WAITING) await this.#patience(heard.stream);
    return heard.stream.endSilently() ? null : streamBody(heard.stream.serve());
  }

  /** A frame of the long connection. */
  async onFrame(frame: ReceivedFrame, connection: LongConnection): Promise<void> {
    const delivery = decodeAibotText(JSON.stringify(frame.body ?? null), this.#context());
    if (delivery.kind === 'enter') return connection.respond(frame, 'aibot_respond_welcome_msg', textBody(this.#welcome()));
    if (delivery.kind === 'feedback') return void (await this.#judge(delivery.message));
    if (delivery.kind !== 'message') return void this.#note(delivery);
    if (delivery.taskId !== null) {
      const card = { response_type: 'update_template_card', template_card: pressedCard(delivery.taskId) };
      await this.#accept(delivery);
      return connection.respond(frame, 'aibot_respond_update_msg', card);
    }
    const heard = await this.#hear(delivery);
    if (heard?.isFirst) await connection.attend(heard.stream, frame);
  }

  #context(): DecodeContext {
    const { bot, surroundings } = this.#options;
    return {
      bureau: surroundings.bureau,
      names: bot.names,
      at: surroundings.clock.now(),
      ...(bot.id === undefined ? {} : { botId: bot.id }),
    };
  }

  #welcome(): string {
    return welcome(this.#options.bot.names[0] ?? '小法');
  }

  /** A stream of an earlier run is ended with words, or its bubble would turn for six minutes. */
  #refresh(streamId: string): object {
    const stream = this.#options.streams.withId(streamId);
    return streamBody(stream?.serve() ?? { id: streamId, content: lostStream, isFinished: true, isFirst: false, card: null });
  }

  /** The platform allows nothing but an empty reply to a verdict. */
  async #judge(message: IncomingMessage): Promise<null> {
    await this.#accept({ kind: 'message', message, media: [], taskId: null });
    return null;
  }

  #note(delivery: AibotDelivery): null {
    const { logger } = this.#options.surroundings;
    if (delivery.kind === 'other') logger.debug({ what: delivery.what }, 'an event that needs nothing');
    return null;
  }

  /** Opens the bubble and hands the message in, once for all its redeliveries; null when it was answered before this run. */
  #hear(delivery: AibotDelivery & { kind: 'message' }): Promise<Heard> {
    const { id, sender } = delivery.message;
    const known = this.#hearing.get(id);
    if (known) return known.then(again);
    const { stream, isNew } = this.#options.streams.open(id, sender.account);
    if (!isNew) return Promise.resolve({ stream, isFirst: false });
    const hearing = this.#first(delivery, stream);
    this.#hearing.set(id, hearing);
    return hearing;
  }

  async #first(delivery: AibotDelivery & { kind: 'message' }, stream: OpenStream): Promise<Heard> {
    const { streams } = this.#options;
    try {
      const { isNew, answered } = await this.#accept(delivery);
      if (!isNew) {
        streams.drop(stream);
        return null;
      }
      const finish = (): void => stream.finish();
      answered.then(finish, finish);
      return { stream, isFirst: true };
    } catch (error) {
      streams.drop(stream);
      throw error;
    } finally {
      this.#hearing.delete(delivery.message.id);
    }
  }

  #accept(delivery: AibotDelivery & { kind: 'message' }): Promise<Accepted> {
    const { contacts, surroundings } = this.#options;
    const { message, media } = delivery;
    if (message.conversation.kind === 'group' && this.#groups.size < MAX_GROUPS) this.#groups.add(message.conversation.id);
    // Nothing to look up or to fetch: most messages of a bot without an app are like this.
    return !contacts && media.length === 0 ? surroundings.receive(message) : this.#acceptCompleted(delivery);
  }

  /** With the sender's name and what hangs on the message. */
  async #acceptCompleted({ message, media }: AibotDelivery & { kind: 'message' }): Promise<Accepted> {
    const { contacts, surroundings } = this.#options;
    const [contact, attachments] = await Promise.all([contacts?.find(message.sender.account), this.#attachments(message, media)]);
    const sender = contact ? { account: contact.account, name: contact.name } : message.sender;
    const isOwn = message.conversation.kind === 'direct';
    return surroundings.receive({
      ...message,
      sender,
      attachments,
      conversation: isOwn ? { ...message.conversation, id: sender.account } : message.conversation,
    });
  }

  /** Documents are fetched, because people hand in last year's report; pictures only as evidence, and only when it is clear for what. */
  #attachments(message: IncomingMessage, media: readonly (MediaPlace | null)[]): Promise<IncomingMessage['attachments']> {
    const { evidence, hosts, bot } = this.#options;
    return Promise.all(
      message.attachments.map(async (attachment, at) => {
        const place = media[at];
        if (!place || (attachment.kind === 'image' && !evidence)) return attachment;
        const from = { hosts, fetch: this.#options.fetch, encodingAesKey: bot.callback?.encodingAesKey ?? '' };
        if (attachment.kind === 'image')
          return {
            ...attachment,
            // Encrypted, it is up to a block of padding bigger.
            fetch: async (maxBytes: number) => (await fetchMedia(place, from, { maxBytes: maxBytes + PADDING, waitMs: EVIDENCE_MS }))?.bytes ?? null,
          };
        const fetched = await fetchMedia(place, from);
        return fetched ? { ...attachment, name: fetched.name ?? attachment.name, bytes: fetched.bytes } : attachment;
      }),
    );
  }

  /** Most answers are there within milliseconds, and then no placeholder is ever seen. */
  async #patience(stream: OpenStream): Promise<void> {
    this.#waiting += 1;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>(resolve => {
      timer = setTimeout(resolve, this.#options.timings.patienceMs);
    });
    await Promise.race([stream.settled, late]);
    clearTimeout(timer);
    this.#waiting -= 1;
  }
}

function again(heard: Heard): Heard {
  return heard && { ...heard, isFirst: false };
}

/** Settings of the connection that a bot may have. */
export function longConnectionOf(config: WecomConfig): { botId: string; secret: string; url: string } | null {
  const { aibot } = config;
  if (!aibot?.longConnection || aibot.callback || aibot.id === undefined) return null;
  return { botId: aibot.id, secret: aibot.longConnection.secret, url: aibot.longConnection.url || PUBLIC_WEBSOCKET };
}
