import type { ReplyAddress } from '../../domain/message.ts';
import type { Instant } from '../../lib/clock.ts';

const LIFE_MS = 55 * 60_000;

/** 回复地址 — the one-shot `response_url`, good for an hour. Who asked rides in its fragment, which never leaves, so that a restart does not forget whom to answer privately. */
export function createReplyAddress(url: string, asked: { account: string; at: Instant }): ReplyAddress {
  return { value: `${url.replace(/#.*$/, '')}#${encodeURIComponent(asked.account)}`, expiresAt: asked.at + LIFE_MS };
}

export function readReplyAddress(address: ReplyAddress): { url: string; account: string } {
  const [url = '', account = ''] = address.value.split('#');
  return { url, account: decodeURIComponent(account) };
}
