import type { Period } from '../../domain/period.ts';
import { metricText } from '../../wording/entry-line.ts';
import type { ImportSaid } from '../../wording/import.ts';
import type { ImportOutcome } from './import-entries.ts';
import type { ImportItem, ImportProposal } from './propose-import.ts';

const EXAMPLES_A_SHEET = 2;

function unique<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map(value => [keyOf(value), value])).values()];
}

function sheetOf(name: string, items: readonly ImportItem[]): ImportSaid['sheets'][number] {
  const periods = unique<Period>(
    items.map(item => item.content.period),
    ({ from, to }) => `${from}:${to}`,
  );
  return {
    name,
    count: items.length,
    metrics: [...new Set(items.flatMap(item => item.content.metrics.map(metric => metric.name)))],
    departments: [...new Set(items.map(item => item.content.department))],
    periods: periods.sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to)),
  };
}

/** What people are shown of a proposal. */
export function describeImport(
  file: string,
  { items, skipped, wrongSums, fromHidden, hidden }: ImportProposal & { hidden: readonly string[] },
  outcome: ImportOutcome,
): ImportSaid {
  const names = [...new Set(items.map(item => item.sheet))];
  const ofSheet = (name: string): ImportItem[] => items.filter(item => item.sheet === name);
  const examples = names.flatMap(name => ofSheet(name).slice(0, EXAMPLES_A_SHEET));
  return {
    file,
    sheets: names.map(name => sheetOf(name, ofSheet(name))),
    examples: examples.map(({ place, content }) => ({
      ...{ place, department: content.department, period: content.period },
      text: content.metrics.map(metric => metricText(metric)).join('，'),
    })),
    newMetrics: [...new Set(items.flatMap(item => item.content.metrics.filter(metric => metric.isNew).map(metric => metric.name)))],
    hidden: { sheets: hidden, cells: fromHidden },
    ...{ skipped, wrongSums, outcome },
  };
}
