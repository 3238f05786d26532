import type { Violation } from '../language/grounding/violation.ts';
import type { Instant } from '../lib/clock.ts';
import { ModelFault } from '../models/model-fault.ts';
import type { Models } from '../models/models.ts';
import { correctionNote } from '../wording/model.ts';

/** 过关 — what a check made of a generated text, or why it is not taken. */
export type Checked<T> = { value: T } | { violations: readonly Violation[] };

/** 写作任务 — one generation that counts only when it passes its check. */
export interface WritingTask<T> {
  prompt: string;
  /** `fault` says what was wrong with the first try; empty at first. */
  inputs: (fault: string) => Readonly<Record<string, string>>;
  asker: string;
  deadline: Instant;
  /** `frame` is our own instructions, which must not come back. */
  check(text: string, frame: string): Checked<T>;
  /** The first try as it comes, with the same `frame`; nothing of it has been checked. */
  onText?: (piece: string, frame: string) => void;
}

/** `not-taken`: written, and refused by the check both times, or nothing came; the rules' own text stands then. */
export type Written<T> = { outcome: 'taken'; value: T } | { outcome: 'not-taken' };

/** 过关写作 — asks once, and once more with what was wrong; then nothing is taken. What was refused leaves its rule in log and metrics, never its words. */
export async function writeChecked<T>(models: Models, task: WritingTask<T>): Promise<Written<T>> {
  const { onText, asker, deadline } = task;
  let fault = '';
  for (const attempt of [1, 2]) {
    const rendered = models.prompts.render(task.prompt, task.inputs(fault));
    const shown = onText && attempt === 1 ? { onText: (piece: string): void => onText(piece, rendered.system) } : {};
    try {
      const { text } = await models.chat.complete({ ...rendered, ...shown, asker, deadline });
      const checked = task.check(text, rendered.system);
      if ('value' in checked) return { outcome: 'taken', value: checked.value };
      models.refused?.({ prompt: rendered.prompt, rules: [...new Set(checked.violations.map(({ rule }) => rule))] });
      fault = correctionNote(checked.violations);
    } catch (error) {
      // The adapter has tried again what was worth it; a malformed answer alone may come out right the second time.
      if (!(error instanceof ModelFault)) throw error;
      if (error.kind !== 'malformed' && error.kind !== 'empty') return { outcome: 'not-taken' };
    }
  }
  return { outcome: 'not-taken' };
}
