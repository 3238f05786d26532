import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import type { CallbackKeys } from '../../src/platforms/wecom/config.ts';
import type { EmulatedWecom } from './emulated-wecom.ts';

/** What is changed about a request, to see it refused. */
export interface Tampering {
  token?: string;
  signature?: string;
  timestamp?: number;
  nonce?: string;
  receiver?: string;
  /** The ciphertext itself. */
  encrypt?: string;
  /** More query, as text: `&nonce=again`. */
  query?: string;
}

export interface CallbackAnswer {
  status: number;
  raw: string;
  /** Decrypted; null for an empty body. */
  reply: Record<string, unknown> | null;
}

/** A reply as the person sees it. */
export interface Bubble {
  id: string;
  content: string;
  isFinished: boolean;
  card: Record<string, unknown> | null;
  /** Everything that stood in it, in order. */
  frames: string[];
}

/** What somebody says. */
export interface Said {
  id?: string;
  from: string;
  text?: string;
  group?: string;
  quote?: Record<string, unknown>;
  /** Any other fields of the body, `msgtype` included. */
  body?: Record<string, unknown>;
}

const POLLS = 40;
/** A person may have so many unfinished bubbles with one bot. */
const MOST_IN_FLIGHT = 3;
/** So long after the message the platform asks for its bubble no more: what stands there stays. */
const WINDOW_MS = 6 * 60_000;

/** 企业微信的回调端 — calls our webhook as the platform does: signed, encrypted, asking again for a bubble until it is finished. */
export class EmulatedAibot {
  readonly #options: { url: string; keys: CallbackKeys; botId: string; now: () => number; wecom: EmulatedWecom };
  /** What the platform did not hand over, because its sender had three bubbles turning. */
  readonly heldBack: Said[] = [];
  /** Bubbles that turn, by id. */
  readonly #turning = new Map<string, { from: string; since: number; last: Bubble }>();
  #made = 0;

  constructor(options: { url: string; keys: CallbackKeys; botId: string; now: () => number; wecom: EmulatedWecom }) {
    this.#options = options;
  }

  /** The address check that happens when the console saves. */
  async checkAddress(echo: string, tampering: Tampering = {}): Promise<{ status: number; body: string; type: string | null }> {
    const { query, cipher } = this.#sealed(echo, tampering);
    const response = await fetch(`${this.#options.url}?${query}&echostr=${encodeURIComponent(cipher)}`);
    return { status: response.status, body: await response.text(), type: response.headers.get('content-type') };
  }

  async post(plain: unknown, tampering: Tampering = {}): Promise<CallbackAnswer> {
    const { query, cipher } = this.#sealed(typeof plain === 'string' ? plain : JSON.stringify(plain), tampering);
    return this.send(`?${query}${tampering.query ?? ''}`, JSON.stringify({ encrypt: cipher }));
  }

