import type { Bureau } from '../bureau/bureau.ts';
import type { Instant } from '../lib/clock.ts';
import { readMessage } from './read-message.ts';

/** Both known work and what has no name yet, so that everything that reading loads is loaded. */
const samples = ['今天走访企业3家，收集问题2条，新栽行道树40棵', '上周培训1期，到课35人'];

/** Reads once what nobody sent: the dictionary, the learned weights and the bureau's own words are then in memory before the first message comes. */
export function warmReading(bureau: Bureau, at: Instant): void {
  const department = bureau.departments[0]?.name ?? '';
  for (const text of samples) readMessage(text, { bureau, reporter: { name: '', department }, at });
}
