import { createHash } from 'node:crypto';
import { Bookmark, BookmarkEnd, BookmarkStart, type ParagraphChild } from 'docx';
import type { Draft } from '../../domain/draft.ts';

/** Bookmarks that begin with a line are not shown by Word and WPS, and travel with their paragraph through both. */
const markPrefix = '_xf';

function short(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 10);
}

/** 稿件书签 — at the title: which draft, and which version of it. */
export function titleMark(draft: Pick<Draft, 'id' | 'revision'>): string {
  return `${markPrefix}d_${short(draft.id)}_${draft.revision}`;
}

/** 段落书签 — which paragraph of the draft it is, whatever an editor makes of its words. */
export function paragraphMark(id: string): string {
  return `${markPrefix}p_${short(id)}`;
}

export function headingMark(sectionId: string): string {
  return `${markPrefix}h_${short(sectionId)}`;
}

/** Behind the last paragraph: what follows is signature and appendix. */
export const endMark = `${markPrefix}end`;

export const addresseeMark = `${markPrefix}to`;

/** The version that a title's bookmark names. */
export function versionOfMark(mark: string | null, draftId: string): number | null {
  const match = new RegExp(`^${markPrefix}d_(\\w{10})_(\\d{1,6})$`).exec(mark ?? '');
  return match?.[1] === short(draftId) ? Number(match[2]) : null;
}

/** Runs inside a bookmark whose number follows from its name: the library counts its own, and the same draft would never give the same bytes twice. */
export class Marked extends Bookmark {
  override readonly start: BookmarkStart;
  override readonly end: BookmarkEnd;

  constructor(name: string, children: ParagraphChild[]) {
    super({ id: name, children });
    const number = Number.parseInt(short(name).slice(0, 7), 16);
    this.start = new BookmarkStart(name, number);
    this.end = new BookmarkEnd(number);
  }
}
