import type { MetricReading } from '../../domain/entry.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { Period } from '../../domain/period.ts';
import type { DateGrain } from '../../language/date-mention.ts';
import type { QuantityMention } from '../../language/quantities.ts';
import type { FigureWindow } from './figure-window.ts';
import type { Lexicon } from './lexicon.ts';
import type { KnownNames } from './naming/known-names.ts';

/** 已读的数 — a figure with the words that it was read from. */
export interface Collected {
  reading: MetricReading;
  window: FigureWindow;
}

/** 计数的语境 — what the entry is about and when, while its figures are read. */
export interface Context {
  lexicon: Lexicon;
  ledger: Ledger | null;
  entryPeriod: Period;
  /** Of the words that said when. */
  grain?: DateGrain;
  /** What figures were kept under before that no metric fits. */
  namesInUse?: KnownNames;
  /** 个 where what is told is surely work and nobody says in what it is counted. */
  unitUnsaid?: string;
}

/** 一组分句的语境 — the same, with what was said beside the figures. */
export interface GroupContext extends Context {
  /** The words of the clauses that hold no figure. */
  silentText: string;
  /** Every number of the group, in order, with the words between it and the one before in its clause. */
  told: readonly { mention: QuantityMention; words: string }[];
}
