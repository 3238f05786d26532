import { DecidedNames } from '../../domain/decided-names.ts';
import type { NameDecision } from '../../domain/name-decision.ts';
import type { Reader } from '../../store/store.ts';

/** More names than that nobody decides about. */
const MOST = 10_000;

const none = new DecidedNames([]);
let last: { rows: readonly NameDecision[]; names: DecidedNames } = { rows: [], names: none };

/** What the editors have decided about names; the very same rows give the very same object, so that what was made from it still serves. */
export async function decidedNames(reader: Reader): Promise<DecidedNames> {
  const { rows } = await reader.find('name-decision', { index: 'byId', limit: MOST });
  if (rows.length === 0) return none;
  const isSame = rows.length === last.rows.length && rows.every((row, at) => row === last.rows[at]);
  if (!isSame) last = { rows, names: new DecidedNames(rows) };
  return last.names;
}
