import { tableInChat } from '../../wording/import.ts';
import { type Handler, say } from '../turn.ts';

/** 发来表格 — figures come as words that everybody sees, old ledgers by the command that previews them. */
export const tableFile: Handler = async ({ message }) => say(tableInChat(message.attachments.find(({ kind }) => kind === 'file')?.name ?? ''));
