import type { Bureau } from '../bureau/bureau.ts';
import { enqueue } from '../delivery/outbox.ts';
import { dateOf } from '../domain/date.ts';
import { isActive } from '../domain/member.ts';
import type { OutgoingMessage, PlatformId } from '../domain/message.ts';
import { afterQuiet } from '../domain/push-rules.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import type { Store } from '../store/store.ts';
import { gapAnnounced, quotaWarned } from '../wording/announcements.ts';
import { accountOf } from './directory.ts';

export interface AnnouncerOptions {
  bureau: Bureau;
  store: Store;
  clock: Clock;
  logger: Logger;
  deliver: () => Promise<void>;
}

/** 告知 — what people must be told about the platforms themselves; each once, however many instances notice it. */
export class Announcer {
  readonly #options: AnnouncerOptions;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  /** Messages of these minutes may not have arrived: the work groups of that platform are told once, and asked to say them again. */
  gap(platform: PlatformId, { from, to }: { from: Instant; to: Instant }): void {
    const groups = this.#options.bureau.groups.filter(group => group.platform === platform && group.kind === 'work');
    const text = gapAnnounced(from, to);
    this.#queue(
      groups.map(group => ({
        id: `gap:${platform}:${from}:${group.id}`,
        to: { conversation: { platform, id: group.conversation, kind: 'group' } },
        text,
      })),
    );
  }

  /** 70 and 90 % of a month's quota, and its end: to the admins. */
  quota(warning: { kind: string; month: string; level: 70 | 90 | 'exhausted'; limit: number }): void {
    const { bureau, clock } = this.#options;
    const admins = bureau.members.filter(member => member.roles.includes('admin') && isActive(member, dateOf(clock.now())));
    const reachable = admins.flatMap(admin => {
      const account = accountOf(admin, 'dingtalk');
      return account === undefined ? [] : [{ id: admin.id, account }];
    });
    const text = quotaWarned(warning);
    this.#queue(
      reachable.map(({ id, account }) => ({
        id: `quota:${warning.kind}:${warning.month}:${warning.level}:${id}`,
        to: { platform: 'dingtalk', account },
        text,
      })),
    );
  }

  #queue(messages: readonly { id: string; to: OutgoingMessage['to']; text: string }[]): void {
    const { bureau, store, clock, logger, deliver } = this.#options;
    const at = afterQuiet(clock.now(), bureau.push);
    const queued = store.write({ bureau: bureau.id }, async tx => {
      for (const { id, to, text } of messages) {
        await enqueue(tx, { to, text, mentions: [], files: [], buttons: [] }, { bureau: bureau.id, id, at, run: null });
      }
    });
    queued
      .then(deliver)
      .catch((error: unknown) => logger.error({ error: error instanceof Error ? error.name : typeof error }, 'announcement failed'));
  }
}
