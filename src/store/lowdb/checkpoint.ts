import { join } from 'node:path';
import { Low } from 'lowdb';
import { type Disk, syncNames } from '../../lib/disk.ts';
import type { Kind, Row } from '../store.ts';
import { DamagedFile, DurableJson } from './durable-json.ts';
import { freeze } from './frozen.ts';
import { State } from './state.ts';

/** Rows per file: lowdb files stay a few megabytes each, however many rows there are. */
const SEGMENT_ROWS = 2_000;

type KeptRow = { kind: Kind; row: Row };

/** One lowdb file of a checkpoint. */
interface Segment {
  rows: KeptRow[];
}

/** Written last: which files belong to the checkpoint, and up to which journal frame it goes. */
interface Manifest {
  frame: number;
  rows: number;
  segments: { name: string; rows: number; checksum: string }[];
}

/** A checkpoint as read back. */
export interface Checkpoint {
  state: State;
  frame: number;
  bytes: number;
}

function checkpointsFolder(folder: string): string {
  return join(folder, 'checkpoints');
}

/** `00000012`: sorts as a number does. */
export function generationName(generation: number): string {
  return String(generation).padStart(8, '0');
}

/** Ends the name of a checkpoint that is not whole yet, or not any more. */
const ASIDE = '.aside';

/** Generations that have a checkpoint, newest first. */
export async function listCheckpoints(disk: Disk, folder: string): Promise<number[]> {
  const names = await disk.list(checkpointsFolder(folder));
  return names
    .filter(name => /^\d{8,}$/.test(name))
    .map(Number)
    .sort((a, b) => b - a);
}

/** Removes checkpoints whose writing or removal was cut off. */
export async function removeUnfinishedCheckpoints(disk: Disk, folder: string): Promise<void> {
  const names = await disk.list(checkpointsFolder(folder));
  for (const name of names.filter(other => other.endsWith(ASIDE))) await disk.remove(join(checkpointsFolder(folder), name));
}

/** Takes its name away first, so that a crash never leaves half a checkpoint under a whole one's name. */
export async function removeCheckpoint(disk: Disk, folder: string, generation: number): Promise<void> {
  const path = join(checkpointsFolder(folder), generationName(generation));
  await disk.rename(path, `${path}${ASIDE}`);
  await disk.remove(`${path}${ASIDE}`);
}

function* segmentPieces(segment: Segment): Generator<string> {
  yield '{"rows":[';
  for (const [at, row] of segment.rows.entries()) yield `${at === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`;
  yield ']}';
}

function* segmentsOf(state: State): Generator<KeptRow[]> {
  let rows: KeptRow[] = [];
  for (const row of state.rows()) {
    rows.push(row);
    if (rows.length === SEGMENT_ROWS) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length > 0) yield rows;
}

/** A checkpoint to be written; `signal` stops it between two files. */
export interface CheckpointTask {
  generation: number;
  frame: number;
  state: State;
  signal: AbortSignal;
}

async function writeFiles(disk: Disk, folder: string, task: CheckpointTask): Promise<number> {
  const manifest: Manifest = { frame: task.frame, rows: task.state.size, segments: [] };
  let bytes = 0;
  for (const rows of segmentsOf(task.state)) {
    task.signal.throwIfAborted();
    const name = `rows-${String(manifest.segments.length + 1).padStart(5, '0')}.json`;
    const file = new DurableJson<Segment>(disk, join(folder, name), segmentPieces);
    await new Low<Segment>(file, { rows }).write();
    manifest.segments.push({ name, rows: rows.length, checksum: file.checksum });
    bytes += file.bytes;
  }
  await new Low<Manifest>(new DurableJson(disk, join(folder, 'manifest.json')), manifest).write();
  await syncNames(disk, folder);
  return bytes;
}

/** Writes a checkpoint aside, file by file with pauses, and gives it its name when all of it is durable. Returns its size in bytes. */
export async function writeCheckpoint(disk: Disk, folder: string, task: CheckpointTask): Promise<number> {
  const finished = join(checkpointsFolder(folder), generationName(task.generation));
  const aside = `${finished}${ASIDE}`;
  await disk.remove(aside);
  await disk.makeFolder(aside);
  try {
    const bytes = await writeFiles(disk, aside, task);
    await disk.rename(aside, finished);
    await syncNames(disk, checkpointsFolder(folder));
    return bytes;
  } catch (error) {
    // Half a checkpoint only takes up space, perhaps the very space that was missing; a whole one whose name may not last is none.
    await disk.rename(finished, aside).catch(() => undefined);
    await disk.remove(aside).catch(() => undefined);
    throw error;
  }
}

async function readSegment(disk: Disk, path: string, expected: { rows: number; checksum: string }): Promise<Segment & { bytes: number }> {
  const file = new DurableJson<Segment>(disk, path);
  const low = new Low<Segment>(file, { rows: [] });
  await low.read();
  if (file.checksum !== expected.checksum || low.data.rows.length !== expected.rows) throw new DamagedFile(path);
  return { rows: freeze(low.data.rows), bytes: file.bytes };
}

/** Throws when any of its files is missing or not exactly as written. */
export async function readCheckpoint(disk: Disk, folder: string, generation: number): Promise<Checkpoint> {
  const home = join(checkpointsFolder(folder), generationName(generation));
  const manifest = new Low<Manifest>(new DurableJson(disk, join(home, 'manifest.json')), { frame: 0, rows: 0, segments: [] });
  await manifest.read();
  const rows: KeptRow[] = [];
  let bytes = 0;
  for (const { name, ...expected } of manifest.data.segments) {
    const segment = await readSegment(disk, join(home, name), expected);
    for (const row of segment.rows) rows.push(row);
    bytes += segment.bytes;
  }
  if (rows.length !== manifest.data.rows) throw new DamagedFile(home);
  return { state: State.from(rows), frame: manifest.data.frame, bytes };
}
