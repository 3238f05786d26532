import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { ExpectedEntry, ExtractionCase, ReadMessage, ReadResult } from './extraction-case.ts';
import { readOwnMessages } from './own-messages.ts';

/** 第二人的读法 — a set read anew by somebody who saw neither its first reading nor a machine's; null where nobody did. How far two careful people agree is the limit that the machine is measured against. */
export function secondReader(file: string, bureau: Bureau): ReadMessage | null {
  const path = join('second-readings', basename(file));
  if (!existsSync(join(projectRoot, 'test', 'evals', 'data', path))) return null;
  const known = new Set(bureau.ledgers.flatMap(ledger => ledger.metrics.map(metric => metric.name)));
  const byText = new Map(readOwnMessages(path).messages.map(one => [one.text, resultOf(one, known)]));
  return text => {
    const result = byText.get(text);
    if (!result) throw new Error(`${path} has no reading of: ${text}`);
    return result;
  };
}

function resultOf({ intent, entries, changes }: ExtractionCase, known: ReadonlySet<string>): ReadResult {
  return {
    intent,
    entries: entries.map(entry => entryOf(entry, known)),
    changes: changes.map(({ metric, value }) => ({ metric, quantity: { value } })),
  };
}

/** What they would give if they could give only one name, one unit and one section. */
function entryOf({ section, department, period, metrics }: ExpectedEntry, known: ReadonlySet<string>): ReadResult['entries'][number] {
  const certain = metrics.filter(metric => metric.optional !== true);
  return {
    section: section.split('|')[0] ?? '',
    department,
    period: period ?? { from: '', to: '' },
    metrics: certain.map(metric => ({ ...metric, isNew: !known.has(metric.name) })),
  };
}
