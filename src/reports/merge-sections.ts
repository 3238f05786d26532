import type { DraftSection, Paragraph, Sentence } from '../domain/draft.ts';
import { factsOf } from './facts-of.ts';

/** The id of what is offered beside an edited paragraph. */
export function offerId(paragraph: string): string {
  return `${paragraph}+`;
}

/** A model's words tell a compiled sentence clause by clause: whoever saw them has seen it. */
function isToldBy(before: readonly Sentence[], sentence: Sentence): boolean {
  return before.some(({ byModel, text }) => byModel && factsOf([sentence]).every(fact => text.includes(fact.text)));
}

/** Sentences of `now` that the editor has not seen in `before`. */
export function newSince(before: readonly Sentence[], now: readonly Sentence[]): Sentence[] {
  const seen = new Set(before.map(sentence => sentence.text));
  return now.filter(sentence => !seen.has(sentence.text) && !isToldBy(before, sentence));
}

/** An edited paragraph as it stands, and beside it the sentences that are new since the editor last saw the compiled text. */
function keepEdited(edited: Paragraph, fresh: Paragraph | undefined): Paragraph[] {
  if (!fresh || fresh.origin === 'placeholder') return [edited];
  const sentences = newSince(edited.base ?? [], fresh.sentences);
  if (sentences.length === 0) return [edited];
  return [edited, { id: offerId(edited.id), origin: 'compiled', offeredFor: edited.id, sentences }];
}

/** A paragraph that a person wrote himself has no compiled counterpart and stays where it was put, behind the one before it. */
function mergeParagraphs(before: readonly Paragraph[], fresh: readonly Paragraph[]): Paragraph[] {
  const compiled = new Map(fresh.map(paragraph => [paragraph.id, paragraph]));
  const edited = before.filter(paragraph => paragraph.origin === 'edited');
  const editedIds = new Set(edited.map(paragraph => paragraph.id));
  const kept = edited.flatMap(paragraph => keepEdited(paragraph, compiled.get(paragraph.id)));
  return [...fresh.filter(paragraph => !editedIds.has(paragraph.id)), ...kept];
}

/** A section that the outline no longer has keeps only what people wrote in it. */
function orphan(section: DraftSection): DraftSection[] {
  const paragraphs = section.paragraphs.filter(paragraph => paragraph.origin === 'edited');
  return paragraphs.length > 0 ? [{ ...section, paragraphs }] : [];
}

/** 合并 — three-way by paragraph: compiled paragraphs are replaced, edited ones kept with new material beside them, nothing that a person wrote is lost. */
export function mergeSections(before: readonly DraftSection[], fresh: readonly DraftSection[]): DraftSection[] {
  const previous = new Map(before.map(section => [section.id, section]));
  const ids = new Set(fresh.map(section => section.id));
  const merged = fresh.map(section => ({ ...section, paragraphs: mergeParagraphs(previous.get(section.id)?.paragraphs ?? [], section.paragraphs) }));
  return [...merged, ...before.filter(section => !ids.has(section.id)).flatMap(orphan)];
}
