import { namesIn } from '../language/names-in-text.ts';
import { maskPersonalData } from '../language/personal-data.ts';

/** 代称 — a text as it may leave the machine: who it names stands behind p1, p2; `originals` puts back what the asker typed. */
export interface Disguised {
  text: string;
  originals: ReadonlyMap<string, string>;
}

/** What masking leaves of a number: it identifies nobody and still has no business outside. */
const remnant = /1\d{2}\*{4}\d{4}|［[^［］]{1,12}已隐去］/g;

/** Puts slots in the place of personal data, companies and people; `known` are names to look for besides, such as the roster's. */
export function disguise(text: string, known: readonly string[]): Disguised {
  const masked = maskPersonalData(text).text;
  const found = [...namesIn(masked, known), ...new Set(masked.match(remnant) ?? [])];
  const originals = new Map(found.map((name, at) => [`p${at + 1}`, name]));
  let result = masked;
  for (const [slot, name] of originals) result = result.replaceAll(name, `{{${slot}}}`);
  return { text: result, originals };
}

/** The text with nobody's name or number in it, for a model that is only to know what it is about. */
export function anonymous(text: string, known: readonly string[]): string {
  const { text: disguised, originals } = disguise(text, known);
  return [...originals.keys()].reduce((rest, slot) => rest.replaceAll(`{{${slot}}}`, '〔名称〕'), disguised);
}
