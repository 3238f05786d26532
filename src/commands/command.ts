import type { App } from '../app.ts';
import type { Config } from '../config.ts';

/** What a command is given. `out` and `error` take one line each; with `--json` every line of `out` is JSON. */
export interface Invocation {
  arguments: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  json: boolean;
  config: Config;
  /** Where relative paths of the arguments start. */
  folder: string;
  out(line: string): void;
  error(line: string): void;
  app: App;
}

/** 命令 — one command of the command line; resolves to the exit code: 0 done, 1 failed. Wrong usage is an `AppError('usage')`, which exits with 2. */
export interface Command {
  name: string;
  /** One line of Chinese for the list of commands. */
  summary: string;
  /** `search <问题>`. */
  usage: string;
  /** Own options besides --json, --data and --state. */
  options: Readonly<Record<string, { type: 'string' | 'boolean' }>>;
  /** `owner`: runs on the state folder, inside the process that owns it. `temporary`: on a state of its own. `none`: before any state is opened. */
  state: 'owner' | 'temporary' | 'none';
  run(invocation: Invocation): Promise<number>;
}
