import type { Ledger } from '../../domain/ledger.ts';
import type { FigureName } from './figure-names.ts';

/** 归哪个台账 — the ledger that all reports of a name stood in, or the only one of their section; undefined where they do not tell. */
export function ledgerFor({ entries }: FigureName, ledgers: readonly Ledger[]): Ledger | undefined {
  const stoodIn = new Set(entries.flatMap(({ ledger }) => ledger ?? []));
  const [own, ...others] = ledgers.filter(({ id }) => stoodIn.has(id));
  if (own && others.length === 0) return own;
  const sections = new Set(entries.map(({ section }) => section));
  const near = ledgers.filter(({ section }) => sections.has(section));
  return stoodIn.size === 0 && near.length === 1 ? near[0] : undefined;
}

/** Those first in whose section, or by whose 科室, the name was reported. */
export function nearestFirst({ entries }: FigureName, ledgers: readonly Ledger[]): Ledger[] {
  const far = ({ section, departments }: Ledger): number =>
    entries.some(entry => entry.section === section) ? (entries.some(entry => departments.includes(entry.department)) ? 0 : 1) : 2;
  return [...ledgers].sort((a, b) => far(a) - far(b));
}
