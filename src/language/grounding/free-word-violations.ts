import { namesIn } from '../names-in-text.ts';
import { strayCharacters } from './characters.ts';
import { numberWords } from './number-words.ts';
import type { Violation, ViolationRule } from './violation.ts';

/** What words of a model's own are held against. */
export interface WordSources {
  /** Everything that the text may draw on. */
  source: string;
  /** Names of people and companies that it might say: the roster, the 科室. */
  names: readonly string[];
}

const marked = /《[^》]*》?|》/g;
const quotation = /[“‘]([^”’]*)[”’]?/g;

export function violations(rule: ViolationRule, found: readonly string[]): Violation[] {
  return found.map(words => ({ rule, words }));
}

function inventedQuotations(words: string, source: string): string[] {
  return [...words.matchAll(quotation)].filter(([, inner = '']) => inner.length < 2 || !source.includes(inner)).map(([found]) => found);
}

/** 自由文字检查 — what holds for every word that a model writes itself, outside the slots: no figures, no documents, no names, no quotations of its own. */
export function freeWordViolations(words: string, { source, names }: WordSources): Violation[] {
  return [
    ...violations('characters', strayCharacters(words, source)),
    ...violations('number', numberWords(words, source)),
    ...violations(
      'title',
      [...words.matchAll(marked)].map(([found]) => found),
    ),
    ...violations('quotation', inventedQuotations(words, source)),
    ...violations(
      'name',
      namesIn(words, names).filter(name => !source.includes(name)),
    ),
  ];
}
