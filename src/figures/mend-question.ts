import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger } from '../domain/ledger.ts';
import { foldConfusable } from '../language/confusable.ts';

interface Name {
  name: string;
  folded: string;
}

/** Of each bureau's ledgers, longest first: every short message is looked through for them. */
const namesOf = new WeakMap<readonly Ledger[], readonly Name[]>();

function namesIn(ledgers: readonly Ledger[]): readonly Name[] {
  const known = namesOf.get(ledgers);
  if (known) return known;
  const said = ledgers.flatMap(({ keywords, metrics }) => [...keywords, ...metrics.flatMap(({ name, aliases }) => [name, ...aliases])]);
  const names = said.map(name => ({ name, folded: foldConfusable(name) })).sort((a, b) => b.name.length - a.name.length);
  namesOf.set(ledgers, names);
  return names;
}

/** 改别字 — a question as the ledgers would put it: 走仿 is 走访; the same text where nothing is to be mended. */
export function mendQuestion(plain: string, { ledgers }: Pick<Bureau, 'ledgers'>): string {
  const names = namesIn(ledgers);
  const said = foldConfusable(plain);
  // 提按办结率: a word that is spelled right stays, and so do its characters.
  const spelled = names.flatMap(({ name }) => (name.length > 2 && plain.includes(name) ? [{ from: plain.indexOf(name), length: name.length }] : []));
  const isFree = (from: number, length: number): boolean =>
    from >= 0 && spelled.every(span => from >= span.from + span.length || from + length <= span.from);
  const longest = names.find(({ name, folded }) => name.length >= 2 && isFree(said.indexOf(folded), name.length));
  if (longest === undefined || plain.includes(longest.name)) return plain;
  const at = said.indexOf(longest.folded);
  return `${plain.slice(0, at)}${longest.name}${plain.slice(at + longest.name.length)}`;
}
