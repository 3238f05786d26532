export interface LaneOptions {
  /** How many tasks may be under way at a time; of one key never more than one. */
  atOnce: number;
  /** However much is urgent, a task is begun when none has been for so long: everything is done in the end. */
  mostDeferredMs: number;
  /** After so long a task gives its place and its key's turn free, whatever it waits for (a model, a platform): nobody waits for somebody else's long answer. */
  mostHeldMs: number;
  /** With so many waiting, `room` keeps callers back. */
  capacity: number;
  /** So much that is urgent within so long is a rush; in one, nothing is begun before this `mostDeferredMs`, not even between two urgent things. */
  rush: { works: number; withinMs: number; mostDeferredMs: number };
}

/** Whoever adds a task hears of its failure from the task itself. */
type Task = () => Promise<unknown>;

/** 次要车道 — work that yields to what is urgent: begun while nothing urgent is under way and no rush is on, one piece in each round of the event loop, for each key in the order in which it came. */
export class Lane {
  readonly #options: LaneOptions;
  /** Tasks by key, those under way apart. */
  readonly #queues = new Map<string, Task[]>();
  /** Keys that have a task and none under way, in turn. */
  readonly #ready: string[] = [];
  readonly #keptBack: (() => void)[] = [];
  #waiting = 0;
  #underWay = 0;
  #urgent = 0;
  /** When the last urgent things came, written round and round: the oldest stands where the next will. */
  readonly #noted: Float64Array;
  #next = 0;
  #isStopped = false;
  #soon: NodeJS.Immediate | undefined;
  #afterRush: NodeJS.Timeout | undefined;
  #atLast: NodeJS.Timeout | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#noted = new Float64Array(options.rush.works).fill(Number.NEGATIVE_INFINITY);
  }

  /** Tasks that have not been begun. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Something urgent has come; so many within so long are a rush. */
  note(): void {
    this.#noted[this.#next] = performance.now();
    this.#next = (this.#next + 1) % this.#noted.length;
  }

  /** Does what is urgent; the lane stands back meanwhile. */
  async urgently<T>(work: () => Promise<T>): Promise<T> {
    this.#urgent += 1;
    try {
      return await work();
    } finally {
      this.#urgent -= 1;
      this.#look();
    }
  }

  /** Does it when there is time for it. */
  add(key: string, task: Task): void {
    const queue = this.#queues.get(key);
    if (queue) queue.push(task);
    else {
      this.#queues.set(key, [task]);
      this.#ready.push(key);
    }
    this.#waiting += 1;
    this.#look();
  }

  get hasRoom(): boolean {
    return this.#waiting < this.#options.capacity;
  }

  /** Resolves when there is room for more. */
  async room(): Promise<void> {
    while (!this.hasRoom) await new Promise<void>(resolve => this.#keptBack.push(resolve));
  }

  /** Begins nothing more. What waits is never settled: it has to be safe elsewhere. */
  stop(): void {
    this.#isStopped = true;
    clearImmediate(this.#soon);
    clearTimeout(this.#afterRush);
    clearTimeout(this.#atLast);
  }

  #look(): void {
    if (this.#isStopped || this.#ready.length === 0 || this.#underWay >= this.#options.atOnce) return;
    const { mostDeferredMs, rush } = this.#options;
    const rushMs = this.#rushMs();
    this.#atLast ??= setTimeout(() => this.#begin(), rushMs > 0 ? rush.mostDeferredMs : mostDeferredMs).unref();
    if (this.#urgent > 0) return;
    if (rushMs > 0) this.#lookAfter(rushMs);
    else
      this.#soon ??= setImmediate(() => {
        this.#soon = undefined;
        if (this.#urgent === 0 && this.#rushMs() <= 0) this.#begin();
        else this.#look();
      });
  }

  /** How long the rush goes on at least; not above zero when there is none. */
  #rushMs(): number {
    return (this.#noted[this.#next] ?? 0) + this.#options.rush.withinMs - performance.now();
  }

  #lookAfter(ms: number): void {
    this.#afterRush ??= setTimeout(() => {
      this.#afterRush = undefined;
      this.#look();
    }, ms).unref();
  }

  #begin(): void {
    clearTimeout(this.#atLast);
    this.#atLast = undefined;
    if (this.#underWay >= this.#options.atOnce) return;
    const key = this.#ready.shift();
    const task = key === undefined ? undefined : this.#queues.get(key)?.shift();
    if (key === undefined || !task) return;
    this.#waiting -= 1;
    this.#underWay += 1;
    this.#keptBack.shift()?.();
    void this.#held(task()).then(() => {
      this.#underWay -= 1;
      if (this.#queues.get(key)?.length) this.#ready.push(key);
      else this.#queues.delete(key);
      this.#look();
    });
    this.#look();
  }

  #held(done: Promise<unknown>): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, this.#options.mostHeldMs).unref();
      const free = (): void => {
        clearTimeout(timer);
        resolve();
      };
      done.then(free, free);
    });
  }
}
