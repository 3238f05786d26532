import type { Bureau } from '../../bureau/bureau.ts';
import type { DecidedNames } from '../../domain/decided-names.ts';
import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import type { NameDecision } from '../../domain/name-decision.ts';
import type { Reader } from '../../store/store.ts';
import { decidedNames } from './decided-names.ts';

const known = new WeakMap<Bureau, Bureau>();
const filesBehind = new WeakMap<Bureau, Bureau>();

/** 单位 as its files say and its editors decided: adopted metrics stand in their ledgers, joined names among the aliases of what they count as. The same decisions give the very same object; given one, the decisions of now are looked up anew. */
export async function bureauAsDecided(reader: Reader, given: Bureau): Promise<Bureau> {
  const files = filesBehind.get(given) ?? given;
  const decided = await decidedNames(reader);
  if (decided.isEmpty) return files;
  const before = known.get(files);
  if (before?.decided === decided) return before;
  const bureau = { ...files, decided, ledgers: ledgersAsDecided(files.ledgers, decided) };
  known.set(files, bureau);
  filesBehind.set(bureau, files);
  return bureau;
}

export function ledgersAsDecided(ledgers: readonly Ledger[], decided: DecidedNames): Ledger[] {
  const inFiles = new Set(ledgers.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
  // A metric of that name that a file has come to list is that of the file.
  const adopted = decided.all.filter(({ id, adopted }) => adopted !== null && !inFiles.has(id));
  return ledgers.map(ledger => {
    const added = adopted.filter(decision => decision.adopted?.ledger.id === ledger.id).map(adoptedMetric);
    return { ...ledger, metrics: [...ledger.metrics, ...added].map(metric => withJoined(metric, decided, inFiles)) };
  });
}

function adoptedMetric({ id, adopted }: NameDecision): MetricDefinition {
  return { name: id, aliases: [], units: adopted?.units ?? [], kind: adopted?.kind ?? 'increment', partOf: null, rate: null, isAdopted: true };
}

/** A joined name that a file has come to list is that of the file. */
function withJoined(metric: MetricDefinition, decided: DecidedNames, inFiles: ReadonlySet<string>): MetricDefinition {
  const joined = decided.countedUnder(metric.name).flatMap(({ id }) => (inFiles.has(id) ? [] : [id]));
  return joined.length === 0 ? metric : { ...metric, aliases: [...metric.aliases, ...joined], joined };
}
