import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './app/app.ts';
import { openProgram } from './app/program.ts';
import { chosenFolders, exitCodes, failed, findCommand, type Output, parseCommand, runCommand, type Typed } from './app/run-command.ts';
import { serve } from './app/serve.ts';
import { type Config, readConfig } from './config.ts';
import { AppError } from './domain/errors.ts';
import { createLogger, type Logger, silentLogger } from './lib/logger.ts';
import { projectRoot } from './lib/project-root.ts';
import { Redactor } from './lib/redact.ts';
import { runInOwner } from './store/lowdb/control.ts';
import { beforeStart, notice, stopFirst } from './wording/command-line.ts';

const output: Output = {
  stdout: line => process.stdout.write(`${line}\n`),
  stderr: line => process.stderr.write(`${line}\n`),
};

// Whoever reads the output may stop early (`| head`), which is no failure of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed);
  });

function configFor(typed: Typed): Config {
  if (existsSync(join(projectRoot, '.env'))) process.loadEnvFile(join(projectRoot, '.env'));
  const parsed = parseCommand(findCommand(typed.command), typed.args);
  return readConfig({ ...process.env, ...chosenFolders(parsed, typed.cwd) }, projectRoot);
}

function redactorOf({ secrets }: Config): Redactor {
  const redactor = new Redactor();
  for (const secret of secrets) redactor.register(secret);
  return redactor;
}

/** Whoever runs one command reads what was noticed as plain lines; log lines are for whoever runs the program for good. */
function noticeLogger(write: (line: string) => void): Logger {
  const tell = (_fields: object, message: string): void => write(notice(message));
  return { ...silentLogger, warn: tell, error: tell };
}

function announceAndServe(app: App, { publicUrl }: Config): Promise<void> {
  for (const line of beforeStart({ warnings: app.bureau.warnings ?? [], publicUrl })) output.stdout(line);
  return serve(app, { out: output.stdout });
}

/** Runs the command here, or inside the process that owns the state folder. */
async function main(typed: Typed): Promise<number> {
  const command = findCommand(typed.command);
  const config = configFor(typed);
  const isForPeople = command.name !== 'start' && config.logLevel !== 'debug';
  const logger = isForPeople ? noticeLogger(output.stderr) : createLogger({ level: config.logLevel, redactor: redactorOf(config) });
  const program = openProgram({ config, logger, serve: app => announceAndServe(app, config) });
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
    process.exitCode = failed(error, output);
  },
);
