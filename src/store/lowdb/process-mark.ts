import { readFile } from 'node:fs/promises';
import { systemErrorCode } from '../../lib/disk.ts';

/** What tells a process from a later one that was given the same number. */
export interface ProcessMark {
  pid: number;
  /** Boot and start time where the system tells them (Linux), else empty. */
  started: string;
}

async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold blanks and brackets: state, …, start time in ticks since boot.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return 'ended';
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()}/${fields[19]}`;
  } catch {
    return '';
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

export async function thisProcess(): Promise<ProcessMark> {
  return { pid: process.pid, started: await startOf(process.pid) };
}

/** Whether that very process still runs. */
export async function isRunning(mark: ProcessMark): Promise<boolean> {
  if (!exists(mark.pid)) return false;
  const started = await startOf(mark.pid);
  return started === '' || mark.started === '' || started === mark.started;
}
