import type { Instant } from '../lib/clock.ts';

export type EvidenceType = 'jpg' | 'png' | 'pdf';

/** 佐证文件 — a picture or file behind an entry; its bytes lie under their hash, so the same picture lies there once. */
export interface EvidenceFile {
  /** SHA-256 of the cleaned bytes, hex. */
  hash: string;
  type: EvidenceType;
  /** As it was sent, masked. */
  name: string;
  size: number;
  by: { id: string; name: string };
  at: Instant;
}

const prefix = 'evidence:';

/** What a message names the file by; rendered only while the entry still has it. */
export function evidenceFileId(entry: string, hash: string): string {
  return `${prefix}${entry}:${hash}`;
}

/** Null for another kind of file. */
export function evidenceInFile(fileId: string): { entry: string; hash: string } | null {
  const [, entry, hash] = /^evidence:(.+):([0-9a-f]{64})$/.exec(fileId) ?? [];
  return entry && hash ? { entry, hash } : null;
}
