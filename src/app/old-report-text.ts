import { AppError } from '../domain/errors.ts';
import type { Corpus } from '../knowledge/corpus.ts';
import { plainTextOf } from '../knowledge/plain-text.ts';
import { maskPersonalData } from '../language/personal-data.ts';
import { screen } from '../language/secrecy.ts';
import { secrecyRefusal } from '../wording/bot.ts';
import { unreadableFile } from '../wording/unreadable.ts';

/** The words of an old report handed in on the command line, screened and masked as in the chat; throws in plain words what cannot be read. */
export async function oldReportText(file: { name: string; bytes: Uint8Array }, corpus: Pick<Corpus, 'readForChat'>): Promise<string> {
  const reading = await corpus.readForChat(file);
  if ('unreadable' in reading) throw new AppError('unreadable', unreadableFile(file.name, reading.unreadable));
  const text = plainTextOf(reading.content);
  if (text.trim() === '') throw new AppError('unreadable', unreadableFile(file.name));
  if (screen(text)) throw new AppError('not-permitted', secrecyRefusal);
  return maskPersonalData(text).text;
}
