/** Keeps the best `limit` of many scored things: a heap whose root is the worst one kept. */
export class TopHits<S> {
  readonly #limit: number;
  readonly #heap: { source: S; index: number; score: number }[] = [];
  /** What a score must exceed to be kept; a plain number, because every passage of a corpus is held against it. */
  threshold = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(source: S, index: number, score: number): void {
    const hit = { source, index, score };
    if (this.#heap.length < this.#limit) {
      this.#heap.push(hit);
      this.#up(this.#heap.length - 1);
    } else {
      this.#heap[0] = hit;
      this.#down(0);
    }
    if (this.#heap.length >= this.#limit) this.threshold = this.#heap[0]?.score ?? 0;
  }

  /** Best first; equal scores in the order in which they were added. */
  take(): { source: S; index: number; score: number }[] {
    return this.#heap.sort((a, b) => b.score - a.score);
  }

  #score(at: number): number {
    return this.#heap[at]?.score ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (!first || !second) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }

  #up(start: number): void {
    for (let at = start; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (this.#score(parent) <= this.#score(at)) return;
      this.#swap(parent, at);
      at = parent;
    }
  }

  #down(start: number): void {
    for (let at = start; ; ) {
      const left = at * 2 + 1;
      const child = this.#score(left + 1) < this.#score(left) ? left + 1 : left;
      if (this.#score(child) >= this.#score(at)) return;
      this.#swap(at, child);
      at = child;
    }
  }
}
