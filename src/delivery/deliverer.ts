import { setTimeout as wait } from 'node:timers/promises';
import type { OutgoingMessage, PlatformId } from '../domain/message.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';
import { Mutex } from '../lib/mutex.ts';
import { splitText } from '../lib/split-text.ts';
import type { DeliveryResult, Platform } from '../platforms/platform.ts';
import type { OutboxRow, Store, Transaction } from '../store/store.ts';
import { deliveryReasons, repeated } from '../wording/delivery.ts';

const LEASE_MS = 60_000;
const BATCH = 50;
/** So long a round of delivery waits for slow conversations before it takes more. */
const MOST_WAITED_MS = 1_000;
const MAX_ATTEMPTS = 6;
/** What may have arrived is repeated when whoever asked has had the time to see it. */
const REPEAT_MS = 5_000;
/** Later than this after its time, a push was held up by downtime and may come at a bad moment. */
const PUNCTUAL_MS = 15 * 60_000;
/** A platform that is not wired up may be tomorrow; nothing is thrown away for a wrong line in the settings. */
const NOT_WIRED_MS = 10 * 60_000;

export interface DelivererOptions {
  store: Store;
  clock: Clock;
  logger: Logger;
  platforms: readonly Platform[];
  /** The earliest moment from now on for what nobody asked for; at any time when absent. */
  whenToPush?: (now: Instant) => Instant;
}

/** What came of handing a row over: how many pieces stand on people's screens, and how the last one went. */
interface Handover {
  pieces: number;
  result: DeliveryResult | { outcome: 'not-wired' };
}

/** What is due in one conversation: the message that leaves now, unless it must not, and those that follow it. */
interface Queue {
  conversation: string;
  leaving: OutboxRow | undefined;
  behind: readonly OutboxRow[];
}

type Verdict = Pick<OutboxRow, 'state' | 'dueAt' | 'deliveredAt' | 'lastError' | 'isRepeat'>;

/**
 * 投递 — hands queued messages to their platform, in each conversation in the order in which they were queued, retries what may still succeed, and lists
 * what never will. What may have arrived already: an answer is given once more and says so, because whoever misses a receipt reports twice; a push is
 * listed for the admin instead, because a reminder that comes twice disturbs a whole group.
 */
export class Deliverer {
  readonly #options: DelivererOptions;
  readonly #platforms: ReadonlyMap<PlatformId, Platform>;
  readonly #turn = new Mutex();
  /** Conversations in which something is leaving, until the last of it has left. */
  readonly #busy = new Map<string, Promise<void>>();
  #next: Promise<void> | undefined;

  constructor(options: DelivererOptions) {
    this.#options = options;
    this.#platforms = new Map(options.platforms.map(platform => [platform.id, platform]));
  }

