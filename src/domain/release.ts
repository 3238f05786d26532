import type { Instant } from '../lib/clock.ts';
import type { LocalDate } from './date.ts';
import type { BureauId } from './member.ts';

/** 报出的数 — one figure as it left, with all that a later one is compared by. */
export interface ReleasedFigure {
  /** The same for the same question: metric, 科室 and days; a running year keeps its key. */
  key: string;
  metric: string;
  value: number | null;
  unit: string;
  /** As it was printed: 3100余份. */
  text: string;
  /** 截至. */
  asOf: LocalDate | null;
  /** 口径, in words. */
  basis: string;
  /** Ids of the entries that it was counted from. */
  entries: string[];
}

/** 报数留底 — the figures of one answer, kept with whom they went to and when. Never rewritten. */
export interface Release {
  bureau: BureauId;
  /** `platform:messageId` of the question. */
  id: string;
  version: number;
  recipient: { id: string; name: string };
  /** What was asked, in words that stand by themselves. */
  question: string;
  at: Instant;
  figures: ReleasedFigure[];
}
