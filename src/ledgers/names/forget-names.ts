import type { Entry } from '../../domain/entry.ts';
import type { NameDecision, NameStanding, NameStep } from '../../domain/name-decision.ts';
import type { Transaction } from '../../store/store.ts';
import { allRows } from '../all-rows.ts';
import { saidName } from './as-counted.ts';

/**
 * 撤回并清除 — what was decided about names that nobody but the purged entry ever said goes with it, on either side of a decision.
 * Resolves to the ids of the messages that decided it. The entry itself is gone already.
 */
export async function forgetNames(tx: Transaction, entry: Entry): Promise<string[]> {
  const gone = await saidByNobodyElse(tx, entry);
  if (gone.size === 0) return [];
  const messages: string[] = [];
  for await (const decision of allRows(tx, 'name-decision', { index: 'byId' })) {
    const kept = withoutNames(decision, gone);
    if (kept === decision) continue;
    messages.push(...decision.history.filter(step => kept === null || mentions(step, gone)).map(({ messageId }) => messageId));
    if (kept === null) await tx.remove('name-decision', decision.id, decision.version);
    else await tx.replace('name-decision', kept);
  }
  for await (const topic of allRows(tx, 'topic', { index: 'byId' }))
    if (topic.kind === 'names' && topic.question.split('\n').some(name => gone.has(name))) await tx.remove('topic', topic.id, topic.version);
  return messages;
}

async function saidByNobodyElse(tx: Transaction, entry: Entry): Promise<Set<string>> {
  const gone = new Set(entry.metrics.filter(({ isNew, saidAs }) => isNew || saidAs !== undefined).map(saidName));
  if (gone.size === 0) return gone;
  for await (const { metrics } of allRows(tx, 'entry', { index: 'byPeriodEnd' })) for (const metric of metrics) gone.delete(saidName(metric));
  return gone;
}

/** The same decision where it names none of them; null where nothing of it is left. */
function withoutNames(decision: NameDecision, gone: ReadonlySet<string>): NameDecision | null {
  if (gone.has(decision.id)) return null;
  if (!decision.history.some(step => mentions(step, gone))) return decision;
  const scrubbed = decision.history.map(step => ({ ...step, before: scrub(step.before, gone), after: scrub(step.after, gone) }));
  const history = scrubbed.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  return history.length === 0 ? null : { ...decision, ...scrub(decision, gone), history };
}

function mentions({ before, after }: NameStep, names: ReadonlySet<string>): boolean {
  return [before, after].some(({ joined, apart }) => (joined !== null && names.has(joined.into)) || apart.some(name => names.has(name)));
}

function scrub({ joined, apart, adopted }: NameStanding, gone: ReadonlySet<string>): NameStanding {
  return { joined: joined && gone.has(joined.into) ? null : joined, apart: apart.filter(name => !gone.has(name)), adopted };
}
