import type { Ledger } from '../../domain/ledger.ts';
import { askedUnits } from '../../language/units.ts';

/** A single character names nothing; 问题 and 企业 name too much to stand alone against longer words. */
export const MIN_LENGTH = 2;
/** An alias that this many metrics share is generic. */
const GENERIC_OWNERS = 4;

/** Of each bureau's ledgers. */
const genericOf = new WeakMap<readonly Ledger[], ReadonlySet<string>>();

/** Words that name figures of many kinds (企业, 问题, 参加) name one only right behind 多少. */
export function genericWords(ledgers: readonly Ledger[]): ReadonlySet<string> {
  const known = genericOf.get(ledgers);
  if (known) return known;
  const owners = new Map<string, Set<string>>();
  for (const metric of ledgers.flatMap(ledger => ledger.metrics)) {
    for (const alias of metric.aliases) owners.set(alias, (owners.get(alias) ?? new Set()).add(metric.name));
  }
  const generic = new Set([...owners].filter(([, names]) => names.size >= GENERIC_OWNERS).map(([alias]) => alias));
  genericOf.set(ledgers, generic);
  return generic;
}

/** Whether a clause says the name as it stands. */
export function isNamedBy(form: string, clause: string, generic: ReadonlySet<string>): boolean {
  if (form.length < MIN_LENGTH || !clause.includes(form)) return false;
  return !generic.has(form) || new RegExp(`(?:多少|几).{0,4}${form}`).test(clause);
}

const askedBetween = new RegExp(`[了过]?(?:多少|几)(?:${askedUnits})?的?(?=\\p{Script=Han}{2})`, 'u');

/** 跑了多少家企业 asks for 跑企业: the verb and its object with the question between them. */
export function isNamedAround(form: string, clause: string): boolean {
  // Most names have not even their first and last character there.
  if (form.length <= MIN_LENGTH || !clause.includes(form.slice(0, 1)) || !clause.includes(form.slice(-1)) || clause.includes(form)) return false;
  return clause.replace(askedBetween, '').includes(form);
}

/** 收了企业多少条问题 asks for 收集问题: its verb, or the first character of it, its object behind the question. How much of the name was said. */
export function namedApart(form: string, clause: string): number {
  if (form.length !== 4) return 0;
  const [verb, object] = [form.slice(0, 2), form.slice(2)];
  const [before = '', behind = ''] = clause.split(/(?:多少|几)(?:[家户个条件项场次份起笔]|家次)?的?(?=\p{Script=Han}{2})/u);
  if (!behind.startsWith(object)) return 0;
  if (before.includes(verb)) return form.length + 0.5;
  return new RegExp(`${verb[0]}(?:了|过|到|出)`).test(before) ? form.length + 0.5 : 0;
}

/** Where no name was said: 问题没解决 is most of 解决问题. Less than any word that was said. */
export function likeness(name: string, clause: string): number {
  return name.length >= 4 && shared(name, clause) * 2 > name.length - 1 ? 1 : 0;
}

/** How many pairs of characters of `words` stand in `text`; without those that are left out. */
export function shared(words: string, text: string, without: ReadonlySet<string> = new Set()): number {
  let count = 0;
  for (let index = 0; index + 1 < words.length; index++) {
    const pair = words.slice(index, index + 2);
    if (text.includes(pair) && !without.has(pair)) count++;
  }
  return count;
}
