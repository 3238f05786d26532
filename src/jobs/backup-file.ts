import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { formatInstant } from '../domain/date.ts';
import { AppError } from '../domain/errors.ts';
import type { Instant } from '../lib/clock.ts';
import type { Blobs } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';
import { backupDamaged, notABackup } from '../wording/backup.ts';

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

async function* readLines(path: string): AsyncGenerator<{ text: string; line: Line }> {
  const source = createReadStream(path).pipe(createGunzip());
  try {
    for await (const text of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) yield { text, line: JSON.parse(text) as Line };
  } catch (cause) {
    throw new AppError('unreadable', backupDamaged(path), { cause });
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
      break;
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
