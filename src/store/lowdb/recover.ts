import type { Disk } from '../../lib/disk.ts';
import { type Checkpoint, listCheckpoints, readCheckpoint } from './checkpoint.ts';
import { DamagedFile } from './durable-json.ts';
import { decodeFrames, type Frame, type JournalContents, type JournaledChange } from './frame.ts';
import { journalPath, listJournals } from './journal.ts';
import { corrupt, messages } from './messages.ts';
import { State } from './state.ts';

/** What was dropped or replaced: a constant Chinese line, and the data that goes with it. */
export interface Finding {
  message: string;
  [field: string]: string | number;
}

/** What the folder held. */
export interface Recovered {
  state: State;
  /** The last journal frame that is in `state`. */
  frame: number;
  /** The newest journal file, and how many of its bytes are good. */
  generation: number;
  journalLength: number;
  /** The generation of the checkpoint that was read; 0 when everything came from the journal. */
  base: number;
  checkpointBytes: number;
  findings: Finding[];
}

function redo(state: State, change: JournaledChange): State {
  if (change.length === 2) {
    const [kind, row] = change;
    return state.with({ kind, before: state.table(row.bureau, kind).get(row.id), after: row });
  }
  const [kind, bureau, id] = change;
  const before = state.table(bureau, kind).get(id);
  return before ? state.with({ kind, before, after: undefined }) : state;
}

function redoFrame(state: State, frame: Frame): State {
  return frame.transactions.flat().reduce(redo, state);
}

/** The newest checkpoint that is good, or the empty beginning when the journal goes back to it. */
async function findBase(disk: Disk, folder: string, findings: Finding[]): Promise<Checkpoint & { generation: number }> {
  const generations = await listCheckpoints(disk, folder);
  for (const generation of generations) {
    try {
      return { ...(await readCheckpoint(disk, folder, generation)), generation };
    } catch (error) {
      findings.push({
        message: messages.checkpointReplaced,
        checkpoint: generation,
        reason: error instanceof DamagedFile ? messages.badChecksum : String(error),
      });
    }
  }
  const journals = await listJournals(disk, folder);
  const isFresh = generations.length === 0 && journals.length === 0;
  if (!isFresh && journals[0] !== 0) throw corrupt(folder, messages.emptyIsNotFresh);
  return { state: new State(), frame: 0, bytes: 0, generation: 0 };
}

async function readJournals(disk: Disk, folder: string, from: number): Promise<{ generation: number; bytes: Buffer }[]> {
  const generations = (await listJournals(disk, folder)).filter(generation => generation >= from);
  return Promise.all(generations.map(async generation => ({ generation, bytes: await disk.read(journalPath(folder, generation)) })));
}

/**
 * The journal that is appended to: the last one that holds anything, since one that could not be begun may lie empty behind it; but never one
 * before the newest checkpoint, whose number must not be given again.
 */
function currentOf(journals: { generation: number; bytes: Buffer }[], checkpoints: number[]): number {
  return Math.max(0, journals.findLast(journal => journal.bytes.length > 0)?.generation ?? 0, ...checkpoints);
}

function checkOrder(folder: string, at: { generation: number; current: number; tail: JournalContents['tail'] }): void {
  if (at.tail === 'none' || (at.tail === 'torn' && at.generation === at.current)) return;
  throw corrupt(folder, `日志${at.generation}中间有损坏的记录`);
}

/**
 * Reads what the folder holds, up to the given journal frame, without changing anything in it. Throws `store-corrupt` when something
 * acknowledged cannot be had back.
 */
export async function recover(disk: Disk, folder: string, lastFrame = Number.POSITIVE_INFINITY): Promise<Recovered> {
  const findings: Finding[] = [];
  const base = await findBase(disk, folder, findings);
  const journals = await readJournals(disk, folder, base.generation);
  if (base.generation > 0 && journals[0]?.generation !== base.generation) throw corrupt(folder, `缺少日志${base.generation}`);
  const current = currentOf(journals, await listCheckpoints(disk, folder));
  let { state, frame } = base;
  let journalLength = 0;
  for (const { generation, bytes } of journals) {
    const { frames, goodLength, tail } = decodeFrames(bytes);
    checkOrder(folder, { generation, current, tail });
    for (const next of frames) {
      if (next.number > lastFrame) break;
      if (next.number !== frame + 1) throw corrupt(folder, `日志${generation}缺少第${frame + 1}条记录`);
      state = redoFrame(state, next);
      frame = next.number;
    }
    if (generation === current) journalLength = goodLength;
    if (tail === 'torn') findings.push({ message: messages.tornTail, bytes: bytes.length - goodLength });
  }
  return { state, frame, generation: current, journalLength, base: base.generation, checkpointBytes: base.bytes, findings };
}
