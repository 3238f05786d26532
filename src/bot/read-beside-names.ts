import { dateOf } from '../domain/date.ts';
import type { Reading } from '../domain/reading.ts';
import { namesInUse } from '../figures/names-in-use.ts';
import { type ReadingContext, readMessage } from '../ledgers/read-message.ts';
import type { Services } from './turn.ts';

/** Reads a message; where it counts what no metric fits, once more beside the names under which such figures stand: 塔吊看了6台 goes on with 检查塔吊. */
export async function readBesideNames(text: string, context: ReadingContext, { store, bureau }: Services): Promise<Reading> {
  const reading = readMessage(text, context);
  if (!reading.entries.some(({ metrics }) => metrics.some(({ isNew }) => isNew))) return reading;
  const names = await store.read({ bureau: bureau.id }, reader => namesInUse(reader, dateOf(context.at)));
  return names.isEmpty ? reading : readMessage(text, { ...context, namesInUse: names });
}