  /** The very bytes, for what is not even an envelope. */
  async send(query: string, body: string | Buffer): Promise<CallbackAnswer> {
    const response = await fetch(`${this.#options.url}${query}`, {
      method: 'POST',
      body: body as string,
      headers: { 'content-type': 'application/json' },
    });
    const raw = await response.text();
    return { status: response.status, raw, reply: response.status === 200 && raw !== '' ? this.#opened(raw) : null };
  }

  /** The plain body of a message. */
  body({ id, from, text = '', group, quote, body }: Said): Record<string, unknown> {
    this.#made += 1;
    return {
      msgid: id ?? `MSG${this.#made}`,
      aibotid: this.#options.botId,
      ...(group === undefined ? { chattype: 'single' } : { chattype: 'group', chatid: group }),
      from: { userid: from },
      response_url: this.#options.wecom.replyAddress(),
      msgtype: 'text',
      text: { content: text },
      ...(quote === undefined ? {} : { quote }),
      ...body,
    };
  }

  /** Says something and looks at its bubble once; null when nothing was said back, or when the platform held it back. */
  async ask(said: Said): Promise<Bubble | null> {
    const turning = [...this.#turning.values()].filter(({ from, since }) => from === said.from && !this.#isOver(since));
    if (turning.length >= MOST_IN_FLIGHT) {
      this.heldBack.push(said);
      return null;
    }
    const { status, reply } = await this.post(this.body(said));
    if (status !== 200) throw new Error(`callback answered ${status}`);
    return reply && this.#seen(bubbleOf(reply, []), said.from);
  }

  /** Says something and watches its bubble until it is finished; null when nothing was said back. */
  async say(said: Said): Promise<Bubble | null> {
    const first = await this.ask(said);
    if (first === null) return null;
    const frames = [first];
    for (let poll = 0; poll < POLLS && !frames.at(-1)?.isFinished; poll++) {
      await new Promise(resolve => setTimeout(resolve, 5));
      const next = await this.refresh(first.id, said);
      frames.push(next);
    }
    const last = frames.at(-1);
    return last ? { ...last, frames: frames.map(frame => frame.content) } : null;
  }

  /** Asks for a bubble once more; after six minutes nobody is asked, and it stands as it stood. */
  async refresh(id: string, said: Pick<Said, 'from' | 'group'>): Promise<Bubble> {
    const known = this.#turning.get(id);
    if (known && this.#isOver(known.since)) return known.last;
    const { msgid, aibotid, chattype, chatid, from } = this.body({ from: said.from, ...(said.group === undefined ? {} : { group: said.group }) });
    const { reply } = await this.post({
      msgid,
      aibotid,
      chattype,
      ...(chatid === undefined ? {} : { chatid }),
      from,
      msgtype: 'stream',
      stream: { id },
    });
    return this.#seen(bubbleOf(reply ?? {}, []), said.from);
  }

  #seen(bubble: Bubble, from: string): Bubble {
    if (bubble.isFinished) this.#turning.delete(bubble.id);
    else this.#turning.set(bubble.id, { from, since: this.#turning.get(bubble.id)?.since ?? this.#options.now(), last: bubble });
    return bubble;
  }

  #isOver(since: number): boolean {
    return this.#options.now() - since >= WINDOW_MS;
  }

  #sealed(plain: string, tampering: Tampering): { query: string; cipher: string } {
    const { keys, now } = this.#options;
    this.#made += 1;
    const cipher = tampering.encrypt ?? encrypt(keys.encodingAesKey, plain, tampering.receiver ?? '');
    const timestamp = tampering.timestamp ?? Math.floor(now() / 1_000);
    const nonce = tampering.nonce ?? `nonce${this.#made}`;
    const signature = tampering.signature ?? getSignature(tampering.token ?? keys.token, timestamp, nonce, cipher);
    return { query: `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`, cipher };
  }

  #opened(raw: string): Record<string, unknown> {
    const { keys } = this.#options;
    const sealed = JSON.parse(raw) as { encrypt: string; msgsignature: string; timestamp: number; nonce: string };
    if (getSignature(keys.token, sealed.timestamp, sealed.nonce, sealed.encrypt) !== sealed.msgsignature) throw new Error('reply is signed wrongly');
    return JSON.parse(decrypt(keys.encodingAesKey, sealed.encrypt).message) as Record<string, unknown>;
  }
}

function bubbleOf(reply: Record<string, unknown>, frames: string[]): Bubble {
  const stream = (reply['stream'] ?? {}) as { id?: string; content?: string; finish?: boolean };
  const card = (reply['template_card'] ?? null) as Bubble['card'];
  if (Buffer.byteLength(stream.content ?? '') > 20_480) throw new Error('a stream holds 20480 bytes');
  if (stream.finish && (stream.content ?? '').trim() === '') throw new Error('a finishing frame without visible characters is ignored');
  return { id: stream.id ?? '', content: stream.content ?? '', isFinished: stream.finish ?? false, card, frames };
}
