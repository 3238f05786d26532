/** 不照搬 — what of an old sentence may not be taken over without a look. */
export interface CarryOverFlag {
  kind: 'expired-plan' | 'changed-law' | 'campaign' | 'past-congress' | 'person' | 'company';
  /** The words meant; never a person's name. */
  words: string;
  /** What replaced a changed law, when it is known. */
  successor: string | null;
}

/** 沿用句 — a sentence that was last year's, until a person accepts it or writes it anew. */
export interface Carried {
  /** As last year's report had it. */
  from: string;
  flags: CarryOverFlag[];
}
