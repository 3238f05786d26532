import type { Clock, Instant } from '../../lib/clock.ts';
import type { WecomTimings } from './config.ts';
import type { TemplateCard } from './template-card.ts';
import { answeredElsewhere, heard, placeholder, slowAnswer } from './words.ts';

/** The platform takes 20,480 bytes of UTF-8, as a full replacement of what stood there. */
export const STREAM_BYTES = 20_000;

/** What the platform is handed at one moment. */
export interface Snapshot {
  id: string;
  content: string;
  isFinished: boolean;
  /** The platform takes some things with the first reply only. */
  isFirst: boolean;
  card: TemplateCard | null;
}

interface Piece {
  text: string;
  isTaken: boolean;
  /** Told true when the platform has it, false when it has to go another way. */
  settle: (isTaken: boolean) => void;
}

/** 流式回复 — the bubble under one message: a placeholder first, then whatever was answered, until nothing more will come. */
export class OpenStream {
  readonly id: string;
  readonly openedAt: Instant;
  /** Who asked; the last rung of the ladder answers them alone. */
  readonly account: string;
  readonly #clock: Clock;
  readonly #timings: WecomTimings;
  #pieces: Piece[] = [];
  /** The beginning of an answer that is still being written; gone with the first piece. */
  #preview = '';
  #card: TemplateCard | null = null;
  #wasServed = false;
  #isSealed = false;
  #isSettled = false;
  #wentElsewhere = false;
  #gaveWay = false;
  #settle: (() => void) | undefined;
  #settled: Promise<void> | undefined;
  /** Told that there is something new to push, where we push. */
  onPlaced: (() => void) | undefined;
  constructor(id: string, account: string, surroundings: { clock: Clock; timings: WecomTimings }) {
    this.id = id;
    this.account = account;
    this.#clock = surroundings.clock;
    this.#timings = surroundings.timings;
    this.openedAt = surroundings.clock.now();
  }

  /** Resolves when nothing more will come. */
  get settled(): Promise<void> {
    this.#settled ??= this.#isSettled
      ? Promise.resolve()
      : new Promise(resolve => {
          this.#settle = resolve;
        });
    return this.#settled;
  }

  get #isClosing(): boolean {
    return this.#gaveWay || this.#clock.now() - this.openedAt >= this.#timings.streamWindowMs;
  }

  /** Its last words are out. */
  get isSealed(): boolean {
    return this.#isSealed;
  }

  /** Nothing more will come, or nothing more can be shown. */
  get isOver(): boolean {
    return this.#isSettled || this.#isSealed || this.#isClosing;
  }

  /** Ends with what it has; the answer, when it is there, goes another way. */
  giveWay(): void {
    this.#gaveWay = true;
    this.onPlaced?.();
  }

  /** Closes the bubble unseen when there is nothing to show and nothing was shown; true when it is so. */
  endSilently(): boolean {
    const isSilent = this.#isSettled && this.#pieces.length === 0 && !this.#wasServed;
    this.#isSealed ||= isSilent;
    return isSilent;
  }

  takes(text: string): boolean {
    return !this.#isSealed && !this.#isClosing && Buffer.byteLength(this.#joined([text])) <= STREAM_BYTES;
  }

  /** Puts an answer into the bubble; true once the platform has it, false when it did not come for it. */
  place(text: string, card: TemplateCard | null): Promise<boolean> {
    if (card !== null) this.#card = card;
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#withdraw(), this.#timings.fetchedWithinMs);
      timer.unref();
      const settle = (isTaken: boolean): void => {
        clearTimeout(timer);
        resolve(isTaken);
      };
      this.#pieces.push({ text, isTaken: false, settle });
      this.onPlaced?.();
    });
  }

  /** Shows the beginning of what will be placed. */
  preview(text: string): void {
    if (this.#isSealed || this.#isClosing || this.#pieces.length > 0 || Buffer.byteLength(text) > STREAM_BYTES) return;
    this.#preview = text;
    this.onPlaced?.();
  }

  finish(): void {
    this.#isSettled = true;
    this.#settle?.();
  }

  /** What to show now, handed over for certain: the platform asked for it. */
  serve(): Snapshot {
    const snapshot = this.snapshot();
    this.confirm();
    return snapshot;
  }

  /** What to show now. */
  snapshot(): Snapshot {
    const isFinished = this.#isSettled || this.#isClosing;
    const isFirst = !this.#wasServed;
    this.#wasServed = true;
    this.#isSealed ||= isFinished;
    // The card may be shown once; with the last words it stands under all of them.
    return {
      id: this.id,
      content: this.#joined([]) || (isFinished ? '' : this.#preview) || this.#filler(isFinished),
      isFinished,
      isFirst,
      card: isFinished ? this.#card : null,
    };
  }

  /** The platform has what the last snapshot held. */
  confirm(): void {
    for (const piece of this.#pieces) {
      piece.isTaken = true;
      piece.settle(true);
    }
  }

  /** The platform will not have it: what waits goes another way, and nothing more is taken. */
  abandon(): void {
    this.#isSealed = true;
    this.#withdraw();
  }

  #joined(more: readonly string[]): string {
    return [...this.#pieces.map(piece => piece.text), ...more].join('\n\n');
  }

  /** A last frame without visible characters is ignored and the bubble keeps turning. */
  #filler(isFinished: boolean): string {
    if (!isFinished) return placeholder;
    if (this.#wentElsewhere) return answeredElsewhere;
    return this.#isSettled ? heard : slowAnswer;
  }

  /** Nobody came for it: all that waits goes another way together. */
  #withdraw(): void {
    const waiting = this.#pieces.filter(piece => !piece.isTaken);
    this.#pieces = this.#pieces.filter(piece => piece.isTaken);
    this.#wentElsewhere = true;
    for (const piece of waiting) piece.settle(false);
  }
}
