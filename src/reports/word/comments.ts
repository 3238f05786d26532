import { CommentRangeEnd, CommentRangeStart, CommentReference, type ICommentOptions, Paragraph, TextRun } from 'docx';
import type { Bureau } from '../../bureau/bureau.ts';
import type { Draft, Sentence } from '../../domain/draft.ts';
import type { Entry } from '../../domain/entry.ts';
import { provenanceWording } from '../../wording/report.ts';
import { longDate } from '../fill-places.ts';
import { sourceOf } from '../provenance.ts';
import { sharesText } from '../source-rows.ts';

/** What stands around a sentence that has a comment; undefined where it has none. */
export type Commenting = (sentence: Sentence) => { start: CommentRangeStart; end: CommentRangeEnd; reference: TextRun } | undefined;

export const noComments: Commenting = () => undefined;

/** 出处批注 — for each sentence with figures a Word comment that says where they come from; only for those who ask for it. */
export function sourceComments(
  draft: Draft,
  from: { bureau: Bureau; entries: readonly Entry[] },
): { commenting: Commenting; comments: ICommentOptions[] } {
  const byId = new Map(from.entries.map(entry => [entry.id, entry]));
  const year = Number(draft.asOf.slice(0, 4));
  const comments: ICommentOptions[] = [];
  const commenting: Commenting = sentence => {
    if (sentence.figures.length === 0) return undefined;
    const id = comments.length;
    const lines = sentence.figures.map(figure => {
      const source = sourceOf({ heading: '', figure }, byId, from.bureau);
      return provenanceWording.comment(figure.metric, figure.text, longDate(figure.asOf), sharesText(source, year));
    });
    const children = lines.map(text => new Paragraph({ children: [new TextRun({ text, size: 18 })] }));
    comments.push({ id, author: from.bureau.name, initials: '出处', date: new Date(draft.compiledAt), children });
    return { start: new CommentRangeStart(id), end: new CommentRangeEnd(id), reference: new TextRun({ children: [new CommentReference(id)] }) };
  };
  return { commenting, comments };
}
