import type { Blobs } from '../../src/store/blobs.ts';

/** Blobs that live in memory, for tests and measurements. */
export function memoryBlobs(): Blobs & { kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    async put(key, bytes): Promise<void> {
      kept.set(key, Uint8Array.from(bytes));
    },
    async get(key): Promise<Uint8Array | undefined> {
      return kept.get(key);
    },
    async list(prefix): Promise<string[]> {
      return [...kept.keys()].filter(key => key.startsWith(prefix)).sort();
    },
    async remove(key): Promise<void> {
      kept.delete(key);
    },
  };
}
