interface Waiter {
  enter(leave: () => void): void;
}

/** 公平排队 — at most `places` at a time; those who wait are let in by turns of their keys, so that one key with a hundred waiting delays another by one turn. */
export class FairQueue {
  #free: number;
  /** In the order in which the keys are next. */
  readonly #waiting = new Map<string, Waiter[]>();

  constructor(places: number) {
    this.#free = places;
  }

  get length(): number {
    return [...this.#waiting.values()].reduce((sum, waiters) => sum + waiters.length, 0);
  }

  /** Resolves to the way to leave, to be called once. Rejects with the signal's reason when it is aborted first. */
  enter(key: string, signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve(this.#leaveOnce());
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#remove(key, waiter);
        reject(signal.reason);
      };
      const waiter: Waiter = {
        enter: leave => {
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        },
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), waiter]);
    });
  }

  #leaveOnce(): () => void {
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      this.#free += 1;
      this.#letIn();
    };
  }

  #letIn(): void {
    const [next] = this.#waiting;
    if (!next) return;
    const [key, [waiter, ...others]] = next;
    this.#waiting.delete(key);
    if (others.length > 0) this.#waiting.set(key, others);
    if (!waiter) return;
    this.#free -= 1;
    waiter.enter(this.#leaveOnce());
  }

  #remove(key: string, waiter: Waiter): void {
    const others = (this.#waiting.get(key) ?? []).filter(one => one !== waiter);
    if (others.length > 0) this.#waiting.set(key, others);
    else this.#waiting.delete(key);
  }
}
