import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, pipeline as unpackInto } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { formatInstant } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import type { Instant } from '../lib/clock.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';
import { backupDamaged, notABackup } from '../wording/backup.ts';
import { noSuchFile } from '../wording/command-line.ts';

const FORMAT = 'xiaofa-backup';
const VERSION = 1;

/** The whole of what a bureau has: rows and files. */
export interface Kept {
  store: Store;
  blobs: Blobs;
}

/** What is in a backup. */
export interface BackupSummary {
  at: string;
  rows: number;
  blobs: number;
}

type Line =
  | { header: { format: string; version: number; at: string } }
  | { row: string }
  | { blob: string; bytes: string }
  | { end: { rows: number; blobs: number; sha256: string } };

async function* lines({ store, blobs }: Kept, at: Instant): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const counted = { rows: 0, blobs: 0 };
  const line = (value: Line): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  yield line({ header: { format: FORMAT, version: VERSION, at: formatInstant(at) } });
  for await (const row of store.dump()) {
    counted.rows++;
    yield line({ row });
  }
  for (const key of await blobs.list('')) {
    const bytes = await blobs.get(key);
    if (!bytes) continue;
    counted.blobs++;
    yield line({ blob: key, bytes: Buffer.from(bytes).toString('base64') });
  }
  yield `${JSON.stringify({ end: { ...counted, sha256: hash.digest('hex') } })}\n`;
}

/** Writes everything to one compressed file: written aside, synced, then renamed, so that a file of this name is a whole backup. Resolves to its size in bytes. */
export async function writeBackup(kept: Kept, path: string, at: Instant): Promise<number> {
  const aside = `${path}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.from(lines(kept, at)), createGzip(), createWriteStream(aside, { mode: 0o600 }));
  const file = await open(aside, 'r+');
  await file.sync().finally(() => file.close());
  await rename(aside, path);
  return (await stat(path)).size;
}

/** The lines of a compressed file. A fault of the disk or of the compression ends the reading with its error. */
async function* textLines(path: string): AsyncGenerator<string> {
  const unpacked = createGunzip();
  // Whatever fails on the way destroys `unpacked` with its error, so that the loop below throws it.
  unpackInto(createReadStream(path), unpacked, () => undefined);
  let rest = '';
  for await (const chunk of unpacked.setEncoding('utf8')) {
    const complete = `${rest}${chunk}`.split('\n');
    rest = complete.pop() ?? '';
    yield* complete;
  }
  if (rest !== '') yield rest;
}

/** In plain words: there is no such file, it is no backup at all, or it is a damaged one. */
function readingFailure(path: string, { cause, isFirst }: { cause: unknown; isFirst: boolean }): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOENT') return new AppError('not-found', noSuchFile(path), { cause });
  const isForeign = cause instanceof Error && (cause.message === 'incorrect header check' || (cause instanceof SyntaxError && isFirst));
  return new AppError('unreadable', isForeign ? notABackup(path) : backupDamaged(path), { cause });
}

function parseLine(text: string): Line {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new SyntaxError('not an object');
  return value as Line;
}

/** Up to the line that closes the backup: what stands behind it was never checked. */
async function* readLines(path: string): AsyncGenerator<{ text: string; line: Line }> {
  let isFirst = true;
  try {
    for await (const text of textLines(path)) {
      const line = parseLine(text);
      isFirst = false;
      yield { text, line };
      if ('end' in line) return;
    }
  } catch (cause) {
    throw readingFailure(path, { cause, isFirst });
  }
}

/** Reads a backup through and checks that it is whole; throws in plain words when it is not. */
export async function checkBackup(path: string): Promise<BackupSummary> {
  const hash = createHash('sha256');
  const counted = { rows: 0, blobs: 0 };
  let at: string | undefined;
  let isWhole = false;
  for await (const { text, line } of readLines(path)) {
    if (at === undefined) {
      if (!('header' in line) || line.header.format !== FORMAT || line.header.version > VERSION) throw new AppError('unreadable', notABackup(path));
      at = line.header.at;
    }
    if ('end' in line) {
      isWhole = line.end.sha256 === hash.digest('hex') && line.end.rows === counted.rows && line.end.blobs === counted.blobs;
      continue;
    }
    if ('row' in line) counted.rows++;
    if ('blob' in line) counted.blobs++;
    hash.update(`${text}\n`);
  }
  if (at === undefined || !isWhole) throw new AppError('unreadable', backupDamaged(path));
  return { at, ...counted };
}

async function* rowsIn(path: string): AsyncGenerator<string> {
  for await (const { line } of readLines(path)) if ('row' in line) yield line.row;
}

/** Replaces everything that is kept by a backup, after checking all of it. */
export async function restoreBackup({ store, blobs }: Kept, path: string): Promise<BackupSummary> {
  const summary = await checkBackup(path);
  await store.load(rowsIn(path));
  const keys = new Set<string>();
  for await (const { line } of readLines(path)) {
    if (!('blob' in line)) continue;
    keys.add(line.blob);
    await blobs.put(line.blob, Buffer.from(line.bytes, 'base64'));
  }
  for (const key of await blobs.list('')) if (!keys.has(key)) await blobs.remove(key);
  return summary;
}
