import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openProgram } from '../../src/app/program.ts';
import { chosenFolders, findCommand, parseCommand, runCommand } from '../../src/app/run-command.ts';
import { readConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

export interface Ran {
  code: number;
  out: string[];
  error: string[];
}

/** An operator at a command line in an empty folder, on a state of their own. */
export interface CommandLine {
  folder: string;
  run(command: string, ...args: string[]): Promise<Ran>;
  /** Writes a file of JSON lines; its name. */
  jsonl(name: string, lines: readonly object[]): string;
}

/** `env` is what stands in the environment besides the folders. */
export function commandLine(env: Readonly<Record<string, string>> = {}): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'xiaofa-commands-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    jsonl(name, lines) {
      writeFileSync(join(folder, name), lines.map(line => JSON.stringify(line)).join('\n'));
      return name;
    },
    async run(command, ...args) {
      const ran: Ran = { code: 0, out: [], error: [] };
      const words = args.includes('--state') ? args : [...args, '--state', 'state'];
      const parsed = parseCommand(findCommand(command), words);
      const config = readConfig({ ...env, ...chosenFolders(parsed, folder) }, projectRoot);
      const program = openProgram({ config, logger: silentLogger, serve: async () => undefined });
      const output = { stdout: (line: string) => ran.out.push(line), stderr: (line: string) => ran.error.push(line) };
      ran.code = await runCommand(program, { command, args: words, cwd: folder }, output).finally(() => program.close());
      return ran;
    },
  };
}
