import type { Draft, Sentence } from '../domain/draft.ts';

function isFedBy(sentence: Sentence, entries: ReadonlySet<string>): boolean {
  return sentence.entries.some(id => entries.has(id)) || sentence.figures.some(figure => figure.entries.some(id => entries.has(id)));
}

function flagged(sentence: Sentence, why: string): Sentence {
  if (sentence.stale?.includes(why)) return sentence;
  return { ...sentence, stale: sentence.stale === null ? why : `${sentence.stale}；${why}` };
}

/** Every sentence that an entry fed, with where it stands. */
export function sentencesFedBy(draft: Draft, entryIds: readonly string[]): { heading: string; sentence: Sentence }[] {
  const entries = new Set(entryIds);
  return draft.sections.flatMap(section =>
    section.paragraphs.flatMap(paragraph =>
      paragraph.sentences.filter(sentence => isFedBy(sentence, entries)).map(sentence => ({ heading: section.heading, sentence })),
    ),
  );
}

/** 标出待核句 — marks every sentence that a corrected or withdrawn entry fed with why (`1120-1 走访企业：12家 → 13家`). The same draft when none was. */
export function flagStale(draft: Draft, changedEntryIds: readonly string[], why: string): Draft {
  const entries = new Set(changedEntryIds);
  let changed = false;
  const flag = (sentence: Sentence): Sentence => {
    const now = isFedBy(sentence, entries) ? flagged(sentence, why) : sentence;
    if (now !== sentence) changed = true;
    return now;
  };
  const sections = draft.sections.map(section => ({
    ...section,
    paragraphs: section.paragraphs.map(paragraph => ({ ...paragraph, sentences: paragraph.sentences.map(flag) })),
  }));
  return changed ? { ...draft, sections } : draft;
}

/** Somebody has looked at the marked sentences of a paragraph and let them stand. */
export function settleStale(draft: Draft, paragraphId: string): Draft {
  const sections = draft.sections.map(section => ({
    ...section,
    paragraphs: section.paragraphs.map(paragraph =>
      paragraph.id === paragraphId ? { ...paragraph, sentences: paragraph.sentences.map(sentence => ({ ...sentence, stale: null })) } : paragraph,
    ),
  }));
  return { ...draft, sections, revision: draft.revision + 1 };
}
