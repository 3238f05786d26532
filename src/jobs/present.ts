import type { Bureau } from '../bureau/bureau.ts';
import { dateOf } from '../domain/date.ts';
import type { PlatformId } from '../domain/message.ts';
import { withAbsences } from '../ledgers/absences.ts';
import { withFirstWords } from '../ledgers/first-word.ts';
import type { Instant } from '../lib/clock.ts';
import type { Reader } from '../store/store.ts';

/** The bureau as a run finds it: who is away, which 科室 are exempt, and only accounts that can be written to. */
export async function presentOn(
  reader: Reader,
  bureau: Bureau,
  { at, needFirstWord }: { at: Instant; needFirstWord: ReadonlySet<PlatformId> },
): Promise<Bureau> {
  return withFirstWords(reader, await withAbsences(reader, bureau, dateOf(at)), needFirstWord);
}
