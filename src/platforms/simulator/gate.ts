/** Lets messages run side by side, but never beside a move of the clock, a crash or a fresh start. */
export interface Gate {
  together<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createGate(): Gate {
  let lastAlone: Promise<unknown> = Promise.resolve();
  const running = new Set<Promise<unknown>>();
  return {
    together(work) {
      const result = lastAlone.then(work);
      const settled: Promise<void> = result.then(
        () => void running.delete(settled),
        () => void running.delete(settled),
      );
      running.add(settled);
      return result;
    },
    alone(work) {
      const before = [lastAlone, ...running];
      const result = Promise.all(before).then(work);
      lastAlone = result.catch(() => undefined);
      return result;
    },
  };
}
