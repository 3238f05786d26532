import { answerCode } from '../../domain/feedback.ts';
import type { Clock } from '../../lib/clock.ts';
import type { WecomTimings } from './config.ts';
import { OpenStream } from './open-stream.ts';

const KEPT_MS = 10 * 60_000;
/** With three bubbles of one person turning, the platform hands over nothing more of what that person says. */
const MOST_TURNING = 3;
/** Whoever has waited so long for an answer gets it as a message of its own, if need be. */
const LONG_MS = 10_000;

/** 进行中的回复 — the bubbles of the last ten minutes, by the message that each answers and by its own id. */
export class OpenStreams {
  readonly #surroundings: { clock: Clock; timings: WecomTimings };
  /** In the order in which they were opened. */
  readonly #byMessage = new Map<string, OpenStream>();
  readonly #byId = new Map<string, OpenStream>();
  /** Of each person the last ones that may still turn, oldest first. */
  readonly #turning = new Map<string, OpenStream[]>();

  constructor(surroundings: { clock: Clock; timings: WecomTimings }) {
    this.#surroundings = surroundings;
  }

  open(messageId: string, account: string): OpenStream {
    this.#forgetOld();
    // Feedback on the bubble names it by this.
    const id = answerCode('wecom', messageId);
    const stream = new OpenStream(id, account, this.#surroundings);
    this.#byMessage.set(messageId, stream);
    this.#byId.set(id, stream);
    this.#makeRoom(stream);
    return stream;
  }

  ofMessage(messageId: string): OpenStream | undefined {
    return this.#byMessage.get(messageId);
  }

  withId(id: string): OpenStream | undefined {
    return this.#byId.get(id);
  }

  drop(messageId: string): void {
    const stream = this.#byMessage.get(messageId);
    if (!stream) return;
    this.#byMessage.delete(messageId);
    this.#byId.delete(stream.id);
  }

  /** Somebody whose questions take long must still be able to report: the third bubble ends the first. */
  #makeRoom(stream: OpenStream): void {
    const turning = (this.#turning.get(stream.account) ?? []).filter(one => !one.isOver);
    const first = turning.at(1 - MOST_TURNING);
    if (first && stream.openedAt - first.openedAt >= LONG_MS) first.giveWay();
    this.#turning.set(stream.account, [...turning.slice(1 - MOST_TURNING), stream]);
  }

  #forgetOld(): void {
    const now = this.#surroundings.clock.now();
    for (const [messageId, stream] of this.#byMessage) {
      if (now - stream.openedAt < KEPT_MS) return;
      this.drop(messageId);
    }
  }
}
