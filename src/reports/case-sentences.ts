import type { CaseKind } from '../domain/case-kind.ts';
import type { LocalDate } from '../domain/date.ts';
import type { Sentence } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import type { Figure, OutlineSection } from '../domain/outline.ts';
import { casesTold, caseUnit } from '../wording/draft-prose.ts';
import type { OpenedCases } from './material.ts';

/** How many matters of each kind that feeds a heading its entries opened, and how many of them are done; each figure with those entries. */
export function caseSentences(
  section: OutlineSection,
  entries: readonly Entry[],
  { kinds, opened, asOf }: { kinds: readonly CaseKind[]; opened: OpenedCases | undefined; asOf: LocalDate },
): Sentence[] {
  const figureOf = (metric: string, of: readonly Entry[]): Figure => ({
    ...{ text: `${of.length}${caseUnit}`, metric, value: of.length, unit: caseUnit, approximate: null, asOf },
    entries: of.map(({ id }) => id),
  });
  return kinds
    .filter(({ id }) => section.cases.includes(id))
    .flatMap((kind): Sentence[] => {
      const all = entries.filter(({ id }) => opened?.get(id)?.kind === kind.id);
      const closed = all.filter(({ id }) => opened?.get(id)?.isClosed);
      if (all.length === 0) return [];
      const figures = [figureOf(kind.name, all), ...(closed.length > 0 ? [figureOf(kind.name, closed)] : [])];
      return [{ text: casesTold(kind.name, all.length, closed.length), figures, entries: all.map(({ id }) => id), stale: null }];
    });
}
