import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger } from '../domain/ledger.ts';
import { foldConfusable } from '../language/confusable.ts';

/** Verbs of the street for those of the ledgers. */
const spoken: readonly (readonly [RegExp, string])[] = [
  [/跑(?=[了过])|(?<=[都还又])跑(?=多少|几)/g, '走访'],
  [/(?<![检抽巡督核排夜稽审])查(?=[了过](?:多少|几))/g, '检查'],
  [/(?<=几)分(?=$|[？?了呢])/g, '份'],
  [/(?<=几|多少)[回趟]/g, '次'],
  [/(?<![有没])有证的?(?=人|几|多少)/g, '持证'],
  [/(?<=[发印](?:了|放|出)*(?:几|多少)[本份张]?)(?:册子|单子|小?本子|传单)/g, '资料'],
  [/(?<=[\p{Script=Han}]{2})的?任务(?=完成|进展|进度)/gu, ''],
  [/还?欠(?:着|了)?(?:中小)?(?:企业|人家|别人)的?(?:钱|账款?|款)(?:都|现在)?(?:还|付|清|结)(?:完|清|上|掉)?了?(?:没有?|吗)/g, '清欠还剩多少'],
  [/还?欠着?(?:了)?(?:人家|企业|别人)的?钱?(?=多少|几)/g, '清欠还剩'],
];

/** 口语 — what everybody says on the phone for what the ledgers write. */
export function inLedgerWords(text: string): string {
  return spoken.reduce((said, [pattern, word]) => said.replace(pattern, word), text);
}

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
