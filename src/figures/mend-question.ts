import type { Bureau } from '../bureau/bureau.ts';
import { foldConfusable } from '../language/confusable.ts';

/** Verbs of the street for those of the ledgers. */
const spoken: readonly (readonly [RegExp, string])[] = [
  [/跑(?=[了过])|(?<=[都还又])跑(?=多少|几)/g, '走访'],
  [/(?<![检抽巡督核排夜稽审])查(?=[了过](?:多少|几))/g, '检查'],
  [/(?<=几)分(?=$|[？?了呢])/g, '份'],
  [/(?<=几|多少)[回趟]/g, '次'],
];

/** 口语 — what everybody says on the phone for what the ledgers write. */
export function inLedgerWords(text: string): string {
  return spoken.reduce((said, [pattern, word]) => said.replace(pattern, word), text);
}

/** 改别字 — a question as the ledgers would put it: 走仿 is 走访; the same text where nothing is to be mended. */
export function mendQuestion(plain: string, { ledgers }: Pick<Bureau, 'ledgers'>): string {
  const names = ledgers.flatMap(({ keywords, metrics }) => [...keywords, ...metrics.flatMap(({ name, aliases }) => [name, ...aliases])]);
  if (names.some(name => name.length > 2 && plain.includes(name))) return plain;
  const folded = foldConfusable(plain);
  const longest = names.filter(name => name.length >= 2 && folded.includes(foldConfusable(name))).sort((a, b) => b.length - a.length)[0];
  if (longest === undefined || plain.includes(longest)) return plain;
  const at = folded.indexOf(foldConfusable(longest));
  return `${plain.slice(0, at)}${longest}${plain.slice(at + longest.length)}`;
}
