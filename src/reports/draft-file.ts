import type { Draft } from '../domain/draft.ts';
import type { OutgoingFile } from '../domain/message.ts';

const prefix = 'draft:';

/** The Word file of a draft, rendered when somebody downloads it. */
export function draftFile(draft: Pick<Draft, 'id' | 'title'>): OutgoingFile {
  return { name: `${draft.title}（初稿）.docx`, id: `${prefix}${draft.id}` };
}

/** The draft that a file's id means; undefined for another kind of file. */
export function draftIdOf(fileId: string): string | undefined {
  return fileId.startsWith(prefix) ? fileId.slice(prefix.length) : undefined;
}
