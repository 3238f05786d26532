import type { Draft } from '../domain/draft.ts';
import type { ReportKind } from '../domain/outline.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Reader } from '../store/store.ts';

/** Words that name one kind of report and nothing else. */
const kindsNamed: readonly (readonly [RegExp, ReportKind])[] = [
  [/述职/, 'duty'],
  [/半年/, 'half-year'],
  [/年度?总结/, 'summary'],
  [/季度|季报/, 'quarter'],
  [/月度|月报/, 'month'],
  [/周报|周小结/, 'week'],
  [/年度报告|年报/, 'annual'],
];

/** The draft that words mean: of the kind that they name, else the one that this person was last given, else the one compiled last. */
export async function meantDraft(reader: Reader, words: string, person: string): Promise<Draft | undefined> {
  const drafts: Draft[] = [];
  for await (const draft of allRows(reader, 'draft', { index: 'byKind' })) drafts.push(draft);
  const kind = kindsNamed.find(([pattern]) => pattern.test(words))?.[1];
  const among = kind ? drafts.filter(draft => draft.kind === kind) : drafts;
  const given = new Map<string, number>();
  for await (const { draft, handed } of allRows(reader, 'draft-version', { index: 'byDraft' })) {
    for (const { id, at } of handed) if (id === person) given.set(draft, Math.max(given.get(draft) ?? 0, at));
  }
  const rank = (draft: Draft): number => given.get(draft.id) ?? 0;
  return [...among].sort((a, b) => rank(b) - rank(a) || b.compiledAt - a.compiledAt)[0];
}
