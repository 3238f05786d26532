import type { Draft, DraftSection, Edit, Hand, Paragraph, Sentence } from '../domain/draft.ts';
import { AppError } from '../domain/errors.ts';
import { frozenDraft, nothingToSettle, openingName, whichParagraph } from '../wording/draft-edits.ts';
import { acceptCarried, carriedIn } from './accept-carried.ts';
import { sectionsByWords } from './draft-status.ts';
import { releaseParagraph, settleAlternative, settleOffer } from './edit-draft.ts';
import { settleStale } from './flag-stale.ts';
import type { ConsultCommand, DraftCommand } from './read-draft-command.ts';
import { mapParagraphs, rewriteParagraph } from './rewrite-paragraph.ts';

/** What changes the words of a draft. */
export type EditCommand = Exclude<
  DraftCommand,
  ConsultCommand | { do: 'advance' | 'steps' | 'edits' | 'clear' | 'publish' | 'form' | 'imprint' | 'lookback' | 'cut-off' }
>;

/** What an edit came to: the draft, and the headings that it touched. */
export interface AppliedEdit {
  draft: Draft;
  headings: string[];
}

/** Sections that the words name; all of them when they name none. */
function named(draft: Draft, where: string): DraftSection[] {
  const ids = new Set(sectionsByWords(draft, where).map(section => section.id));
  const isOpening = /^(?:把)?(?:开头|导语|第一段)/.test(where);
  if (isOpening) return draft.sections.filter(section => section.heading === '');
  return ids.size > 0 ? draft.sections.filter(section => ids.has(section.id)) : [];
}

function own(section: DraftSection): Paragraph[] {
  return section.paragraphs.filter(paragraph => paragraph.offeredFor === undefined);
}

function headingOf(section: DraftSection): string {
  return section.heading === '' ? openingName : section.heading;
}

function rewriteSection(draft: Draft, { where, text }: Extract<EditCommand, { do: 'rewrite' }>, by: Edit): AppliedEdit {
  const sections = named(draft, where).filter(section => own(section).length > 0);
  const [section] = sections;
  const [first, ...others] = section ? own(section) : [];
  if (!section || !first || sections.length > 1) throw new AppError('not-found', whichParagraph(sections.map(headingOf)));
  const rewritten = rewriteParagraph(draft, { paragraph: first.id, text, by, known: others.flatMap(paragraph => paragraph.sentences) });
  const gone = new Set(others.map(paragraph => paragraph.id));
  // The whole part was said anew: what a person had added behind its first paragraph is in the new words or dropped.
  return { draft: mapParagraphs(rewritten, paragraph => (gone.has(paragraph.id) ? [] : [paragraph])), headings: [headingOf(section)] };
}

/** The paragraphs that a short command settles: those of the named part, or the only open one, or all. */
function settled(draft: Draft, where: string, isOpen: (paragraph: Paragraph) => boolean): { section: DraftSection; paragraph: Paragraph }[] {
  const sections = named(draft, where);
  const among = sections.length > 0 ? sections : draft.sections;
  return among.flatMap(section => section.paragraphs.filter(isOpen).map(paragraph => ({ section, paragraph })));
}

function signed(draft: Draft, paragraphId: string, by: Edit): Draft {
  return mapParagraphs(draft, paragraph =>
    paragraph.id === paragraphId ? [{ ...paragraph, edits: [...(paragraph.edits ?? []), by] }] : [paragraph],
  );
}

/** Flagged sentences only where their part is named: nobody accepts a repealed law by accepting everything. */
function acceptable(draft: Draft, where: string): (sentence: Sentence) => boolean {
  const isNamed = named(draft, where).length > 0;
  return sentence => isNamed || sentence.carried?.flags.length === 0;
}

function settle(draft: Draft, command: Exclude<EditCommand, { do: 'rewrite' }>, by: Edit): AppliedEdit {
  const isOpen: Record<typeof command.do, (paragraph: Paragraph) => boolean> = {
    offer: paragraph => paragraph.offeredFor !== undefined && !paragraph.isAlternative,
    alternative: paragraph =>
      paragraph.isAlternative === true && paragraph.edits?.at(-1)?.name === (command.do === 'alternative' ? command.name : ''),
    keep: paragraph => paragraph.offeredFor === undefined && paragraph.sentences.some(sentence => sentence.stale !== null),
    release: paragraph => paragraph.offeredFor === undefined && paragraph.origin === 'edited',
    carried: paragraph => paragraph.offeredFor === undefined && carriedIn(paragraph).some(acceptable(draft, command.where)),
  };
  const found = settled(draft, command.where, isOpen[command.do]);
  if (found.length === 0) throw new AppError('not-found', nothingToSettle(command.do));
  if (command.do === 'release' && named(draft, command.where).length === 0) throw new AppError('not-found', whichParagraph([]));
  const next = found.reduce((now, { paragraph }) => {
    const target = paragraph.offeredFor ?? paragraph.id;
    if (command.do === 'offer') return signed(settleOffer(now, target, command.take), target, by);
    if (command.do === 'carried') return acceptCarried(now, { paragraph: target, isAccepted: acceptable(draft, command.where), by });
    if (command.do === 'alternative') return settleAlternative(now, paragraph.id, command.take);
    return command.do === 'keep' ? signed(settleStale(now, paragraph.id), target, by) : releaseParagraph(now, paragraph.id);
  }, draft);
  return { draft: next, headings: [...new Set(found.map(({ section }) => headingOf(section)))] };
}

/** Does to a draft what an editor said in the chat; throws in plain words when the part is not named clearly or nothing waits there. */
export function applyDraftCommand(draft: Draft, command: EditCommand, by: Hand): AppliedEdit {
  if (draft.state === 'final') throw new AppError('conflict', frozenDraft(draft.title));
  const edit: Edit = { ...by, via: 'chat', revision: draft.revision };
  const applied = command.do === 'rewrite' ? rewriteSection(draft, command, edit) : settle(draft, command, edit);
  return { ...applied, draft: { ...applied.draft, revision: draft.revision + 1 } };
}
