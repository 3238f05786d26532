import type { Ledger } from '../../domain/ledger.ts';
import type { Clause } from './clauses.ts';
import { candidatesFor, keywordText, windowOf } from './figures.ts';
import type { Lexicon } from './lexicon.ts';

/** 台账归属的依据 — how strongly some words speak for each ledger. */
export type LedgerScores = Map<Ledger, number>;

/** Longer keywords count quadratically: 公平竞争审查 decides, 审查 hints. */
export function keywordScores(text: string, lexicon: Lexicon): LedgerScores {
  const spans = new Map<Ledger, { start: number; end: number }[]>();
  const hits = lexicon.keywords.find(keywordText(text)).sort((a, b) => b.end - b.start - (a.end - a.start));
  const scores: LedgerScores = new Map();
  for (const { start, end, targets } of hits) {
    for (const ledger of targets) {
      const taken = spans.get(ledger) ?? [];
      if (taken.some(span => span.start < end && start < span.end)) continue;
      spans.set(ledger, [...taken, { start, end }]);
      scores.set(ledger, (scores.get(ledger) ?? 0) + (end - start) ** 2);
    }
  }
  return scores;
}

/** What the numbers of these clauses say about the ledger. */
function metricScores(clauses: readonly Clause[], lexicon: Lexicon): LedgerScores {
  const scores: LedgerScores = new Map();
  for (const clause of clauses) {
    clause.quantities.slice(0, 12).forEach(({ quantity }, index) => {
      const best = new Map<Ledger, number>();
      for (const { ledger, score } of candidatesFor(quantity, windowOf(clause, index), { lexicon, ledger: null }))
        best.set(ledger, Math.max(best.get(ledger) ?? 0, score));
      const top = Math.max(0, ...best.values());
      // The reading that fits best speaks for its ledger; what also fits only whispers.
      for (const [ledger, score] of best) scores.set(ledger, (scores.get(ledger) ?? 0) + score * (score === top ? 0.5 : 0.2));
    });
  }
  // Many numbers do not outvote the name of the event: 恳谈会 stays one, however many questions were asked there.
  for (const [ledger, score] of scores) scores.set(ledger, Math.min(45, score));
  return scores;
}

/** The ledger that these clauses are about, and how sure that is; null when nothing speaks for any. `near`: the ledger of the words before, which decides a tie. */
export function chooseLedger(
  clauses: readonly Clause[],
  lexicon: Lexicon,
  department: string,
  near: Ledger | null = null,
): { ledger: Ledger; score: number } | null {
  const scores = keywordScores(clauses.map(clause => clause.text).join('，'), lexicon);
  for (const [ledger, score] of metricScores(clauses, lexicon)) scores.set(ledger, (scores.get(ledger) ?? 0) + score);
  let best: { ledger: Ledger; score: number } | null = null;
  for (const [ledger, score] of scores) {
    const closeness = near === null ? 0 : ledger === near ? 6 : ledger.section === near.section ? 4 : 0;
    const total = score + closeness + (ledger.departments.includes(department) ? 4 : 0);
    if (best === null || total > best.score) best = { ledger, score: total };
  }
  return best;
}
