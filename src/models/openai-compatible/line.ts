import { setTimeout as wait } from 'node:timers/promises';
import type { ModelCall, ModelOutcome } from '../../domain/model-call.ts';
import { CircuitBreaker } from '../../lib/circuit-breaker.ts';
import type { Instant } from '../../lib/clock.ts';
import { FairQueue } from '../../lib/fair-queue.ts';
import type { ModelFault, ModelFaultKind } from '../model-fault.ts';
import type { ModelSurroundings } from '../model-surroundings.ts';
import { type Failure, failureOf, faultOf } from './failure.ts';

const TRIES = 3;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const breakerOptions = { failures: 5, restMs: 15_000, longestMs: 300_000 };

/** What says that the server is down, rather than that it did not like a request. */
const breaking: readonly ModelFaultKind[] = ['timeout', 'unavailable'];

/** One try of a call: when to stop, and where to note what the book wants to know. */
export interface Try {
  signal: AbortSignal;
  notes: {
    /** How often something was sent. */
    sent: number;
    /** As the server counted; null when it did not say. */
    tokens: { input: number; output: number } | null;
    /** Characters that came, for an estimate where it did not count. */
    received: number;
    firstAt: Instant | null;
    /** Something was handed to the caller, so that a second try would hand it out twice. */
    isHandedOut: boolean;
  };
}

/** A call on its way. */
interface Sending {
  call: ModelCall;
  deadline: Instant;
  startedAt: Instant;
  signal: AbortSignal;
}

/** 线路 — the way of every call to one server: queue, breaker, book, tries, and all of it within the caller's deadline. */
export class Line {
  readonly #surroundings: ModelSurroundings;
  readonly #queue: FairQueue;
  readonly #breaker: CircuitBreaker;

  constructor(surroundings: ModelSurroundings, { inFlight }: { inFlight: number }) {
    this.#surroundings = surroundings;
    this.#queue = new FairQueue(inFlight);
    this.#breaker = new CircuitBreaker({ ...breakerOptions, clock: surroundings.clock });
  }

  get standing(): { waiting: number; isResting: boolean } {
    return { waiting: this.#queue.length, isResting: this.#breaker.isOpen };
  }

  /** Rejects only with `ModelFault`. */
  async call<T>(call: ModelCall, deadline: Instant, attempt: (one: Try) => Promise<T>): Promise<T> {
    const startedAt = this.#surroundings.clock.now();
    if (deadline <= startedAt) throw this.#skipped(call, 'timeout');
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), Math.min(deadline - startedAt, LONGEST_TIMER_MS));
    try {
      const leave = await this.#queue.enter(call.asker, stop.signal).catch(() => {
        throw this.#skipped(call, 'timeout');
      });
      return await this.#pass({ call, deadline, startedAt, signal: stop.signal }, attempt).finally(leave);
    } finally {
      clearTimeout(timer);
    }
  }

  async #pass<T>(sending: Sending, attempt: (one: Try) => Promise<T>): Promise<T> {
    const { call } = sending;
    if (!this.#breaker.pass()) throw this.#skipped(call, 'unavailable');
    const id = await this.#begin(call).catch((error: unknown) => {
      this.#breaker.cancel();
      throw error;
    });
    const notes: Try['notes'] = { sent: 0, tokens: null, received: 0, firstAt: null, isHandedOut: false };
    try {
      const result = await this.#try(sending, { signal: sending.signal, notes }, attempt);
      this.#breaker.succeed();
      this.#end(id, this.#outcome('ok', sending, notes));
      return result;
    } catch (error) {
      const { fault } = this.#failure(error, sending.signal);
      if (breaking.includes(fault.kind)) this.#breaker.fail();
      else this.#breaker.succeed();
      this.#end(id, this.#outcome(fault.kind, sending, notes));
      throw fault;
    }
  }

  async #try<T>({ deadline, signal }: Sending, one: Try, attempt: (one: Try) => Promise<T>): Promise<T> {
    for (let count = 1; ; count++) {
      try {
        return await attempt(one);
      } catch (error) {
        const { fault, retryInMs } = this.#failure(error, signal);
        const pause = retryInMs === null ? 0 : retryInMs * count * (1 + this.#surroundings.random() / 4);
        const isLate = this.#surroundings.clock.now() + pause >= deadline;
        if (retryInMs === null || one.notes.isHandedOut || count >= TRIES || isLate) throw fault;
        await wait(pause, undefined, { signal }).catch(() => {
          throw faultOf('timeout');
        });
      }
    }
  }

  #failure(error: unknown, signal: AbortSignal): Failure {
    return failureOf(error, { isAborted: signal.aborted, now: this.#surroundings.clock.now() });
  }

  #outcome(outcome: ModelOutcome['outcome'], { call, startedAt }: Sending, notes: Try['notes']): ModelOutcome {
    return {
      ...{ outcome, attempts: notes.sent, ms: this.#surroundings.clock.now() - startedAt },
      // A character of Chinese is at most about one token.
      tokens: notes.tokens ?? { input: call.characters, output: notes.received },
      isEstimated: notes.tokens === null,
      firstMs: notes.firstAt === null ? null : notes.firstAt - startedAt,
    };
  }

  #skipped(call: ModelCall, kind: ModelFaultKind): ModelFault {
    this.#surroundings.trail.skip(call, kind);
    return faultOf(kind);
  }

  /** What cannot be entered in the book does not leave. */
  async #begin(call: ModelCall): Promise<string> {
    const id = await this.#surroundings.trail.begin(call).catch(() => {
      this.#surroundings.logger.error({ purpose: call.purpose }, 'the book of model calls cannot be written, so nothing is sent');
      throw this.#skipped(call, 'unavailable');
    });
    if (id === undefined) throw this.#skipped(call, 'over-budget');
    return id;
  }

  /** Nobody waits for it: a crash that hides the end leaves the call in the book without one. */
  #end(id: string, outcome: ModelOutcome): void {
    this.#surroundings.trail.end(id, outcome).catch(() => {
      this.#surroundings.logger.error({ outcome: outcome.outcome }, 'the end of a model call could not be written into the book');
    });
  }
}
