import type { Draft } from '../domain/draft.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { Store } from '../store/store.ts';
import { figureWithoutRecord } from '../wording/drafting.ts';

async function unfounded(draft: Draft, isKept: (id: string) => Promise<boolean>): Promise<string[]> {
  const findings: string[] = [];
  const figures = draft.sections.flatMap(section =>
    section.paragraphs.flatMap(paragraph => paragraph.sentences.flatMap(sentence => sentence.figures)),
  );
  for (const figure of figures) {
    const kept = await Promise.all(figure.entries.map(isKept));
    if (figure.entries.length === 0 || kept.includes(false)) findings.push(figureWithoutRecord(draft.title, figure.text));
  }
  return findings;
}

/** 出处核对 — every figure of every draft must lead to entries that are there; what does not, in plain words. */
export function verifyFigures(store: Store, bureau: string): Promise<string[]> {
  return store.read({ bureau }, async reader => {
    const findings: string[] = [];
    for await (const draft of allRows(reader, 'draft', { index: 'byKind' })) {
      findings.push(...(await unfounded(draft, async id => (await reader.get('entry', id)) !== undefined)));
    }
    return findings;
  });
}
