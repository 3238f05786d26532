/** 文件存放 — bytes by key (`index/provisions.bin`): indexes, evidence, exports. Keys are `/`-separated and never leave the folder. */
export interface Blobs {
  /** Durable and all-or-nothing: a reader sees the old bytes or the new ones. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  /** Keys with this prefix, sorted. */
  list(prefix: string): Promise<string[]>;
  remove(key: string): Promise<void>;
}
