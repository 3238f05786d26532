import { setImmediate as pause } from 'node:timers/promises';
import type { Disk } from '../../lib/disk.ts';
import { listCheckpoints, readCheckpoint } from './checkpoint.ts';
import { recover } from './recover.ts';
import { kinds, orders } from './row-order.ts';
import type { State } from './state.ts';

const ROWS_BETWEEN_PAUSES = 500;

function indexFindings(state: State): string[] {
  return state.bureaus().flatMap(bureau =>
    kinds.flatMap(kind => {
      const table = state.table(bureau, kind);
      const wrong = [...orders[kind].keys()].filter(index => table.tree(index).size !== table.size);
      return wrong.map(index => `“${kind}”的索引“${index}”与记录条数不一致，请重新启动程序。`);
    }),
  );
}

async function difference(memory: State, disk: State): Promise<string[]> {
  if (memory.size !== disk.size) return [`磁盘上有${disk.size}条记录，内存中有${memory.size}条，请立即备份并联系维护人员。`];
  const onDisk = disk.rows();
  let rows = 0;
  for (const kept of memory.rows()) {
    if (JSON.stringify(kept) !== JSON.stringify(onDisk.next().value))
      return [`记录“${kept.kind}/${kept.row.id}”在磁盘上与内存中不一致，请立即备份并联系维护人员。`];
    rows += 1;
    if (rows % ROWS_BETWEEN_PAUSES === 0) await pause();
  }
  return [];
}

async function checkpointFindings(disk: Disk, folder: string): Promise<string[]> {
  const findings: string[] = [];
  for (const generation of await listCheckpoints(disk, folder)) {
    const isGood = await readCheckpoint(disk, folder, generation).then(
      () => true,
      () => false,
    );
    if (!isGood) findings.push(`检查点${generation}已损坏，下次写检查点时会替换；数据另有完好的一份。`);
  }
  return findings;
}

/** Reads everything back from disk and compares it with what the program works with, up to a journal frame. */
export async function checkKept(disk: Disk, folder: string, known: { state: State; frame: number }): Promise<string[]> {
  const findings = [...indexFindings(known.state), ...(await checkpointFindings(disk, folder))];
  try {
    const recovered = await recover(disk, folder, known.frame);
    return [...findings, ...(await difference(known.state, recovered.state))];
  } catch (error) {
    return [...findings, error instanceof Error ? error.message : String(error)];
  }
}
