import { decodeBinaryFile, encodeBinaryFile } from '../../lib/binary-file.ts';
import type { Segment } from '../segment.ts';
import { type Encoder, encodePassages } from './encoder.ts';

const FORMAT = 1;

/** 条款向量 — the vector of each passage of a segment. */
export function passageVectors(encoder: Encoder, segment: Segment): Int8Array {
  const sections = segment.sections.map(({ document, path }) => ({ title: segment.documents[document]?.title ?? '', path }));
  return encodePassages(encoder, { words: segment.words, sectionOf: segment.sectionOf, sections });
}

/** As they are kept, so that a start need not make them again; `fingerprint` is that of the weights they were made with. */
export function encodeVectors(vectors: Int8Array, fingerprint: string): Uint8Array {
  return encodeBinaryFile({ meta: { fingerprint }, arrays: { vectors } }, FORMAT);
}

/** Undefined when they are damaged or were made with other weights. */
export function decodeVectors(bytes: Uint8Array, fingerprint: string): Int8Array | undefined {
  const file = decodeBinaryFile(bytes, FORMAT);
  const vectors = file?.arrays['vectors'];
  return (file?.meta as { fingerprint?: string } | undefined)?.fingerprint === fingerprint && vectors instanceof Int8Array ? vectors : undefined;
}
