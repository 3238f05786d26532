import { dateOf } from '../domain/date.ts';
import type { BureauId } from '../domain/member.ts';
import { CORPUS_ASKER, type ModelBudget, type ModelCall, type ModelFaultKind, type ModelOutcome, modelBudgets } from '../domain/model-call.ts';
import type { Clock, Instant } from '../lib/clock.ts';
import type { ModelTrail } from '../models/model-trail.ts';
import type { ModelCallRow, Store, Transaction } from '../store/store.ts';

/** As long as papers of a year's work are usually asked for, and then some; older rows go as new ones come. */
const KEPT_MS = 3 * 366 * 86_400_000;
const FORGOTTEN_AT_ONCE = 20;
/** An end that comes with an answer stands back for it: a commit takes its time on a slow disk, and this one nobody waits for. */
const END_WAITS_MS = 100;

interface Options {
  store: Store;
  bureau: BureauId;
  clock: Clock;
  budget: ModelBudget;
  createId: () => string;
}

/** What this process counted, for `/metrics`. */
export interface ModelCounts {
  /** By outcome, skipped calls included. */
  calls: Map<'ok' | ModelFaultKind, number>;
  tokens: { input: number; output: number };
  /** Generations that were not taken, by the rule that they broke. */
  refused: Map<string, number>;
}

/** 出境记录 in the store. */
export interface StoredTrail extends ModelTrail {
  readonly counts: ModelCounts;
  /** Writes the ends that still wait; before the store is closed. */
  settle(): Promise<void>;
}

/** The book of calls in the store, with the day's budget. The corpus's own vectors are outside the budget, and one row a day. Ends are written with the next beginning, or a moment later. */
export function createModelTrail({ store, bureau, clock, budget, createId }: Options): StoredTrail {
  const counts: ModelCounts = { calls: new Map(), tokens: { input: 0, output: 0 }, refused: new Map() };
  const count = (outcome: 'ok' | ModelFaultKind): void => void counts.calls.set(outcome, (counts.calls.get(outcome) ?? 0) + 1);
  const rowOf = (call: ModelCall, id: string, at: Instant): ModelCallRow => ({ bureau, id, version: 1, at, calls: 1, ...call });
  let waiting: End[] = [];
  let timer: NodeJS.Timeout | undefined;
  /** One commit for what is to be entered and for the ends that wait. */
  const write = async <T>(enter: (tx: Transaction) => Promise<T>): Promise<T> => {
    const ends = waiting;
    waiting = [];
    clearTimeout(timer);
    try {
      const result = await store.write({ bureau }, async tx => {
        for (const { id, outcome } of ends) await enterEnd(tx, id, outcome);
        return enter(tx);
      });
      for (const { written } of ends) written();
      return result;
    } catch (error) {
      for (const { failed } of ends) failed(error);
      throw error;
    }
  };
  const settle = (): Promise<void> => (waiting.length === 0 ? Promise.resolve() : write(async () => undefined));
  return {
    counts,
    settle,
    begin(call) {
      const at = clock.now();
      const id = call.asker === CORPUS_ASKER ? `${dateOf(at)}:${CORPUS_ASKER}` : createId();
      return write(async tx => {
        if (call.asker === CORPUS_ASKER) return enterOfDay(tx, rowOf(call, id, at));
        if (!(await mayCall(tx, at, budget))) return undefined;
        await tx.insert('model-call', rowOf(call, id, at));
        await forgetOld(tx, at);
        return id;
      });
    },
    end(id, outcome) {
      count(outcome.outcome);
      counts.tokens.input += outcome.tokens.input;
      counts.tokens.output += outcome.tokens.output;
      return new Promise((written, failed) => {
        waiting.push({ id, outcome, written, failed });
        clearTimeout(timer);
        // Whoever waits is told by the end's own promise.
        timer = setTimeout(() => void settle().catch(() => undefined), END_WAITS_MS);
      });
    },
    skip: (_, fault) => count(fault),
  };
}

/** An end that waits to be written, and whom to tell. */
interface End {
  id: string;
  outcome: ModelOutcome;
  written: () => void;
  failed: (error: unknown) => void;
}

async function enterEnd(tx: Transaction, id: string, outcome: ModelOutcome): Promise<void> {
  const row = await tx.get('model-call', id);
  if (!row) return;
  await tx.replace('model-call', row.asker === CORPUS_ASKER ? addedTo(row, outcome) : { ...row, ...outcome });
  if (row.asker !== CORPUS_ASKER) await tx.spend(modelBudgets.tokens(row.at), tokensOf(outcome), Number.MAX_SAFE_INTEGER);
}

/** Counts the call; false when the day's calls, or tokens that earlier calls used, are spent. */
async function mayCall(tx: Transaction, at: Instant, budget: ModelBudget): Promise<boolean> {
  return (await tx.spend(modelBudgets.tokens(at), 0, budget.tokens - 1)) && (await tx.spend(modelBudgets.calls(at), 1, budget.calls));
}

async function enterOfDay(tx: Transaction, row: ModelCallRow): Promise<string> {
  const known = await tx.get('model-call', row.id);
  if (known) await tx.replace('model-call', { ...known, calls: known.calls + 1, characters: known.characters + row.characters });
  else await tx.insert('model-call', row);
  return row.id;
}

function addedTo(row: ModelCallRow, outcome: ModelOutcome): ModelCallRow {
  const before = row.tokens ?? { input: 0, output: 0 };
  return {
    ...row,
    ...outcome,
    tokens: { input: before.input + outcome.tokens.input, output: before.output + outcome.tokens.output },
    isEstimated: outcome.isEstimated || row.isEstimated === true,
    attempts: (row.attempts ?? 0) + outcome.attempts,
    ms: (row.ms ?? 0) + outcome.ms,
  };
}

function tokensOf({ tokens }: ModelOutcome): number {
  return tokens.input + tokens.output;
}

async function forgetOld(tx: Transaction, at: Instant): Promise<void> {
  const { rows } = await tx.find('model-call', { index: 'byAt', to: at - KEPT_MS, limit: FORGOTTEN_AT_ONCE });
  for (const row of rows) await tx.remove('model-call', row.id, row.version);
}
