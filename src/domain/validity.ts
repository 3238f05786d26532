import type { LocalDate } from './date.ts';

/** 时效性 — whether a provision is law on a given day; the words are the surface's own. */
export type Validity = 'in-force' | 'amended' | 'superseded' | 'repealed' | 'not-yet-effective' | 'expired' | 'changed-text-missing' | 'unknown';

/** 效力事实 — what a bureau knows about one document beyond its own text (`data/bureau/validity.yaml`). */
export interface ValidityFact {
  /** Title without 中华人民共和国 and without 《》. */
  title: string;
  /** The status from `since` on. `in-force` confirms the corpus text up to `checkedTo`. */
  status: Validity;
  since: LocalDate | null;
  /** What replaced or will replace it, in words. */
  successor: string | null;
  /** When given, only the corpus version of this date (promulgated or amended) or older is meant. */
  upToVersion: LocalDate | null;
  source: string;
  confidence: 'corpus' | 'official' | 'search' | 'secondary' | 'knowledge';
  checkedTo: LocalDate | null;
}
