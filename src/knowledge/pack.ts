import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { decodeBinaryFile, encodeBinaryFile } from '../lib/binary-file.ts';
import type { DocumentOrigin } from './read-document.ts';

const PACK_FORMAT = 1;

/** 原件 — a file as it came, with the origin that it was read by. */
export interface OriginalFile {
  origin: DocumentOrigin;
  bytes: Uint8Array;
}

/** 原件包 — takes files one after the other and keeps them packed. */
export class PackBuilder {
  readonly #packed: Uint8Array[] = [];
  readonly #origins: (DocumentOrigin & { length: number })[] = [];

  add({ origin, bytes }: OriginalFile): void {
    const packed = deflateRawSync(bytes);
    this.#packed.push(packed);
    this.#origins.push({ ...origin, length: packed.length });
  }

  build(): Uint8Array {
    return encodeBinaryFile({ meta: this.#origins, arrays: { files: new Uint8Array(Buffer.concat(this.#packed)) } }, PACK_FORMAT);
  }
}

/** Undefined when the pack is damaged. */
export function decodePack(bytes: Uint8Array): OriginalFile[] | undefined {
  const file = decodeBinaryFile(bytes, PACK_FORMAT);
  const data = file?.arrays['files'];
  if (!file || !(data instanceof Uint8Array)) return undefined;
  let at = 0;
  return (file.meta as (DocumentOrigin & { length: number })[]).map(({ length, ...origin }) => {
    const original = inflateRawSync(data.subarray(at, at + length));
    at += length;
    return { origin, bytes: original };
  });
}
