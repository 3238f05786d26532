import type { Draft, Edit, Hand } from '../domain/draft.ts';
import { AppError } from '../domain/errors.ts';
import type { Reader } from '../store/store.ts';
import { openingName } from '../wording/draft-edits.ts';
import { noSuchPart } from '../wording/report.ts';
import { openingId } from './compile-draft.ts';
import { sectionsByWords } from './draft-status.ts';
import { versionsOf } from './hand-out.ts';

/** One change of a paragraph, with the heading that it stands under. */
export interface ListedEdit extends Edit {
  heading: string;
}

const titleWords = /^.{0,10}(?:报告|稿子?|述职|汇报|总结|小结)的?/;

/** The parts that words name after the report's own name; null when they name none, empty when there is no such part. */
function partsNamed(draft: Draft, where: string): Set<string> | null {
  const words = where.replace(titleWords, '');
  if (words === '') return null;
  if (words === openingName) return new Set([openingId]);
  return new Set(sectionsByWords(draft, words).map(({ id }) => id));
}

function listed({ sections }: Draft, wanted: ReadonlySet<string> | null): [key: string, edit: ListedEdit][] {
  return sections
    .filter(({ id }) => wanted === null || wanted.has(id))
    .flatMap(({ id, heading, paragraphs }) =>
      paragraphs.flatMap(({ edits = [] }) =>
        edits.map((edit): [string, ListedEdit] => [`${id} ${edit.at} ${edit.id}`, { ...edit, heading: heading || openingName }]),
      ),
    );
}

/** 改稿记录 — who changed what and when, newest first, and who accepted words of an old report. What was taken back since is found in the versions that were handed out. Throws when the words name a part that the draft does not have. */
export async function draftEdits(reader: Reader, draft: Draft, where: string): Promise<{ changes: ListedEdit[]; accepted: Hand[] }> {
  const wanted = partsNamed(draft, where);
  if (wanted?.size === 0) throw new AppError('not-found', noSuchPart(draft.title, where, mainHeadings(draft)));
  const texts = [...(await versionsOf(reader, draft.id)).map(({ content }) => content), draft];
  const changes = [...new Map(texts.flatMap(text => listed(text, wanted))).values()];
  return { changes: changes.sort((a, b) => b.at - a.at), accepted: wanted === null ? (draft.carriedFrom?.accepted ?? []) : [] };
}

function mainHeadings({ sections }: Draft): string[] {
  return sections.filter(({ level }) => level === 1).map(({ heading }) => heading);
}
