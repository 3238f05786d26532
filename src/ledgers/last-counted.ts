import { stands } from '../domain/entry.ts';
import type { Reader } from '../store/store.ts';

const LOOKED_AT = 20;

/** 局内自测, which the bot books itself: nobody reports it. */
const OWN_LEDGER = 'self-quiz';

/** What a 科室 last reported as a figure, with its unit; null when it has not. */
export async function lastCounted(reader: Reader, department: string): Promise<{ name: string; unit: string } | null> {
  const { rows } = await reader.find('entry', { index: 'byDepartment', equals: [department], order: 'descending', limit: LOOKED_AT });
  for (const entry of rows.filter(row => stands(row) && row.ledger !== OWN_LEDGER)) {
    const metric = entry.metrics.find(({ kind, inferred, value }) => kind === 'increment' && !inferred && value !== null);
    if (metric) return { name: metric.name, unit: metric.unit };
  }
  return null;
}
