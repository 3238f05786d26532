import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openProgram } from './app/program.ts';
import { chosenFolders, exitCodes, findCommand, type Output, parseCommand, runCommand, type Typed } from './app/run-command.ts';
import { serve } from './app/serve.ts';
import { type Config, readConfig } from './config.ts';
import { AppError } from './domain/errors.ts';
import { createLogger } from './lib/logger.ts';
import { projectRoot } from './lib/project-root.ts';
import { Redactor } from './lib/redact.ts';
import { runInOwner } from './store/lowdb/control.ts';
import { stopFirst, unexpected } from './wording/command-line.ts';

const output: Output = {
  stdout: line => process.stdout.write(`${line}\n`),
  stderr: line => process.stderr.write(`${line}\n`),
};

function configFor(typed: Typed): Config {
  if (existsSync(join(projectRoot, '.env'))) process.loadEnvFile(join(projectRoot, '.env'));
  const parsed = parseCommand(findCommand(typed.command), typed.args);
  return readConfig({ ...process.env, ...chosenFolders(parsed, typed.cwd) }, projectRoot);
}

/** Runs the command here, or inside the process that owns the state folder. */
async function main(typed: Typed): Promise<number> {
  const command = findCommand(typed.command);
  const config = configFor(typed);
  const logger = createLogger({ level: command.name === 'start' ? config.logLevel : 'warn', redactor: new Redactor() });
  const program = openProgram({ config, logger, serve: app => serve(app, { out: output.stdout }) });
  try {
    return await runCommand(program, typed, output);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'store-owned') throw error;
    const answered = command.inOwner ? await runInOwner(config.stateDir, typed, output) : undefined;
    if (answered !== undefined) return answered;
    output.stderr(command.name === 'restore' ? stopFirst : error.message);
    return exitCodes.failed;
  } finally {
    await program.close();
  }
}

const [command = 'help', ...args] = process.argv.slice(2);
main({ command, args, cwd: process.env['INIT_CWD'] ?? process.cwd() }).then(
  code => {
    process.exitCode = code;
  },
  (error: unknown) => {
    output.stderr(error instanceof AppError ? error.message : unexpected);
    process.exitCode = error instanceof AppError && error.code === 'usage' ? exitCodes.wrongUsage : exitCodes.failed;
  },
);
