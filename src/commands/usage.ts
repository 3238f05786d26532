import { AppError } from '../domain/errors.ts';
import { usageOf } from '../wording/command-line.ts';
import type { Command, Invocation } from './command.ts';

/** The failure of a call that the command cannot take, which says how to call it. */
export function wrongUsage(command: Pick<Command, 'name' | 'summary' | 'usage'>): AppError {
  return new AppError('usage', usageOf(command));
}

/** An option's text; undefined when it was not given. */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === 'string' ? value : undefined;
}