  /** Delivers everything that is due now. Resolves when all of it was handed over, also what an earlier round had taken. */
  async deliverDue(): Promise<void> {
    // One round that has not begun sees what everybody has queued until now.
    this.#next ??= this.#turn.run(() => {
      this.#next = undefined;
      return this.#round();
    });
    await this.#next;
    await Promise.all(this.#busy.values());
  }

  /** Takes all that is due and begins to deliver it, not everything at once; a conversation that takes long holds up no other. */
  async #round(): Promise<void> {
    for (;;) {
      const now = this.#options.clock.now();
      const { queues, taken } = await this.#options.store.write('system', tx => this.#take(tx, now));
      const begun = queues.map(queue => this.#follow(queue));
      if (taken < BATCH) return;
      await Promise.race([Promise.all(begun), wait(MOST_WAITED_MS, undefined, { ref: false })]);
    }
  }

  /** Takes what is due and marks in the same commit what leaves at once: the first message of each conversation in which nothing else is leaving. */
  async #take(tx: Transaction, now: Instant): Promise<{ queues: Queue[]; taken: number }> {
    const rows = await tx.take('outbox', now, BATCH, now + LEASE_MS);
    const queues: Queue[] = [];
    for (const [conversation, due] of byConversation(rows)) {
      const [first, ...behind] = due;
      if (this.#busy.has(conversation)) queues.push({ conversation, leaving: undefined, behind: due });
      else queues.push({ conversation, leaving: first && (await this.#begin(tx, first)), behind });
    }
    return { queues, taken: rows.length };
  }

  /** Delivers behind what is leaving there already. */
  #follow(queue: Queue): Promise<void> {
    const { conversation } = queue;
    const done = (this.#busy.get(conversation) ?? Promise.resolve())
      .then(() => this.#deliverInOrder(queue))
      .finally(() => {
        if (this.#busy.get(conversation) === done) this.#busy.delete(conversation);
      });
    this.#busy.set(conversation, done);
    return done;
  }

  async #deliverInOrder({ leaving, behind }: Queue): Promise<void> {
    // One message that cannot be handled must not hold up those behind it.
    const unlessItFails = (id: string, work: Promise<void>): Promise<void> =>
      work.catch((error: unknown) =>
        this.#options.logger.error({ outbox: id, error: error instanceof Error ? error.name : typeof error }, 'delivery failed'),
      );
    if (leaving) await unlessItFails(leaving.id, this.#deliver(leaving));
    for (const row of behind) await unlessItFails(row.id, this.#deliverNext(row));
  }

  async #deliverNext({ bureau, id }: OutboxRow): Promise<void> {
    const row = await this.#options.store.write({ bureau }, async tx => {
      const still = await tx.get('outbox', id);
      // Taken twice when it waited for longer than its lease; the first time decided.
      return still?.state === 'open' && still.dueAt <= this.#options.clock.now() ? this.#begin(tx, still) : undefined;
    });
    if (row) await this.#deliver(row);
  }

  async #deliver(row: OutboxRow): Promise<void> {
    const handover = await this.#hand(row);
    const { result } = handover;
    if (result.outcome !== 'delivered' || !result.taken) return this.#finish(row, handover);
    // The platform fetches it within its window; until then it stays in flight.
    result.taken
      .then(
        last => this.#finish(row, { ...handover, result: last }),
        () => this.#finish(row, { ...handover, result: { outcome: 'unknown', reason: deliveryReasons.unknown } }),
      )
      .catch((error: unknown) =>
        this.#options.logger.error({ outbox: row.id, error: error instanceof Error ? error.name : typeof error }, 'delivery failed'),
      );
  }

  /** Marks the one message that now leaves. What already was in flight when somebody died is `uncertain`: listed for the admin, and not sent twice. */
  async #begin(tx: Transaction, row: OutboxRow): Promise<OutboxRow | undefined> {
    if (row.inFlight) {
      await tx.replace('outbox', { ...row, state: 'uncertain', inFlight: false, leasedUntil: 0, lastError: deliveryReasons.unknown });
      return undefined;
    }
    const held = this.#held(row);
    if (held) {
      await tx.replace('outbox', { ...row, ...held, leasedUntil: 0 });
      return undefined;
    }
    const begun = { ...row, inFlight: true, attempts: row.attempts + 1 };
    await tx.replace('outbox', begun);
    return begun;
  }

  /** What downtime held up goes out neither at night nor on a day off, and not at all once it is out of date. */
  #held({ run, dueAt, latest }: OutboxRow): Partial<OutboxRow> | null {
    const { clock, whenToPush = now => now } = this.#options;
    const now = clock.now();
    if (run === null || now - dueAt <= PUNCTUAL_MS) return null;
    if (latest !== undefined && now > latest) return { state: 'dead', lastError: deliveryReasons.tooLate };
    const start = whenToPush(now);
    return start > now ? { dueAt: start } : null;
  }

  async #hand(row: OutboxRow): Promise<Handover> {
    const target = row.message.to;
    const platform = this.#platforms.get('conversation' in target ? target.conversation.platform : target.platform);
    let done = row.piecesDone ?? 0;
    if (!platform) return { pieces: done, result: { outcome: 'not-wired' } };
    const pieces = splitText(row.message.text, platform.capabilities.maxBytes);
    let result: DeliveryResult = { outcome: 'delivered' };
    try {
      for (; done < pieces.length; done++) {
        const text = `${row.isRepeat && done === (row.piecesDone ?? 0) ? `${repeated}\n\n` : ''}${pieces[done] ?? ''}`;
        const piece = pieceOf(row.message, { text, isLast: done === pieces.length - 1 });
        result = await platform.deliver(platform.capabilities.images ? piece : withoutPictures(piece));
        if (result.outcome !== 'delivered') break;
      }
      return { pieces: done, result };
    } catch {
      // An adapter says `retry` where it knows that nothing left; a throw hides whether it did.
      return { pieces: done, result: { outcome: 'unknown', reason: deliveryReasons.unknown } };
    }
  }

  /** Records the outcome on the row as it now stands: it may have been purged of its words meanwhile. */
  async #finish(handed: OutboxRow, { pieces, result }: Handover): Promise<void> {
    const { bureau, id, attempts } = handed;
    const verdict = this.#judge(handed, result);
    if (verdict.state === 'dead') this.#options.logger.warn({ outbox: id, reason: verdict.lastError }, 'message could not be delivered');
    await this.#options.store.write({ bureau }, async tx => {
      const row = await tx.get('outbox', id);
      if (!row) return;
      const { replyAddress, ...message } = row.message;
      const isOpen = verdict.state === 'open';
      await tx.replace('outbox', {
        ...row,
        ...verdict,
        // The reply address is a secret that is of no more use once the message is out.
        message: isOpen && replyAddress ? { ...message, replyAddress } : message,
        attempts: result.outcome === 'not-wired' ? attempts - 1 : attempts,
        piecesDone: pieces,
        inFlight: false,
        leasedUntil: 0,
      });
    });
  }

  #judge({ attempts, isRepeat, message }: OutboxRow, result: Handover['result']): Verdict {
    const now = this.#options.clock.now();
    if (result.outcome === 'delivered') return { state: 'done', dueAt: now, deliveredAt: now, lastError: null };
    if (result.outcome === 'not-wired') return { state: 'open', dueAt: now + NOT_WIRED_MS, deliveredAt: null, lastError: deliveryReasons.notWired };
    if (result.outcome === 'unknown') {
      const mayRepeat = message.replyTo !== undefined && !isRepeat;
      if (mayRepeat) return { state: 'open', dueAt: now + REPEAT_MS, deliveredAt: null, lastError: result.reason, isRepeat: true };
      return { state: 'uncertain', dueAt: now, deliveredAt: null, lastError: result.reason };
    }
    const isLastTry = result.outcome === 'refused' || attempts >= MAX_ATTEMPTS;
    if (isLastTry) return { state: 'dead', dueAt: now, deliveredAt: null, lastError: result.reason };
    return { state: 'open', dueAt: now + result.afterMs * 2 ** (attempts - 1), deliveredAt: null, lastError: result.reason };
  }
}

function byConversation(rows: readonly OutboxRow[]): ReadonlyMap<string, OutboxRow[]> {
  const queues = new Map<string, OutboxRow[]>();
  for (const row of rows) {
    const { to } = row.message;
    const key = 'conversation' in to ? `${to.conversation.platform}|${to.conversation.id}` : `${to.platform}|${to.account}`;
    queues.set(key, [...(queues.get(key) ?? []), row]);
  }
  return queues;
}

/** Files and buttons come with the last piece. */
function pieceOf(message: OutgoingMessage, { text, isLast }: { text: string; isLast: boolean }): OutgoingMessage {
  return { ...message, text, files: isLast ? message.files : [], buttons: isLast ? message.buttons : [] };
}

/** Their letters stand in the text. */
function withoutPictures(message: OutgoingMessage): OutgoingMessage {
  return { ...message, files: message.files.filter(({ letters }) => letters === undefined) };
}
