import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger } from '../domain/ledger.ts';
import { foldConfusable } from '../language/confusable.ts';
import { lexiconOf } from './reading/lexicon.ts';

interface Naming {
  word: string;
  ledgers: Ledger[];
}

function namings(text: string, bureau: Bureau): Naming[] {
  return lexiconOf(bureau)
    .keywords.find(foldConfusable(text))
    .filter(({ start, end }) => end - start > 1)
    .map(({ start, end, targets }) => ({ word: text.slice(start, end), ledgers: targets }));
}

/** Words that name a piece of work of which `text` does not speak: 培训 in a sentence on 走访企业. */
export function otherWork(words: string, text: string, bureau: Bureau): string[] {
  const known = new Set(namings(text, bureau).flatMap(({ ledgers }) => ledgers));
  return namings(words, bureau).flatMap(({ word, ledgers }) => (text.includes(word) || ledgers.some(ledger => known.has(ledger)) ? [] : [word]));
}
