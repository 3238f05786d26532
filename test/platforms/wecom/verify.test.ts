import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMedia } from '../../../src/platforms/wecom/media.ts';
import { createVerifier, type Refusal, Unverified, type Verifier } from '../../../src/platforms/wecom/verify.ts';

/** Published by the vendor and by open-source suites; the dossier names them V1 to V9. */
const official = { token: 'QDG6eK', encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' };
const wechatpy = { token: '123456', encodingAesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR' };
const officialMessage =
  'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==';
const aibotMessage =
  'sKqRbbiSUnDhFHOvPjtUMSXc+/0Vmxj8TFP3DraZDozfp9do7ebc05nQ7vzDqTJ9a/h3bXElcsPHM1EtSfiePxwmI8Ffbp1uoWFKYudFdgPLYo1y1LRbufhWYyVM6nR7jigzYfbiAvvdvbW15zdXSW4Ui5am8UBfTFCGYDhkG1xRuu6psVnrIZJyBBWD9aDvrs2j8diGhGeuQ0JPmqEj0w==';

const vectors = [
  {
    name: 'V1 the official address check',
    keys: official,
    receiver: 'wx5823bf96d3bd56c7',
    at: 1409659589,
    nonce: '263014780',
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    cipher: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    plain: /^1616140317555161061$/,
  },
  {
    name: 'V2 the official message',
    keys: official,
    receiver: 'wx5823bf96d3bd56c7',
    at: 1409659813,
    nonce: '1372623149',
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    cipher: officialMessage,
    plain: /<MsgId>4561255354251345929<\/MsgId>/,
  },
  {
    name: 'V3 the address check of another suite',
    keys: wechatpy,
    receiver: 'wx49f0ab532d5d035a',
    at: 1411443780,
    nonce: '437374425',
    signature: 'dd6b9c95b495b3f7e2901bfbc76c664930ffdb96',
    cipher: '4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==',
    plain: /^5927782489442352469$/,
  },
  {
    name: 'V6 a smart bot message, receiver empty',
    keys: official,
    receiver: '',
    at: 1700000000,
    nonce: 'nonce123',
    signature: '4e0e5e093d9823e77013d8298df49f159ad913c2',
    cipher: aibotMessage,
    plain: /"content":"你好"/,
  },
  {
    name: 'V7 a smart bot address check',
    keys: official,
    receiver: '',
    at: 1700000000,
    nonce: 'nonce123',
    signature: '1e2685dbc92b6c0a0ce3e863f71ebb7350973a8e',
    cipher: 'sKqRbbiSUnDhFHOvPjtUMZy7bEw7RCIpqgWIzK+dhc2MW8/HCfrzuRLPCznYn7Jy/BOqNQ5o7qUxuZGUxjthLg==',
    plain: /^1234567890123456789$/,
  },
  {
    name: 'V8 a text that already fills its blocks',
    keys: official,
    receiver: '',
    at: 1700000000,
    nonce: 'nonce123',
    signature: 'df0ac88d97513d450afed4e06a654a7a590a1b0f',
    cipher: 'sKqRbbiSUnDhFHOvPjtUMT04SBXqyecnV0R+mVLqu11Se0CAxtEP8Zs4hONFU+GhnY2XmfYUSF/20UR5dRgc0w==',
    plain: /^x{12}$/,
  },
] as const;

function verifierAt(seconds: number, options: { keys?: typeof official; receiver?: string } = {}): Verifier {
  return createVerifier({ keys: options.keys ?? official, receiver: options.receiver ?? '', clock: { now: () => seconds * 1_000 } });
}

function signed(cipher: string, more: { nonce?: string; at?: number; token?: string } = {}): Record<string, string> {
  const { nonce = 'n1', at = 1700000000, token = official.token } = more;
  return { msg_signature: getSignature(token, at, nonce, cipher), timestamp: String(at), nonce };
}

function refusalOf(work: () => unknown): Refusal | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Unverified) return error.refusal;
    throw error;
  }
}

