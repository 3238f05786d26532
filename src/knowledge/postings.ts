/** 倒排 — for each term the passages that hold it and how often, in typed arrays: sorted keys, and gaps and counts as variable-length bytes. */
export interface Postings {
  keys: Uint32Array;
  /** Where each key's bytes begin; one more at the end. */
  starts: Uint32Array;
  /** In how many passages each key occurs. */
  counts: Uint32Array;
  bytes: Uint8Array;
  /** Terms in each passage. */
  lengths: Uint16Array;
}

class GrowingNumbers {
  #values = new Uint32Array(1 << 16);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const wider = new Uint32Array(this.#values.length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.length++] = value;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}

/** Collects the terms of passage 0, 1, 2 … and packs them. */
export class PostingsBuilder {
  readonly #ids = new Map<number, number>();
  readonly #keys: number[] = [];
  readonly #terms = new GrowingNumbers();
  readonly #times = new GrowingNumbers();
  readonly #ends = new GrowingNumbers();
  readonly #lengths: number[] = [];

  add(keys: readonly number[]): void {
    const times = new Map<number, number>();
    for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
    for (const [key, count] of times) {
      this.#terms.push(this.#idOf(key));
      this.#times.push(Math.min(count, 127));
    }
    this.#ends.push(this.#terms.length);
    this.#lengths.push(Math.min(keys.length, 65535));
  }

  #idOf(key: number): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#keys.length;
    this.#ids.set(key, id);
    this.#keys.push(key);
    return id;
  }

  build(): Postings {
    const order = Uint32Array.from(this.#keys.keys()).sort((a, b) => (this.#keys[a] ?? 0) - (this.#keys[b] ?? 0));
    const { passages, times, offsets } = this.#sortByTerm();
    const starts = new Uint32Array(order.length + 1);
    const counts = new Uint32Array(order.length);
    const bytes = new GrowingBytes();
    for (let rank = 0; rank < order.length; rank++) {
      const id = order[rank] ?? 0;
      const from = offsets[id] ?? 0;
      const to = offsets[id + 1] ?? 0;
      starts[rank] = bytes.length;
      counts[rank] = to - from;
      let previous = -1;
      for (let at = from; at < to; at++) {
        const passage = passages[at] ?? 0;
        const count = times[at] ?? 1;
        // The lowest bit says "once", which most are, and saves the byte for the count.
        bytes.pushVariable((passage - previous - 1) * 2 + (count === 1 ? 1 : 0));
        if (count !== 1) bytes.push(count);
        previous = passage;
      }
    }
    starts[order.length] = bytes.length;
    return { keys: order.map(id => this.#keys[id] ?? 0), starts, counts, bytes: bytes.take(), lengths: Uint16Array.from(this.#lengths) };
  }

  #sortByTerm(): { passages: Uint32Array; times: Uint8Array; offsets: Uint32Array } {
    const offsets = new Uint32Array(this.#keys.length + 1);
    for (let at = 0; at < this.#terms.length; at++) {
      const next = this.#terms.at(at) + 1;
      offsets[next] = (offsets[next] ?? 0) + 1;
    }
    for (let id = 1; id < offsets.length; id++) offsets[id] = (offsets[id] ?? 0) + (offsets[id - 1] ?? 0);
    const next = offsets.slice();
    const passages = new Uint32Array(this.#terms.length);
    const times = new Uint8Array(this.#terms.length);
    let at = 0;
    for (let passage = 0; passage < this.#ends.length; passage++) {
      for (const end = this.#ends.at(passage); at < end; at++) {
        const id = this.#terms.at(at);
        const place = next[id] ?? 0;
        next[id] = place + 1;
        passages[place] = passage;
        times[place] = this.#times.at(at);
      }
    }
    return { passages, times, offsets };
  }
}

class GrowingBytes {
  #values = new Uint8Array(1 << 16);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const wider = new Uint8Array(this.#values.length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.length++] = value;
  }

  pushVariable(value: number): void {
    let rest = value;
    for (; rest >= 128; rest >>>= 7) this.push((rest & 127) | 128);
    this.push(rest);
  }

  take(): Uint8Array {
    return this.#values.slice(0, this.length);
  }
}

/** The place of a key, or -1. */
export function findKey(postings: Pick<Postings, 'keys'>, key: number): number {
  let low = 0;
  let high = postings.keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = postings.keys[middle] ?? 0;
    if (found === key) return middle;
    if (found < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** BM25's length norm of each passage: `k1 * (1 - b + b * length / average)`. */
export function lengthNorms(postings: Postings, average: number, tuning: { k1: number; b: number }): Float32Array {
  return Float32Array.from(postings.lengths, length => tuning.k1 * (1 - tuning.b + (tuning.b * length) / average));
}

/** Adds `weight × tf / (tf + norm)` of one key to the score of each passage that holds it. */
export function addScores(postings: Postings, place: number, weight: number, into: { scores: Float32Array; norms: Float32Array }): void {
  const { bytes } = postings;
  const { scores, norms } = into;
  const end = postings.starts[place + 1] ?? 0;
  let passage = -1;
  for (let at = postings.starts[place] ?? 0; at < end; ) {
    let value = 0;
    let shift = 0;
    let byte = 128;
    while (byte >= 128) {
      byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      shift += 7;
    }
    passage += (value >>> 1) + 1;
    const times = value & 1 ? 1 : (bytes[at++] ?? 1);
    scores[passage] = (scores[passage] ?? 0) + (weight * times) / (times + (norms[passage] ?? 1));
  }
}

/** Calls back with each passage of one key and how often it holds it. */
export function decodePostings(postings: Postings, place: number, each: (passage: number, times: number) => void): void {
  const { bytes } = postings;
  const end = postings.starts[place + 1] ?? 0;
  let passage = -1;
  for (let at = postings.starts[place] ?? 0; at < end; ) {
    let value = 0;
    let shift = 0;
    let byte = 128;
    while (byte >= 128) {
      byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      shift += 7;
    }
    passage += (value >>> 1) + 1;
    each(passage, value & 1 ? 1 : (bytes[at++] ?? 1));
  }
}
