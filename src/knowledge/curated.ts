import { asWritten } from '../language/spoken.ts';
import type { CuratedRow } from '../store/store.ts';
import type { AskOptions, Corpus } from './corpus.ts';
import { questionKinds } from './question-kind.ts';
import { contentWords } from './rescore.ts';

/** As many of the words must be the same for a question to be the one that a 口径 answers. */
const SAME = 0.6;

function likeness(one: readonly string[], other: readonly string[]): number {
  const shared = one.filter(word => other.includes(word)).length;
  return shared / Math.max(1, new Set([...one, ...other]).size);
}

/** 对上口径 — the curated answer to this very question in other words; undefined when none asks the same of the same. */
export function curatedFor(question: string, rows: readonly CuratedRow[]): CuratedRow | undefined {
  const text = asWritten(question);
  const asked = contentWords(text);
  const [kind] = questionKinds(text);
  let best: CuratedRow | undefined;
  let top = SAME;
  for (const row of rows) {
    const own = asWritten(row.question);
    const same = own === text ? 1 : questionKinds(own)[0] === kind ? likeness(asked, contentWords(own)) : 0;
    if (same < top) continue;
    top = same;
    best = row;
  }
  return best;
}

/** What no longer holds of the provisions that a curated answer stands on; null while all stand word for word and are law. */
export function brokenBasis(row: CuratedRow, corpus: Corpus, options: AskOptions): string | null {
  for (const { label, provisionId, text } of row.basis) {
    if (corpus.provision(provisionId)?.text !== text) return label;
    const validity = corpus.quote(provisionId, text, options)?.citation.validity;
    if (validity !== 'in-force' && validity !== 'unknown') return label;
  }
  return null;
}
