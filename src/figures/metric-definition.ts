import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger, MetricDefinition } from '../domain/ledger.ts';

/** The definition of a metric by its name; the first ledger that defines it decides. */
export function definitionOf(bureau: Pick<Bureau, 'ledgers'>, metric: string): { definition: MetricDefinition; ledger: Ledger } | undefined {
  for (const ledger of bureau.ledgers) {
    const definition = ledger.metrics.find(each => each.name === metric);
    if (definition) return { definition, ledger };
  }
  return undefined;
}

/** Metrics that are parts of this one (其中), in the order of the files. */
export function partsOf(bureau: Pick<Bureau, 'ledgers'>, metric: string): MetricDefinition[] {
  const parts = bureau.ledgers.flatMap(ledger => ledger.metrics.filter(each => each.partOf === metric));
  return parts.filter((part, index) => parts.findIndex(each => each.name === part.name) === index);
}
