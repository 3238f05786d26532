import type { LocalDate } from './date.ts';
import type { Validity } from './validity.ts';

/** 引用 — a provision as it is cited to a reader; `quote` is always a substring of the provision's text. */
export interface Citation {
  /** Title without 中华人民共和国. */
  document: string;
  documentId: string;
  provisionId: string;
  /** 第九条第一款; null where the document has no articles. */
  article: string | null;
  quote: string;
  validity: Validity;
  effectiveOn: LocalDate | null;
  /** Up to which day validity was checked; null: 效力待核. */
  checkedTo: LocalDate | null;
  /** What replaced it, when it is no longer (or not yet) law. */
  successor: string | null;
}
