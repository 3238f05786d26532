import type { ReplayStage } from '../app/app.ts';
import type { Instant } from '../lib/clock.ts';
import { type JsonLine, textOf, wrongLine } from './jsonl.ts';
import { optionalText, speakerOf, timeOf } from './spoken-line.ts';

type Spoken = Parameters<ReplayStage['say']>[0];

/** 脚本的一步 — somebody speaks, the clock moves, or the program crashes and starts again. */
export interface ScriptStep {
  line: JsonLine;
  at: Instant;
  does: 'say' | 'tick' | 'restart';
  /** Null for a tick and a restart. */
  spoken: Spoken | null;
}

/** A script as steps in the order of time. Throws, naming file and line, for whatever is not one. */
export function parseScript(lines: readonly JsonLine[]): ScriptStep[] {
  const steps: ScriptStep[] = [];
  for (const [index, line] of lines.entries()) {
    const at = timeOf(line);
    if (at < (steps.at(-1)?.at ?? at)) throw wrongLine(line, '的 at 早于上一行，脚本要按时间先后写');
    const does = line.value['restart'] === true ? 'restart' : line.value['tick'] === true ? 'tick' : 'say';
    steps.push({ line, at, does, spoken: does === 'say' ? spokenOf(line, index) : null });
  }
  return steps;
}

function spokenOf(line: JsonLine, index: number): Spoken {
  const button = buttonOf(line);
  if (!button && typeof line.value['text'] !== 'string') throw wrongLine(line, '既没有 text，也不是 tick 或 restart');
  const text = button && line.value['text'] === undefined ? '' : textOf(line);
  const [quote, group] = [optionalText(line, 'quote'), optionalText(line, 'group')];
  const id = optionalText(line, 'id') ?? `line-${index + 1}`;
  return {
    id,
    text,
    from: speakerOf(line),
    ...(quote === undefined ? {} : { quote }),
    ...(group === undefined ? {} : { group }),
    ...(button ? { button } : {}),
  };
}

function buttonOf(line: JsonLine): { action: string; value: string } | undefined {
  const { button } = line.value;
  if (button === undefined || button === null) return undefined;
  const { action, value } = button as { action?: unknown; value?: unknown };
  if (typeof action === 'string' && typeof value === 'string') return { action, value };
  throw wrongLine(line, '的 button 应为 {"action":"…","value":"…"}');
}
