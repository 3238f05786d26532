import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command, Invocation, Program } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import { AppError } from '../domain/errors.ts';
import { systemErrorCode } from '../lib/disk.ts';
import { commandHelp, fileTrouble, unexpected, unknownCommand, usageOf } from '../wording/command-line.ts';

/** Exit codes of the surface. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2 } as const;

/** Where a command's lines go. */
export interface Output {
  stdout(line: string): void;
  stderr(line: string): void;
}

/** What was typed, and from which folder. */
export interface Typed {
  command: string;
  args: string[];
  cwd: string;
}

const shared = {
  json: { type: 'boolean' },
  data: { type: 'string' },
  state: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The command of this name; throws `usage` when there is none. */
export function findCommand(name: string): Command {
  const command = commands.find(one => one.name === (name === '--help' || name === '-h' ? 'help' : name));
  if (!command) throw new AppError('usage', unknownCommand(name, commands));
  return command;
}

/** Arguments and options as the command declares them; throws `usage` for anything else. */
export function parseCommand(command: Command, args: string[]): Pick<Invocation, 'arguments' | 'options'> {
  try {
    const { values, positionals } = parseArgs({ args, options: { ...shared, ...command.options }, allowPositionals: true });
    return { arguments: positionals, options: values as Invocation['options'] };
  } catch {
    throw new AppError('usage', usageOf(command));
  }
}

/** The folders that the options choose, as environment variables; they win over the environment. */
export function chosenFolders({ options }: Pick<Invocation, 'options'>, cwd: string): Record<string, string> {
  const { data, state } = options;
  return {
    ...(typeof data === 'string'
      ? { DATA_DIR: resolve(cwd, data), ...(typeof state === 'string' ? {} : { STATE_DIR: join(resolve(cwd, data), 'state') }) }
      : {}),
    ...(typeof state === 'string' ? { STATE_DIR: resolve(cwd, state) } : {}),
  };
}

/** Runs one command; failures become a line of plain Chinese and an exit code. `AppError('store-owned')` is passed on, so that the owner can be asked. */
export async function runCommand(program: Program, typed: Typed, output: Output): Promise<number> {
  try {
    const command = findCommand(typed.command);
    const { arguments: words, options } = parseCommand(command, typed.args);
    if (options['help'] === true && command.name !== 'help') {
      for (const line of commandHelp(command)) output.stdout(line);
      return exitCodes.done;
    }
    return await command.run({
      program,
      arguments: words,
      options,
      json: options['json'] === true,
      folder: typed.cwd,
      out: output.stdout,
      error: output.stderr,
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'store-owned') throw error;
    return failed(error, output);
  }
}

/** Says a failure in plain Chinese; the exit code that goes with it. */
export function failed(error: unknown, output: Output): number {
  const code = systemErrorCode(error);
  const path = error instanceof Error && 'path' in error ? String(error.path) : '';
  if (error instanceof AppError) output.stderr(error.message);
  else output.stderr(code === undefined ? unexpected : fileTrouble(code, path));
  return error instanceof AppError && error.code === 'usage' ? exitCodes.wrongUsage : exitCodes.failed;
}
