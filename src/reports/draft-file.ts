import type { Draft } from '../domain/draft.ts';
import type { OutgoingFile } from '../domain/message.ts';
import { stateNames } from '../wording/drafting.ts';

const prefix = 'draft:';

/** The Word file of a draft as it stands in this version, rendered when somebody downloads it. */
export function draftFile({ id, title, revision, state }: Pick<Draft, 'id' | 'title' | 'revision' | 'state'>): OutgoingFile {
  return { name: `${title}（${stateNames[state]}）.docx`, id: `${prefix}${id}@${revision}` };
}

/** The draft and version that a file's id means; undefined for another kind of file. */
export function draftIdOf(fileId: string): { draft: string; revision: number } | undefined {
  const match = /^draft:([^@]+)(?:@(\d+))?$/.exec(fileId);
  return match?.[1] === undefined ? undefined : { draft: match[1], revision: Number(match[2] ?? 0) };
}
