export interface LaneOptions {
  /** How many tasks may be under way at a time; of one key never more than one. */
  atOnce: number;
  /** However much is urgent, a task is begun when none has been for so long: everything is done in the end. */
  mostDeferredMs: number;
  /** After so long a task gives its place and its key's turn free, whatever it waits for (a model, a platform): nobody waits for somebody else's long answer. */
  mostHeldMs: number;
  /** With so many waiting, `room` keeps callers back. */
  capacity: number;
}

type Task = () => Promise<void>;

/** 次要车道 — work that yields to what is urgent: begun while nothing urgent is under way, one piece in each round of the event loop, for each key in the order in which it came. */
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
  #soon: NodeJS.Immediate | undefined;
  #atLast: NodeJS.Timeout | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Tasks that have not been begun. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Does something urgent; the lane stands back meanwhile. */
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
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const task: Task = () => work().then(resolve, reject);
      const queue = this.#queues.get(key);
      if (queue) queue.push(task);
      else {
        this.#queues.set(key, [task]);
        this.#ready.push(key);
      }
      this.#waiting += 1;
      this.#look();
    });
  }

  /** Resolves when there is room for more. */
  async room(): Promise<void> {
    while (this.#waiting >= this.#options.capacity) await new Promise<void>(resolve => this.#keptBack.push(resolve));
  }

  #look(): void {
    if (this.#ready.length === 0 || this.#underWay >= this.#options.atOnce) return;
    if (this.#urgent === 0) {
      this.#soon ??= setImmediate(() => {
        this.#soon = undefined;
        if (this.#urgent === 0) this.#begin();
        else this.#look();
      });
    } else {
      this.#atLast ??= setTimeout(() => this.#begin(), this.#options.mostDeferredMs).unref();
    }
  }

  #begin(): void {
    clearTimeout(this.#atLast);
    this.#atLast = undefined;
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

  async #held(done: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const longEnough = new Promise<void>(resolve => {
      timer = setTimeout(resolve, this.#options.mostHeldMs).unref();
    });
    await Promise.race([done, longEnough]);
    clearTimeout(timer);
  }
}
