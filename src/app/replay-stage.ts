import { formatInstant } from '../domain/date.ts';
import type { OutgoingFile } from '../domain/message.ts';
import type { Spoken } from '../platforms/simulator/spoken.ts';
import type { Line } from '../platforms/simulator/transcript.ts';
import type { RunRow } from '../store/store.ts';
import { Stage, type StageOptions } from './stage.ts';

/** 重演事件 — one reply, push or run, as `replay` prints it. `to` is a group's id or, for a private message, a member's. */
export interface ReplayEvent {
  type: 'reply' | 'push' | 'run';
  at: string;
  replyTo?: string;
  to?: string;
  text: string;
  files: OutgoingFile[];
}

/** What `replay` needs of a stage. */
export interface ReplayStage {
  advanceTo(instant: number): Promise<void>;
  say(spoken: Spoken): Promise<unknown>;
  crash(): Promise<unknown>;
  /** What happened since it was last asked. */
  news(): Promise<ReplayEvent[]>;
  render(file: OutgoingFile): Promise<Uint8Array>;
  close(): Promise<void>;
}

function messageEvent(line: Line): ReplayEvent {
  const to = line.conversation.replace(/^direct:/, '');
  const shared = { at: formatInstant(line.at), to, text: line.text, files: line.files };
  return line.replyTo === null ? { type: 'push', ...shared } : { type: 'reply', replyTo: line.replyTo, ...shared };
}

function runEvent(run: RunRow): ReplayEvent {
  return { type: 'run', at: formatInstant(run.dueAt), to: run.id, text: run.outcome, files: [] };
}

export async function openReplayStage(options: StageOptions): Promise<ReplayStage> {
  const stage = await Stage.open(options);
  const told = new Set<string>();
  let sequence = stage.platform.transcript.since(0).at(-1)?.sequence ?? 0;
  for (const run of await stage.runs()) told.add(run.id);
  return {
    advanceTo: instant => stage.advanceTo(instant),
    say: spoken => stage.say(spoken),
    crash: () => stage.crash(),
    async news() {
      const lines = stage.platform.transcript.since(sequence);
      sequence = lines.at(-1)?.sequence ?? sequence;
      const runs = (await stage.runs()).filter(run => run.state !== 'open' && !told.has(run.id));
      for (const run of runs) told.add(run.id);
      const events = [...runs.map(runEvent), ...lines.filter(line => line.account === null).map(messageEvent)];
      return events.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
    },
    render: file => stage.render(file),
    close: () => stage.close(),
  };
}
