import { type DraftRequest, polishNow } from '../reports/keep-draft.ts';
import type { RuntimeOptions } from './runtime.ts';

/** Nobody waits in a chat for a report that the schedule or the command line asks for. */
export const POLISH_WITHIN_MS = 10 * 60_000;

/** The same request with a model's better words for it, where one is configured. */
export async function withPolish(
  request: DraftRequest,
  { models, store, clock, asker }: Pick<RuntimeOptions, 'models' | 'store' | 'clock'> & { asker: string },
): Promise<DraftRequest> {
  if (!models) return request;
  return { ...request, polish: await polishNow(request, { models, store, asker, deadline: clock.now() + POLISH_WITHIN_MS }) };
}
