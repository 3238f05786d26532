import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { readGroupRobot } from '../../../src/platforms/dingtalk/config.ts';
import { ReplayGuard } from '../../../src/platforms/dingtalk/replay-guard.ts';
import { isTrustedAddress } from '../../../src/platforms/dingtalk/trusted-address.ts';
import { sign, verifyBody, verifyHeaders } from '../../../src/platforms/dingtalk/verify.ts';

/** The vendor's sample inputs; the outputs were computed apart from this code. */
const vectors = [
  { timestamp: '1577262236757', secret: 'this is a secret', expected: 'DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=' },
  { timestamp: '1577262236757', secret: 'SECtest', expected: 'Za/ne6w2koB8B4ROVlgTNd/X+/FbyDpZrXLz57xNZSA=' },
];

describe('sign', () => {
  it.each(vectors)('gives the published signature for “$secret”', ({ timestamp, secret, expected }) => {
    expect(sign(timestamp, secret)).toBe(expected);
  });

  it('is escaped once in an address', () => {
    const address = new URL('https://oapi.dingtalk.com/robot/send');
    address.searchParams.set('sign', sign('1577262236757', 'SECtest'));
    expect(address.search).toBe('?sign=Za%2Fne6w2koB8B4ROVlgTNd%2FX%2B%2FFbyDpZrXLz57xNZSA%3D');
  });
});

describe('verifyHeaders', () => {
  const now = 1_577_262_236_757;
  const secret = 'this is a secret';
  const good = { timestamp: String(now), sign: sign(String(now), secret) };
  const checked =
    (headers: { timestamp: string; sign: string }, at = now, key = secret) =>
    () =>
      verifyHeaders(headers, { secret: key, freshnessMs: 300_000, now: at });

  it.each([
    ['now', now],
    ['five minutes later', now + 300_000],
    ['five minutes earlier, on a clock that is behind', now - 300_000],
  ])('admits it %s', (_name, at) => {
    expect(checked(good, at)).not.toThrow();
  });

  it.each([
    ['later than that', good, now + 300_001],
    ['a signature of another secret', { ...good, sign: sign(good.timestamp, 'x') }, now],
    ['a shortened signature', { ...good, sign: good.sign.slice(0, -1) }, now],
    ['an empty signature', { ...good, sign: '' }, now],
    ['seconds instead of milliseconds', { timestamp: '1577262236', sign: sign('1577262236', secret) }, now],
    ['a timestamp with a sign', { timestamp: `+${now}`, sign: sign(`+${now}`, secret) }, now],
  ])('refuses %s', (_name, headers, at) => {
    expect(checked(headers, at)).toThrow(AppError);
  });

  it('refuses everything when no secret is configured', () => {
    expect(checked({ timestamp: good.timestamp, sign: sign(good.timestamp, '') }, now, '')).toThrow(AppError);
  });
});

describe('ReplayGuard', () => {
  it('admits the same body under a signature again, another only in the first ten seconds', () => {
    const guard = new ReplayGuard(300_000);
    expect(guard.admits('s', 'a', 0)).toBe(true);
    expect(guard.admits('s', 'b', 5)).toBe(true);
    expect(guard.admits('s', 'c', 10_001)).toBe(false);
    expect(guard.admits('s', 'a', 299_000)).toBe(true);
  });

  it('remembers for as long as the signature could be fresh, on either side of our clock', () => {
    const guard = new ReplayGuard(300_000);
    guard.admits('s', 'a', 0);
    expect(guard.admits('s', 'b', 600_000)).toBe(false);
  });

  it('stays small under a flood of signatures', () => {
    const guard = new ReplayGuard(300_000);
    for (let index = 0; index < 50_000; index += 1) guard.admits(`s${index}`, 'a', index);
    expect(guard.admits('s49999', 'b', 60_000)).toBe(false);
  });

  it('turns what it admits into a verified body, and broken JSON into an error of the caller', () => {
    const guard = new ReplayGuard(300_000);
    expect(verifyBody('{"a":1}', { sign: 's' }, { guard, now: 0 }).json).toEqual({ a: 1 });
    expect(() => verifyBody('{"a":', { sign: 't' }, { guard, now: 0 })).toThrow(AppError);
  });
});

describe('isTrustedAddress', () => {
  const config = { apiBase: 'https://api.dingtalk.com', oapiBase: 'https://oapi.dingtalk.com', trustedHosts: ['dingtalk.com'] };
  it.each([
    ['https://oapi.dingtalk.com/robot/sendBySession?session=x', true],
    ['https://OAPI.dingtalk.com/robot/sendBySession?session=x', true],
    ['wss://wss-open-connection.dingtalk.com:443/connect', true],
    ['http://oapi.dingtalk.com/robot/sendBySession', false],
    ['ws://wss-open-connection.dingtalk.com/connect', false],
    ['https://oapi.dingtalk.com:8443/robot/sendBySession', false],
    ['https://dingtalk.com.example.org/', false],
    ['https://notdingtalk.com/', false],
    ['https://oapi.dingtalk.com@example.org/', false],
    ['https://name:word@oapi.dingtalk.com/', false],
    ['https://127.0.0.1/robot/sendBySession', false],
    ['http://169.254.169.254/latest/meta-data', false],
    ['file:///etc/passwd', false],
    ['not an address', false],
    ['', false],
  ])('%s: %s', (address, expected) => {
    expect(isTrustedAddress(address, config)).toBe(expected);
  });

  it('takes a private deployment at its own address, not another port of that host', () => {
    const own = { apiBase: 'https://ding.example.gov:8443', oapiBase: 'https://ding.example.gov:8443', trustedHosts: [] };
    expect(isTrustedAddress('https://ding.example.gov:8443/robot/sendBySession', own)).toBe(true);
    expect(isTrustedAddress('wss://ding.example.gov:8443/connect', own)).toBe(true);
    expect(isTrustedAddress('https://ding.example.gov:9200/', own)).toBe(false);
    expect(isTrustedAddress('https://oapi.dingtalk.com/', own)).toBe(false);
  });
});

describe('readGroupRobot', () => {
  it.each([
    ['https://oapi.dingtalk.com/robot/send?access_token=abcdef123456 SECxyz', { accessToken: 'abcdef123456', secret: 'SECxyz' }],
    ['abcdef123456,SECxyz', { accessToken: 'abcdef123456', secret: 'SECxyz' }],
    ['abcdef123456', { accessToken: 'abcdef123456', secret: null }],
  ])('reads %s', (pasted, expected) => {
    expect(readGroupRobot('cid', pasted)).toEqual({ conversation: 'cid', ...expected });
  });

  it.each(['', 'https://example.org/hook', '短'])('does not take %s for one', pasted => {
    expect(readGroupRobot('cid', pasted)).toBeUndefined();
  });
});
