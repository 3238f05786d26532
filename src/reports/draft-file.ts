import type { Draft } from '../domain/draft.ts';
import type { OutgoingFile } from '../domain/message.ts';
import { draftFileNames } from '../wording/drafting.ts';

/**
 * 文件样式 — in what form a draft leaves: the text alone, its 数据出处表 as a Word file or as a table, the text with its sources as Word comments,
 * the clean proof for whoever signs (清样).
 */
export type DraftForm = 'draft' | 'sources' | 'source-table' | 'comments' | 'proof';

/** The file of a draft as it stands in this version, rendered when somebody downloads it. */
export function draftFile(
  { id, title, revision, state }: Pick<Draft, 'id' | 'title' | 'revision' | 'state'>,
  form: DraftForm = 'draft',
): OutgoingFile {
  return { name: draftFileNames[form](title, state), id: `${form}:${id}@${revision}` };
}

/** The form, draft and version that a file's id means; undefined for another kind of file. */
export function draftIdOf(fileId: string): { form: DraftForm; draft: string; revision: number } | undefined {
  const match = /^(draft|sources|source-table|comments|proof):([^@]+)(?:@(\d+))?$/.exec(fileId);
  return match?.[2] === undefined ? undefined : { form: match[1] as DraftForm, draft: match[2], revision: Number(match[3] ?? 0) };
}
