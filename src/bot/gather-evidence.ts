import type { EvidenceFile } from '../domain/evidence-file.ts';
import { type Attachment, isPicture } from '../domain/message.ts';
import { type CleanFile, cleanFile, type FileRefusal } from '../ledgers/evidence/clean-file.ts';
import type { Services, Turn } from './turn.ts';

/** What became of the pictures and files of a message; refused ones by their place in it. */
export interface Gathered {
  files: EvidenceFile[];
  refused: { name: string; why: FileRefusal | 'gone' | 'too-large' }[];
  /** To be called where the entry names them, so that they stay. */
  use(): void;
}

const MEGABYTE = 1024 * 1024;

/** Whether the bureau keeps pictures and files. */
export function keepsFiles({ bureau }: Pick<Services, 'bureau'>): boolean {
  return bureau.evidence?.files === true;
}

export function hasPicture({ message }: Pick<Turn, 'message'>): boolean {
  return message.attachments.some(isPicture);
}

/** 收佐证 — fetches, checks, cleans and keeps what came with the message, before the transaction; whatever no entry comes to name goes again. */
export async function gatherEvidence(turn: Turn, { bureau, evidence }: Pick<Services, 'bureau' | 'evidence'>): Promise<Gathered> {
  const maxBytes = (bureau.evidence?.maxMegabytes ?? 0) * MEGABYTE;
  const { message, member, arrived = [] } = turn;
  const kept: CleanFile[] = [];
  const gathered: Gathered = { files: [], refused: [], use: () => undefined };
  for (const [index, { kind, name }] of message.attachments.entries()) {
    if (kind === 'voice') continue;
    const file = await clean(arrived[index], maxBytes);
    if (typeof file === 'string') gathered.refused.push({ name, why: file });
    else if (!kept.some(({ hash }) => hash === file.hash)) {
      kept.push(file);
      const { hash, type, bytes } = file;
      gathered.files.push({ hash, type, name, size: bytes.length, by: { id: member.id, name: member.name }, at: message.at });
    }
  }
  let isUsed = false;
  gathered.use = () => {
    isUsed = true;
  };
  if (kept.length > 0) await evidence.keep(kept, { messageId: message.id, isUsed: () => isUsed });
  return gathered;
}

async function clean(file: Attachment | undefined, maxBytes: number): Promise<CleanFile | FileRefusal | 'gone' | 'too-large'> {
  const bytes = file?.bytes ?? (await file?.fetch?.(maxBytes)) ?? null;
  if (!bytes) return 'gone';
  return bytes.length > maxBytes ? 'too-large' : cleanFile(bytes);
}
