import { createDecipheriv, timingSafeEqual } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import { AppError } from '../../domain/errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { CallbackKeys } from './config.ts';
import { RandomBlocks } from './random-blocks.ts';
import { RecentlySeen } from './recently-seen.ts';

declare const verified: unique symbol;

/** 已验证的内容 — what the platform sent, decrypted. Only this file makes one, so nothing unsigned can be decoded. */
export interface VerifiedBody {
  readonly [verified]: true;
  readonly text: string;
  /** Of the request, for the reply's envelope. */
  readonly nonce: string;
}

/** What was wrong, for our own log and doctor; the caller is never told. */
export type Refusal = 'malformed' | 'stale' | 'signature' | 'undecryptable' | 'receiver' | 'replay' | 'bot';

/** 未通过校验 — one error for every failure: whoever forges learns nothing from it. */
export class Unverified extends AppError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super('not-permitted', '这次请求没有通过企业微信回调校验，未作任何处理。');
    this.refusal = refusal;
  }
}

/** The envelope of a reply. */
export interface Sealed {
  encrypt: string;
  msgsignature: string;
  timestamp: number;
  nonce: string;
}

/** Signed query parameters, as they arrive: anything but one string each is refused. */
export type CallbackQuery = Readonly<Record<string, unknown>>;

/** Checks what comes in and seals what goes out, with the keys of one bot or app. */
export interface Verifier {
  /** Throws `Unverified`. */
  verify(query: CallbackQuery, encrypted: unknown): VerifiedBody;
  /** Lets the platform send the same request again: we failed to answer it. */
  forget(query: CallbackQuery): void;
  seal(text: string, nonce: string): Sealed;
}

/** How far the two clocks may be apart. */
const FRESH_MS = 10 * 60_000;
const HEADER_BYTES = 20;
const BLOCK_BYTES = 32;
const AES_BYTES = 16;
const MAX_PARAMETER = 128;

/** Throws when the keys cannot be those of a console. `receiver`: the corp id for an app, empty for a corp's own smart bot. */
export function createVerifier(options: { keys: CallbackKeys; receiver: string; clock: Clock }): Verifier {
  const { keys, receiver, clock } = options;
  const key = Buffer.from(`${keys.encodingAesKey}=`, 'base64');
  if (!/^[A-Za-z0-9]{43}$/.test(keys.encodingAesKey) || key.length !== 32)
    throw new AppError('config-invalid', '企业微信的 EncodingAESKey 应为 43 位字母和数字，请到管理后台“接收消息”页重新复制。');
  if (keys.token === '') throw new AppError('config-invalid', '企业微信的 Token 是空的，请到管理后台“接收消息”页复制。');
  const declaredLength = lengthReader(key);
  const seen = new RecentlySeen(clock, 2 * FRESH_MS);
  const random = new RandomBlocks();
  return {
    verify(query, encrypted) {
      const { signature, timestamp, nonce, cipher } = readRequest(query, encrypted);
      if (Math.abs(clock.now() - Number(timestamp) * 1_000) > FRESH_MS) throw new Unverified('stale');
      if (!isSame(getSignature(keys.token, timestamp, nonce, cipher), signature)) throw new Unverified('signature');
      const text = open(cipher, { encodingAesKey: keys.encodingAesKey, declaredLength, receiver });
      if (!seen.add(signature)) throw new Unverified('replay');
      return { text, nonce } as VerifiedBody;
    },
    forget(query) {
      if (typeof query['msg_signature'] === 'string') seen.remove(query['msg_signature']);
    },
    seal(text, nonce) {
      const timestamp = Math.floor(clock.now() / 1_000);
      const sealed = encrypt(keys.encodingAesKey, text, receiver, random.take());
      return { encrypt: sealed, msgsignature: getSignature(keys.token, timestamp, nonce, sealed), timestamp, nonce };
    },
  };
}

function readRequest(query: CallbackQuery, encrypted: unknown): { signature: string; timestamp: string; nonce: string; cipher: string } {
  // `?nonce=a&nonce=b` is an array in Koa, and the library would hash it without complaint.
  const [signature, timestamp, nonce] = [query['msg_signature'], query['timestamp'], query['nonce']];
  const isWhole =
    typeof signature === 'string' &&
    /^[0-9a-f]{40}$/.test(signature) &&
    typeof timestamp === 'string' &&
    /^\d{1,12}$/.test(timestamp) &&
    typeof nonce === 'string' &&
    nonce.length > 0 &&
    nonce.length <= MAX_PARAMETER &&
    typeof encrypted === 'string';
  if (!isWhole) throw new Unverified('malformed');
  return { signature, timestamp, nonce, cipher: encrypted };
}

function isSame(expected: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(given, 'latin1'));
}

/** Decrypts, and proves what the library leaves open: base64, length field, padding, encoding, receiver. */
function open(cipher: string, keys: { encodingAesKey: string; declaredLength: (bytes: Buffer) => number; receiver: string }): string {
  const bytes = cipherBytes(cipher);
  let opened: { message: string; id: string };
  try {
    opened = decrypt(keys.encodingAesKey, cipher);
  } catch {
    throw new Unverified('undecryptable');
  }
  const length = Buffer.byteLength(opened.message);
  const padding = bytes.length - HEADER_BYTES - length - Buffer.byteLength(opened.id);
  // A wrong key or a lossy decoding leaves lengths that do not add up.
  if (length !== keys.declaredLength(bytes) || padding < 1 || padding > BLOCK_BYTES) throw new Unverified('undecryptable');
  if (opened.id !== keys.receiver) throw new Unverified('receiver');
  return opened.message;
}

function cipherBytes(cipher: string): Buffer {
  const bytes = Buffer.from(cipher, 'base64');
  // Whatever is no base64 is left out by the decoder, so that the length tells.
  const isWhole = cipher.length % 4 === 0 && bytes.length === (cipher.length / 4) * 3 - (/=*$/.exec(cipher.slice(-2))?.[0].length ?? 0);
  if (!isWhole || bytes.length === 0 || bytes.length % BLOCK_BYTES !== 0) throw new Unverified('undecryptable');
  return bytes;
}

/** The length field itself, which the library cuts to what is there. In CBC it is the second block, opened alone and combined with the first as it came. */
function lengthReader(key: Buffer): (bytes: Buffer) => number {
  const block = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return bytes => (block.update(bytes.subarray(AES_BYTES, 2 * AES_BYTES)).readUInt32BE(0) ^ bytes.readUInt32BE(0)) >>> 0;
}