/** Encrypts bytes that the library would never make. */
function sealed(plain: Buffer): string {
  const key = Buffer.from(`${official.encodingAesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

function framed(message: Buffer, options: { length?: number; padding?: number; tail?: string } = {}): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(options.length ?? message.length);
  const content = Buffer.concat([Buffer.alloc(16, 7), length, message, Buffer.from(options.tail ?? '')]);
  const pad = 32 - (content.length % 32);
  return Buffer.concat([content, Buffer.alloc(pad, options.padding ?? pad)]);
}

describe('the published vectors', () => {
  it.each(vectors)('$name', ({ keys, receiver, at, nonce, signature, cipher, plain }) => {
    const body = verifierAt(at, { keys, receiver }).verify({ msg_signature: signature, timestamp: String(at), nonce }, cipher);
    expect(body.text).toMatch(plain);
  });

  it('V3 with another nonce is refused', () => {
    const { keys, receiver, at, signature, cipher } = vectors[2];
    const query = { msg_signature: signature, timestamp: String(at), nonce: '437374424' };
    expect(refusalOf(() => verifierAt(at, { keys, receiver }).verify(query, cipher))).toBe('signature');
  });

  it('V4 the signature alone, V5 a fixed encryption', () => {
    expect(getSignature('test', 123456, 'test', 'rust')).toBe('d6056f2bb3ad3e30f4afa5ef90cc9ddcdc7b7b27');
    expect(encrypt(wechatpy.encodingAesKey, 'test', 'rust', Buffer.from('1234567890123456'))).toBe('9s4gMv99m88kKTh/H8IdkNiFGeG9pd7vNWl50fGRWXY=');
  });

  it('V9 media opens, which Node alone refuses', () => {
    const key = Buffer.from(`${official.encodingAesKey}=`, 'base64');
    const bytes = Buffer.from('TlCmYzyny9efLkKwSpOBf55YE/4ANr6wrng5NjCAnoQ=', 'base64');
    expect(Buffer.from(openMedia(bytes, key) ?? []).toString()).toBe('hello media');
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    expect(() => Buffer.concat([decipher.update(bytes), decipher.final()])).toThrow();
    expect(openMedia(bytes.subarray(0, 31), key)).toBeNull();
    expect(openMedia(randomBytes(64), key)).toBeNull();
  });
});

describe('what the library leaves open is refused with one error', () => {
  const cipher = encrypt(official.encodingAesKey, '{"a":1}', '');
  const query = signed(cipher);

  it.each<[string, Record<string, unknown>, unknown, Refusal]>([
    ['a missing signature', { ...query, msg_signature: undefined }, cipher, 'malformed'],
    ['a nonce given twice', { ...query, nonce: ['n1', 'n1'] }, cipher, 'malformed'],
    ['a timestamp that is no number', { ...query, timestamp: '17e8' }, cipher, 'malformed'],
    ['a body without ciphertext', query, undefined, 'malformed'],
    ['a shorter signature', { ...query, msg_signature: 'abc' }, cipher, 'malformed'],
    ['a wrong signature', { ...query, msg_signature: '0'.repeat(40) }, cipher, 'signature'],
    ['another token', signed(cipher, { token: 'other' }), cipher, 'signature'],
    ['yesterday', signed(cipher, { at: 1700000000 - 86_400 }), cipher, 'stale'],
    ['tomorrow', signed(cipher, { at: 1700000000 + 86_400 }), cipher, 'stale'],
    ['an empty ciphertext', signed(''), '', 'undecryptable'],
    ['no base64', signed('***'), '***', 'undecryptable'],
    ['half a block', signed(cipher.slice(0, 24)), cipher.slice(0, 24), 'undecryptable'],
    ['random bytes', signed(randomBytes(64).toString('base64')), randomBytes(64).toString('base64'), 'signature'],
  ])('%s', (_name, asked, body, refusal) => {
    expect(refusalOf(() => verifierAt(1700000000).verify(asked, body))).toBe(refusal);
  });

  it.each([
    ['a length field beyond the end', framed(Buffer.from('hello'), { length: 60_000 })],
    ['a padding byte of zero', framed(Buffer.from('hello'), { padding: 0 })],
    ['a padding byte above 32', framed(Buffer.from('hello'), { padding: 200 })],
    ['bytes that are no UTF-8', framed(Buffer.from([0xff, 0xfe, 0xfd]))],
  ])('%s', (_name, plain) => {
    const made = sealed(plain);
    expect(refusalOf(() => verifierAt(1700000000).verify(signed(made), made))).toBe('undecryptable');
  });

  it('another receiver, and an app where a bot is expected', () => {
    const other = encrypt(official.encodingAesKey, '{"a":1}', 'wxOTHER');
    expect(refusalOf(() => verifierAt(1700000000).verify(signed(other), other))).toBe('receiver');
    expect(refusalOf(() => verifierAt(1700000000, { receiver: 'wxOURS' }).verify(query, cipher))).toBe('receiver');
  });

  it('the same request again, unless we failed to answer it', () => {
    const verifier = verifierAt(1700000000);
    expect(verifier.verify(query, cipher).text).toBe('{"a":1}');
    expect(refusalOf(() => verifier.verify(query, cipher))).toBe('replay');
    verifier.forget(query);
    expect(verifier.verify(query, cipher).text).toBe('{"a":1}');
  });

  it('a wrong key never lets anything through', () => {
    const verifier = createVerifier({ keys: { ...wechatpy, token: official.token }, receiver: '', clock: { now: () => 1700000000_000 } });
    expect(refusalOf(() => verifier.verify(query, cipher))).toBe('undecryptable');
  });

  it('tells everybody the same', () => {
    const messages = (['malformed', 'stale', 'signature', 'undecryptable', 'receiver', 'replay', 'bot'] as const).map(one => new Unverified(one));
    expect(new Set(messages.map(error => `${error.code} ${error.message}`)).size).toBe(1);
  });

  it.each(['', 'short', `${official.encodingAesKey}=`, 'j mYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'])(
    'refuses to start with the key %j',
    encodingAesKey => {
      expect(() => verifierAt(0, { keys: { token: 't', encodingAesKey } })).toThrow('EncodingAESKey');
    },
  );
});

describe('what goes out', () => {
  it('comes back the same, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), text => {
        const verifier = verifierAt(1700000000, { receiver: 'wwOURS' });
        const { encrypt: cipher, msgsignature, timestamp, nonce } = verifier.seal(text, 'n1');
        const body = verifier.verify({ msg_signature: msgsignature, timestamp: String(timestamp), nonce }, cipher);
        // A lone surrogate cannot be written in UTF-8 and never comes from a platform.
        expect(body.text).toBe(Buffer.from(text).toString());
      }),
    );
  });
});
