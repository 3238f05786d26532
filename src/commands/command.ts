import type { App, ReplayStage } from '../app/app.ts';
import type { ProposedOutline } from '../app/propose-outline.ts';
import type { Bureau } from '../bureau/bureau.ts';
import type { Guest } from '../bureau/with-guests.ts';
import type { Config } from '../config.ts';
import type { EvaluationCase } from '../domain/evaluation-case.ts';
import type { Prompts } from '../models/prompt.ts';

/** Reads one message without keeping it; the result is in the words of the surface. Throws for a speaker who is nobody. */
export type MessageReader = (message: { text: string; at: number; from: unknown; quote: string | undefined }) => object;

/** A stage for `replay`; on a temporary state unless a folder is given. */
export interface StageRequest {
  start: number;
  stateDir: string | null;
  guests: readonly Guest[];
}

/** What `app.ts` and `main.ts` hand to a command; each is opened when it is first asked for. */
export interface Program {
  config: Config;
  bureau(): Promise<Bureau>;
  /** The prompts, the bureau's own ones included; needs no model and no state. */
  prompts(): Promise<Prompts>;
  /** The state folder, owned by this process. Throws `store-owned` when another process has it. */
  app(): Promise<App>;
  /** What is not as it must be, in plain words: store, index, figures of drafts, audit trail. */
  verify(): Promise<string[]>;
  /** What people found right or wrong, as questions for `npm run eval -- cases`. */
  evaluationCases(): Promise<EvaluationCase[]>;
  /** An outline in the shape of a past report or a notice. */
  proposeOutline(file: { name: string; bytes: Uint8Array }): Promise<ProposedOutline>;
  /** `guests` are those whom the messages name and the roster does not have. */
  messageReader(guests: readonly Guest[]): Promise<MessageReader>;
  stage(request: StageRequest): Promise<ReplayStage>;
  /** Runs the whole thing until it is told to stop. */
  serve(): Promise<void>;
}

/** What a command is given. `out` and `error` take one line each; with `--json` every line of `out` is JSON. */
export interface Invocation {
  arguments: string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
  json: boolean;
  /** Where relative paths of the arguments start. */
  folder: string;
  out(line: string): void;
  error(line: string): void;
  program: Program;
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
  /** True when it works on the state folder, so that it runs inside the process that owns it, if there is one. */
  inOwner: boolean;
  run(invocation: Invocation): Promise<number>;
}
