/**
 * What a generated text may not do. `characters`: signs that no running text needs · `number`: a figure, date or count of its own · `title`: a document of its own ·
 * `name`: a person, company or department of its own · `quotation`: words in quotation marks that nobody said · `claim`: may, must or must not, more or less, that its
 * source does not say · `stranger`: words that its source does not deal with · `uncited`: a statement without a source · `unknown-slot`, `missing-slot`,
 * `repeated-slot`, `moved-slot`: facts left out, doubled or torn from their sentence · `frame`: our own instructions · `form`: not the form that was asked for.
 */
export type ViolationRule =
  | 'characters'
  | 'number'
  | 'title'
  | 'name'
  | 'quotation'
  | 'claim'
  | 'stranger'
  | 'uncited'
  | 'unknown-slot'
  | 'missing-slot'
  | 'repeated-slot'
  | 'moved-slot'
  | 'frame'
  | 'form';

/** 违例 — one reason why a generated text is not taken, with its own words where it happened. */
export interface Violation {
  rule: ViolationRule;
  words: string;
}
