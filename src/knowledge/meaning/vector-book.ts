import { createHash } from 'node:crypto';
import { decodeBinaryFile, encodeBinaryFile } from '../../lib/binary-file.ts';
import type { Blobs } from '../../store/blobs.ts';

const FORMAT = 1;
const KEY_BYTES = 12;
const LARGEST = 127;
/** Fine enough that rounding changes no order, and small enough that sums stay whole 32-bit numbers. */
const STEPS = 8192;

interface Page {
  name: string;
  keys: string[];
  vectors: Int8Array;
}

/** 文本指纹 — by what a text's vector is kept. */
export function keyOf(text: string): string {
  return createHash('sha256').update(text).digest().subarray(0, KEY_BYTES).toString('base64url');
}

/** Vectors where they lie: for each text its page, and from where in it. */
export interface FoundVectors {
  pages: (Int8Array | undefined)[];
  starts: Int32Array;
  dimensions: number;
}

/** Cosines of a question with each of the texts; 0 for those without a vector. The loop that a search by meaning spends its time in. */
export function likenesses({ pages, starts, dimensions }: FoundVectors, question: Int32Array): Float32Array {
  const found = new Float32Array(starts.length);
  if (question.length !== dimensions) return found;
  const even = dimensions - (dimensions % 4);
  for (let text = 0; text < found.length; text++) {
    const vectors = pages[text];
    if (!vectors) continue;
    const from = starts[text] as number;
    let sum = 0;
    for (let at = 0; at < even; at += 4) {
      sum =
        (sum +
          Math.imul(vectors[from + at] as number, question[at] as number) +
          Math.imul(vectors[from + at + 1] as number, question[at + 1] as number) +
          Math.imul(vectors[from + at + 2] as number, question[at + 2] as number) +
          Math.imul(vectors[from + at + 3] as number, question[at + 3] as number)) |
        0;
    }
    for (let at = even; at < dimensions; at++) sum = (sum + Math.imul(vectors[from + at] as number, question[at] as number)) | 0;
    found[text] = sum / (LARGEST * STEPS);
  }
  return found;
}

/** A question's vector in whole numbers, for comparing it with many. */
export function comparable(vector: Float32Array): Int32Array {
  return Int32Array.from(vector, value => Math.round(value * STEPS));
}

/**
 * 向量册 — vectors of one model by the fingerprint of their text, as whole numbers from -127 to 127.
 * It lies in pages, each one checksummed blob that is written once: what a kill interrupts costs one page, and a torn page is made again.
 */
export class VectorBook {
  readonly #blobs: Blobs;
  readonly #model: string;
  readonly #folder: string;
  #pages: Page[] = [];
  /** Page and place of each key. */
  #places = new Map<string, { page: Page; place: number }>();
  #dimensions = 0;
  /** Grows with every change. */
  #edition = 0;

  private constructor(blobs: Blobs, model: string) {
    this.#blobs = blobs;
    this.#model = model;
    this.#folder = `vectors/${createHash('sha256').update(model).digest('hex').slice(0, 12)}/`;
  }

  static async open(blobs: Blobs, model: string): Promise<VectorBook> {
    const book = new VectorBook(blobs, model);
    for (const name of await blobs.list(book.#folder)) {
      const page = book.#read(name, await blobs.get(name));
      if (page) book.#keep(page);
      else await blobs.remove(name);
    }
    return book;
  }

  get edition(): number {
    return this.#edition;
  }

  get size(): number {
    return this.#places.size;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  /** Keeps the vectors, unit-length ones in the order of the keys. Vectors of another length than before mean another model behind the same name: the old ones go. */
  async add(keys: readonly string[], vectors: readonly Float32Array[]): Promise<void> {
    const dimensions = vectors[0]?.length ?? 0;
    if (dimensions === 0) return;
    if (this.#dimensions !== 0 && dimensions !== this.#dimensions) await this.#clear();
    const whole = new Int8Array(keys.length * dimensions);
    vectors.forEach((vector, at) => {
      for (let place = 0; place < dimensions; place++) whole[at * dimensions + place] = Math.round((vector[place] ?? 0) * LARGEST);
    });
    const page = { name: `${this.#folder}${keyOf(keys.join())}.bin`, keys: [...keys], vectors: whole };
    await this.#blobs.put(page.name, encodeBinaryFile({ meta: { model: this.#model, dimensions, keys }, arrays: { vectors: whole } }, FORMAT));
    this.#dimensions = dimensions;
    this.#keep(page);
  }

  /** Where the vectors of these texts lie, in their order; -1 for texts that have none. Good until the next `add` or `forget`. */
  find(keys: readonly string[]): FoundVectors {
    const pages: (Int8Array | undefined)[] = [];
    const starts = new Int32Array(keys.length).fill(-1);
    keys.forEach((key, at) => {
      const found = this.#places.get(key);
      pages.push(found?.page.vectors);
      if (found) starts[at] = found.place * this.#dimensions;
    });
    return { pages, starts, dimensions: this.#dimensions };
  }

  /** The vector of a text, as finely as it is kept; undefined when it has none. */
  vector(key: string): Float32Array | undefined {
    const found = this.#places.get(key);
    if (!found) return undefined;
    const from = found.place * this.#dimensions;
    return Float32Array.from(found.page.vectors.subarray(from, from + this.#dimensions), value => value / LARGEST);
  }

  /** Takes out pages of which no text is there any more. */
  async forget(isLiving: (key: string) => boolean): Promise<void> {
    for (const page of this.#pages.filter(({ keys }) => !keys.some(isLiving))) {
      await this.#blobs.remove(page.name);
      for (const key of page.keys) if (this.#places.get(key)?.page === page) this.#places.delete(key);
      this.#pages = this.#pages.filter(other => other !== page);
      this.#edition += 1;
    }
  }

  async #clear(): Promise<void> {
    for (const { name } of this.#pages) await this.#blobs.remove(name);
    this.#pages = [];
    this.#places = new Map();
    this.#dimensions = 0;
  }

  #read(name: string, bytes: Uint8Array | undefined): Page | undefined {
    const file = bytes && decodeBinaryFile(bytes, FORMAT);
    const { model, dimensions, keys } = (file?.meta ?? {}) as { model?: string; dimensions?: number; keys?: string[] };
    const vectors = file?.arrays['vectors'];
    if (model !== this.#model || !dimensions || !keys || !(vectors instanceof Int8Array) || vectors.length !== keys.length * dimensions)
      return undefined;
    if (this.#dimensions !== 0 && dimensions !== this.#dimensions) return undefined;
    this.#dimensions = dimensions;
    return { name, keys, vectors };
  }

  #keep(page: Page): void {
    this.#edition += 1;
    this.#pages.push(page);
    page.keys.forEach((key, place) => void this.#places.set(key, { page, place }));
  }
}
