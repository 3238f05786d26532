import type { Ledger } from '../../domain/ledger.ts';
import { candidatesFor } from './candidates.ts';
import { addEvidence, chooseLedger, type Evidence, evidenceOf, noEvidence } from './choose-ledger.ts';
import type { Clause } from './clauses.ts';
import { windowOf } from './figure-window.ts';
import type { Lexicon } from './lexicon.ts';

/** 片段 — neighbouring clauses of one item that belong to one ledger. */
export interface Part {
  clauses: Clause[];
  ledger: Ledger | null;
}

/** 切分的语境 — whose words, and what the words before were about. */
export interface SplitContext {
  lexicon: Lexicon;
  department: string;
  carried: Ledger | null;
  doneWords: RegExp;
}

interface Growing extends Part {
  evidence: Evidence;
}

/** Below this the words so far do not decide; then the whole sentence does. */
const decided = 16;
const enough = 8;

/** Cuts an item where a clause names another ledger and brings a figure (or a day) that the present one has no place for. */
export function splitByLedger(clauses: readonly Clause[], context: SplitContext): Part[] {
  const read = clauses.map(clause => ({ clause, evidence: evidenceOf(clause, context.lexicon) }));
  const all = noEvidence();
  for (const { evidence } of read) addEvidence(all, evidence);
  const whole = chooseLedger(all, context.department, context.carried);
  const parts: Growing[] = [];
  for (const { clause, evidence } of read) {
    let part = parts.at(-1);
    const soFar = part === undefined ? null : chooseLedger(part.evidence, context.department);
    const present = soFar !== null && soFar.score >= decided ? soFar.ledger : parts.length === 1 ? whole?.ledger : soFar?.ledger;
    if (part === undefined || (present !== undefined && leaves(clause, evidence, { ...context, present }))) {
      part = { clauses: [], ledger: null, evidence: noEvidence() };
      parts.push(part);
    }
    part.clauses.push(clause);
    addEvidence(part.evidence, evidence);
  }
  return parts.map(part => {
    const own = parts.length === 1 ? whole : chooseLedger(part.evidence, context.department, context.carried);
    return { clauses: part.clauses, ledger: own !== null && own.score >= enough ? own.ledger : (context.carried ?? own?.ledger ?? null) };
  });
}

function leaves(clause: Clause, evidence: Evidence, context: SplitContext & { present: Ledger }): boolean {
  const { present, lexicon, department, doneWords } = context;
  // 主动公开157条，其中规范性文件2件: a part stays with its whole.
  if (/^\s*其中/.test(clause.text)) return false;
  const own = chooseLedger(evidence, department, present)?.ledger;
  const keyword = own === undefined ? undefined : evidence.keywords.get(own);
  if (own === undefined || own === present || keyword === undefined || evidence.keywords.has(present)) return false;
  if (own.eventMetric === null && keyword < 9) return false;
  if (clause.quantities.length === 0) return keyword >= 16 && clause.dates.length > 0 && doneWords.test(clause.text);
  const fitsPresent = clause.quantities.some(({ quantity }, index) =>
    candidatesFor(quantity, windowOf(clause, index), { lexicon, ledger: present }).some(({ ledger, score }) => ledger === present && score >= 25),
  );
  if (fitsPresent) return false;
  return own.section !== present.section || own.eventMetric !== null || !own.departments.some(name => present.departments.includes(name));
}
