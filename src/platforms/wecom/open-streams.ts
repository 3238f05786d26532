import { answerCode } from '../../domain/feedback.ts';
import type { Clock } from '../../lib/clock.ts';
import type { WecomTimings } from './config.ts';
import { OpenStream } from './open-stream.ts';

const KEPT_MS = 10 * 60_000;
/** How often what is old is looked for. */
const LOOK_MS = 10_000;
/** With three bubbles of one person turning, the platform hands over nothing more of what that person says. */
const MOST_TURNING = 3;
/** Whoever has waited so long for an answer gets it as a message of its own, if need be. */
const LONG_MS = 10_000;

/** 进行中的回复 — the bubbles of the last ten minutes. */
export class OpenStreams {
  readonly #surroundings: { clock: Clock; timings: WecomTimings };
  /** By their own ids, in the order in which they were opened. */
  readonly #byId = new Map<string, OpenStream>();
  /** Of each person the last ones that may still turn, oldest first. */
  readonly #turning = new Map<string, OpenStream[]>();
  #lookedAt = 0;

  constructor(surroundings: { clock: Clock; timings: WecomTimings }) {
    this.#surroundings = surroundings;
  }

  /** The bubble under a message; `isNew` when there was none. */
  open(messageId: string, account: string): { stream: OpenStream; isNew: boolean } {
    this.#forgetOld();
    const id = idFor(messageId);
    const known = this.#byId.get(id);
    if (known) return { stream: known, isNew: false };
    const stream = new OpenStream(id, account, this.#surroundings);
    this.#byId.set(id, stream);
    this.#makeRoom(stream);
    return { stream, isNew: true };
  }

  ofMessage(messageId: string): OpenStream | undefined {
    return this.#byId.get(idFor(messageId));
  }

  withId(id: string): OpenStream | undefined {
    return this.#byId.get(id);
  }

  /** Nothing will be shown there any more. */
  drop(stream: OpenStream): void {
    stream.finish();
    this.#byId.delete(stream.id);
  }

  /** Somebody whose questions take long must still be able to report: the third bubble ends the first. */
  #makeRoom(stream: OpenStream): void {
    const turning = this.#turning.get(stream.account);
    if (!turning) return void this.#turning.set(stream.account, [stream]);
    const still = turning.filter(one => !one.isOver);
    const first = still.at(1 - MOST_TURNING);
    if (first && stream.openedAt - first.openedAt >= LONG_MS) first.giveWay();
    still.push(stream);
    this.#turning.set(stream.account, still.slice(-MOST_TURNING));
  }

  #forgetOld(): void {
    const now = this.#surroundings.clock.now();
    if (Math.abs(now - this.#lookedAt) < LOOK_MS) return;
    this.#lookedAt = now;
    for (const stream of this.#byId.values()) {
      if (now - stream.openedAt < KEPT_MS) return;
      this.drop(stream);
    }
  }
}

/** Feedback on the bubble names it by this. */
function idFor(messageId: string): string {
  return answerCode('wecom', messageId);
}
