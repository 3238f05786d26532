const LOOK_MS = 1_000;

/** What takes too long when nobody says that it is over. */
export interface Timed {
  /** By `performance.now()`. */
  readonly begunAt: number;
  tooLate(): void;
}

/** 超时 — tells what has been open for `ms`, to the second; one timer looks at all, because one for each request costs as much as its headers. */
export class Overdue {
  readonly #ms: number;
  /** In the order in which they were begun. */
  readonly #open = new Set<Timed>();
  #looking: NodeJS.Timeout | undefined;

  constructor(ms: number) {
    this.#ms = ms;
  }

  begin(exchange: Timed): void {
    this.#open.add(exchange);
    this.#looking ??= setInterval(() => this.#look(), LOOK_MS).unref();
  }

  end(exchange: Timed): void {
    this.#open.delete(exchange);
  }

  #look(): void {
    const latest = performance.now() - this.#ms;
    for (const exchange of this.#open) {
      if (exchange.begunAt > latest) return;
      this.#open.delete(exchange);
      exchange.tooLate();
    }
    clearInterval(this.#looking);
    this.#looking = undefined;
  }
}
