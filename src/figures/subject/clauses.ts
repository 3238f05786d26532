import type { Ledger } from '../../domain/ledger.ts';
import { MIN_LENGTH } from './said-name.ts';
import { inClause } from './subject-of-clause.ts';

/** A question's clauses, each of which may name something of its own. */
export function clausesOf(text: string, ledgers: readonly Ledger[]): string[] {
  return text
    .split(/[，,、；;。？?！!\s]|以及|还有(?=.{0,6}(?:多少|几))/)
    .filter(clause => clause.trim() !== '')
    .flatMap(clause => joined(clause, ledgers) ?? [clause]);
}

/** 走访和解决问题各多少, 政协提案比代表建议多几件: two figures in one clause, where each side names its own outright; null for one. */
function joined(clause: string, ledgers: readonly Ledger[]): [string, string] | null {
  for (const { index } of clause.matchAll(/[和与跟占比]/g)) {
    const sides: [string, string] = [clause.slice(0, index), clause.slice(index + 1)];
    const [one, other] = sides.map(side => namedOutright(side, ledgers));
    if (one !== undefined && other !== undefined && one !== other) return sides;
  }
  return null;
}

function namedOutright(side: string, ledgers: readonly Ledger[]): string | undefined {
  const [metric, ...more] = inClause(side, ledgers, side).metrics;
  const defined = ledgers.flatMap(ledger => ledger.metrics).filter(({ name }) => name === metric);
  const isSaid = defined.some(({ name, aliases }) => [name, ...aliases].some(word => word.length >= MIN_LENGTH && side.includes(word)));
  return more.length === 0 && isSaid ? metric : undefined;
}
