import { isPicture } from '../../domain/message.ts';
import type { PlatformSurroundings } from '../platform.ts';
import type { DingtalkApi } from './api.ts';
import { concernsGroup, decodeCard } from './card.ts';
import type { DingtalkConfig } from './config.ts';
import { type Decoded, decode } from './decode.ts';
import type { Sightings } from './examine.ts';
import { DingtalkFailure } from './failure.ts';
import { fetchFile, fetchPicture } from './media.ts';
import type { QuotaMeter } from './quota.ts';
import type { Sender } from './sender.ts';

/** What a callback needs to become a durable claim. */
export interface Accepting {
  config: DingtalkConfig;
  surroundings: PlatformSurroundings;
  api: DingtalkApi;
  quota: QuotaMeter;
  seen: Sightings;
  fetch: typeof globalThis.fetch;
}

/** From a callback, however it came, to a durable claim. False when it is for another robot; what else is not taken is dropped, since sending it again would not change it. */
export function createAccept({ config, surroundings, api, quota, seen, fetch }: Accepting): (json: unknown) => Promise<boolean> {
  const { bureau, clock, logger, receive } = surroundings;
  const count = (): void => {
    quota.count('webhook').catch(() => logger.error({}, 'dingtalk quota not counted'));
  };
  const handle = async (decoded: Decoded): Promise<void> => {
    if (decoded.kind === 'over-quota') {
      seen.overQuota += 1;
      await quota.exhausted('webhook');
    } else if (decoded.kind === 'message') {
      noteSighting(decoded, seen);
      for (const file of decoded.files) {
        if (config.evidence && isPicture(file.attachment)) file.attachment.fetch = maxBytes => fetchPicture(file, { api, config, fetch }, maxBytes);
        const bytes = await fetchFile(file, { api, config, fetch });
        if (bytes !== undefined) file.attachment.bytes = bytes;
      }
      await receive(decoded.message);
    } else {
      seen.foreign += decoded.kind === 'foreign' ? 1 : 0;
      logger.warn({ why: decoded.kind === 'foreign' ? decoded.why : decoded.kind }, 'dingtalk callback not taken');
    }
  };
  return async json => {
    const decoded = decode(json, { bureau, robotCode: config.robotCode, corpId: config.corpId, now: clock.now() });
    await handle(decoded);
    count();
    return decoded.kind !== 'foreign' || decoded.why !== 'robot';
  };
}

/** From a pressed button to a durable claim; false when it is none of ours. What concerns the group is shown to it, once a card, while the month's calls are not short. */
export function createAcceptCard({
  config,
  surroundings,
  quota,
  sender,
}: Pick<Accepting, 'config' | 'surroundings' | 'quota'> & { sender: Sender }): (json: unknown) => Promise<boolean> {
  const { bureau, clock, logger, receive } = surroundings;
  const touched = new Set<string>();
  const touch = async (outTrackId: string): Promise<void> => {
    if (touched.has(outTrackId) || quota.isShort('api')) return;
    if (touched.size >= MAX_CARDS_NOTED) touched.clear();
    touched.add(outTrackId);
    await sender.touch(outTrackId).catch((error: unknown) => {
      logger.warn({ code: error instanceof DingtalkFailure ? error.vendorCode : null }, 'dingtalk card not refreshed');
    });
  };
  return async json => {
    const pressed = decodeCard(json, { bureau, corpId: config.corpId, now: clock.now() });
    if (!pressed) return false;
    const { message, outTrackId } = pressed;
    const { answered } = await receive(message);
    quota.count('webhook').catch(() => logger.error({}, 'dingtalk quota not counted'));
    // Never inside the callback, which DingTalk wants answered first; and the answer itself comes before it.
    const afterwards = (): void => void touch(outTrackId);
    if (concernsGroup(message)) answered.then(afterwards, afterwards);
    return true;
  };
}

const MAX_CARDS_NOTED = 1_000;

const MAX_GROUPS_NOTED = 50;

function noteSighting({ message, isSenderKnown, groupTitle }: Extract<Decoded, { kind: 'message' }>, seen: Sightings): void {
  const { id, kind } = message.conversation;
  seen.messages += 1;
  if (!isSenderKnown) seen.withoutUserid += 1;
  if (kind === 'group' && seen.groups.size < MAX_GROUPS_NOTED) seen.groups.set(id, groupTitle);
}
