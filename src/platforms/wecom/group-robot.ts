import { createHash } from 'node:crypto';
import type { Clock } from '../../lib/clock.ts';
import { RateLimiter } from '../../lib/rate-limiter.ts';
import { type Api, ApiFailure } from './api.ts';
import { markdownBody, withMentions } from './encode.ts';
import { UploadAnswer } from './schema.ts';
import { type FileToSend, mediaForm } from './work-app.ts';

/** The platform takes 4,096 bytes, the mentions included. */
export const ROBOT_BYTES = 4_000;
/** Of a picture, before base64. */
const IMAGE_BYTES = 2 * 1024 * 1024;
/** 20 a minute for each key; some room is left for a clock that differs. */
const PER_MINUTE = 18;
/** Taken out of its group, or a key that never was (page 91770). */
const ROBOT_GONE = 93_000;

/** 群机器人 — pushes into one group each, with a mention of named members (page 91770). The key is the whole credential. */
export class GroupRobots {
  readonly #api: Api;
  readonly #keys: ReadonlyMap<string, string>;
  readonly #rate: RateLimiter;
  readonly #gone = new Set<string>();

  constructor(api: Api, keys: ReadonlyMap<string, string>, clock: Clock) {
    this.#api = api;
    this.#keys = keys;
    this.#rate = new RateLimiter({ amount: PER_MINUTE, perMs: 60_000, clock });
  }

  get size(): number {
    return this.#keys.size;
  }

  /** Groups whose robot was refused when it last spoke: taken out of the group, or a wrong key. */
  get gone(): readonly string[] {
    return [...this.#gone];
  }

  has(conversation: string): boolean {
    return this.#keys.has(conversation);
  }

  async sendMarkdown(conversation: string, text: string, mentions: readonly string[]): Promise<void> {
    await this.#send(conversation, markdownBody(withMentions(text, mentions)));
  }

  async sendFile(conversation: string, file: FileToSend): Promise<void> {
    const query = { key: this.#keys.get(conversation) ?? '', type: 'file' };
    const { media_id } = UploadAnswer.parse(await this.#api.call('/cgi-bin/webhook/upload_media', { query, form: mediaForm(file) }));
    await this.#send(conversation, { msgtype: 'file', file: { media_id } });
  }

  /** Its bytes come along; the platform checks them by their md5. */
  async sendImage(conversation: string, { bytes }: FileToSend): Promise<void> {
    if (bytes.length > IMAGE_BYTES) throw new ApiFailure(40009, { remedy: 'never' });
    const md5 = createHash('md5').update(bytes).digest('hex');
    await this.#send(conversation, { msgtype: 'image', image: { base64: Buffer.from(bytes).toString('base64'), md5 } });
  }

  async #send(conversation: string, json: Record<string, unknown>): Promise<void> {
    const waitMs = this.#rate.waitMs(conversation);
    if (waitMs > 0) throw new ApiFailure(45009, { remedy: 'later', afterMs: waitMs });
    this.#rate.take(conversation);
    try {
      await this.#api.call('/cgi-bin/webhook/send', { query: { key: this.#keys.get(conversation) ?? '' }, json });
      this.#gone.delete(conversation);
    } catch (error) {
      if (error instanceof ApiFailure && error.code === 45009) this.#rate.pause(conversation, error.afterMs);
      if (error instanceof ApiFailure && error.code === ROBOT_GONE) this.#gone.add(conversation);
      throw error;
    }
  }
}
