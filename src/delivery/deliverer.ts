import type { PlatformId } from '../domain/message.ts';
import type { Clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { Mutex } from '../lib/mutex.ts';
import type { DeliveryResult, Platform } from '../platforms/platform.ts';
import type { OutboxRow, Store } from '../store/store.ts';
import { splitMessage } from './split.ts';

const LEASE_MS = 60_000;
const BATCH = 50;
const MAX_ATTEMPTS = 6;

export interface DelivererOptions {
  store: Store;
  clock: Clock;
  logger: Logger;
  platforms: readonly Platform[];
}

type Outcome = Pick<OutboxRow, 'state' | 'dueAt' | 'deliveredAt' | 'lastError'>;

/** 投递 — hands queued messages to their platform in the order in which they were queued, retries what may still succeed, and lists what never will. */
export class Deliverer {
  readonly #options: DelivererOptions;
  readonly #platforms: ReadonlyMap<PlatformId, Platform>;
  readonly #turn = new Mutex();

  constructor(options: DelivererOptions) {
    this.#options = options;
    this.#platforms = new Map(options.platforms.map(platform => [platform.id, platform]));
  }

  /** Delivers everything that is due now. Resolves when the queue has nothing due left. */
  deliverDue(): Promise<void> {
    return this.#turn.run(async () => {
      for (;;) {
        const rows = await this.#take();
        for (const row of rows) await this.#deliver(row);
        if (rows.length < BATCH) return;
      }
    });
  }

  /** Marks what it takes as in flight; what already was so in flight when somebody died is `uncertain`, listed for the admin and not sent twice. */
  #take(): Promise<OutboxRow[]> {
    const now = this.#options.clock.now();
    return this.#options.store.write('system', async tx => {
      const fresh: OutboxRow[] = [];
      for (const row of await tx.take('outbox', now, BATCH, now + LEASE_MS)) {
        if (row.inFlight) {
          await tx.replace('outbox', { ...row, state: 'uncertain', inFlight: false, leasedUntil: 0 });
        } else {
          const taken = { ...row, inFlight: true, attempts: row.attempts + 1 };
          await tx.replace('outbox', taken);
          fresh.push({ ...taken, version: row.version + 1 });
        }
      }
      return fresh;
    });
  }

  async #deliver(row: OutboxRow): Promise<void> {
    const result = await this.#hand(row);
    const outcome = this.#judge(row, result);
    if (outcome.state === 'dead') this.#options.logger.warn({ outbox: row.id, reason: outcome.lastError }, 'message could not be delivered');
    await this.#options.store.write({ bureau: row.bureau }, tx => tx.replace('outbox', { ...row, ...outcome, inFlight: false, leasedUntil: 0 }));
  }

  async #hand(row: OutboxRow): Promise<DeliveryResult> {
    const target = row.message.to;
    const platform = this.#platforms.get('conversation' in target ? target.conversation.platform : target.platform);
    if (!platform) return { outcome: 'refused', reason: '没有配置这个平台' };
    try {
      const pieces = splitMessage(row.message.text, platform.capabilities.maxBytes);
      for (const [index, text] of pieces.entries()) {
        const isLast = index === pieces.length - 1;
        const result = await platform.deliver({ ...row.message, text, files: isLast ? row.message.files : [], buttons: isLast ? row.message.buttons : [] });
        if (result.outcome !== 'delivered') return result;
      }
      return { outcome: 'delivered' };
    } catch (cause) {
      return { outcome: 'retry', reason: cause instanceof Error ? cause.name : '未知错误', afterMs: 5_000 };
    }
  }

  #judge(row: OutboxRow, result: DeliveryResult): Outcome {
    const now = this.#options.clock.now();
    if (result.outcome === 'delivered') return { state: 'done', dueAt: row.dueAt, deliveredAt: now, lastError: null };
    const isLastTry = result.outcome === 'refused' || row.attempts >= MAX_ATTEMPTS;
    if (isLastTry) return { state: 'dead', dueAt: row.dueAt, deliveredAt: null, lastError: result.reason };
    return { state: 'open', dueAt: now + result.afterMs * 2 ** (row.attempts - 1), deliveredAt: null, lastError: result.reason };
  }
}
