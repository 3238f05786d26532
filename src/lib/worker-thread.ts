import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Mutex } from './mutex.ts';
import { projectRoot } from './project-root.ts';

/** Why a thread was lost with what it was doing. */
export type ThreadLoss = 'time' | 'memory' | 'crash';

export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
  readonly loss: ThreadLoss;

  constructor(loss: ThreadLoss) {
    super(`worker thread lost: ${loss}`);
    this.loss = loss;
  }
}

/** Limits of a thread. `heapMb` bounds its JavaScript heap; what lies outside it the work itself must bound. */
export interface ThreadLimits {
  heapMb: number;
  /** It is ended after so long without work, to give its memory back. */
  idleMs: number;
}

/** Node before 22.18 cannot run TypeScript, so a test that runs from the sources takes the compiled twin. */
function runnable(module: URL): URL {
  const path = fileURLToPath(module);
  if (!path.endsWith('.ts') || 'typescript' in process.features) return module;
  return pathToFileURL(join(projectRoot, 'dist', relative(projectRoot, path).replace(/\.ts$/, '.js')));
}

/** 工作线程 — runs one request after the other in a thread of its own, which is started when it is needed and ended when one takes too long. */
export class WorkerThread {
  readonly #module: URL;
  readonly #limits: ThreadLimits;
  readonly #turns = new Mutex();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(module: URL, limits: ThreadLimits) {
    this.#module = module;
    this.#limits = limits;
  }

  /** The thread's answer; throws `ThreadLost` when there is none within `ms`. The next request gets a new thread. */
  call<Answer>(request: unknown, ms: number): Promise<Answer> {
    return this.#turns.run(() => this.#ask<Answer>(request, ms));
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    const { heapMb } = this.#limits;
    const worker = new Worker(runnable(this.#module), {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 32 },
      // A library's warnings are nothing that an operator could act on.
      stdout: true,
      stderr: true,
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  async #ask<Answer>(request: unknown, ms: number): Promise<Answer> {
    clearTimeout(this.#idle);
    const worker = this.#worker ?? this.#start();
    worker.ref();
    let late: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Answer>((resolve, reject) => {
        late = setTimeout(() => reject(new ThreadLost('time')), ms);
        worker.once('message', resolve);
        worker.once('error', (error: NodeJS.ErrnoException) =>
          reject(new ThreadLost(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash')),
        );
        worker.once('exit', () => reject(new ThreadLost('crash')));
        worker.postMessage(request);
      });
    } catch (error) {
      this.#worker = undefined;
      await worker.terminate();
      throw error;
    } finally {
      clearTimeout(late);
      worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
      worker.unref();
      this.#idle = setTimeout(() => void this.close(), this.#limits.idleMs).unref();
    }
  }
}
