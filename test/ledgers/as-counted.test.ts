import { describe, expect, it } from 'vitest';
import { DecidedNames } from '../../src/domain/decided-names.ts';
import type { NameDecision } from '../../src/domain/name-decision.ts';
import { entryAsCounted } from '../../src/ledgers/names/as-counted.ts';
import { entryRow } from '../helpers/entry-row.ts';
import { metric } from '../helpers/ledger-builders.ts';

const joined = { into: '走访企业', units: ['家'], ledger: { id: 'visits', section: 'BIZ', name: '企业走访' } };
const decision: NameDecision = { bureau: 'sample', id: '走访规上企业', version: 1, joined, apart: [], adopted: null, history: [] };

describe('a part whose name an editor joined into that of its whole', () => {
  it.each([
    ['before it was told', metric('走访规上企业', 6, '家', { isNew: true, partOf: '走访企业' })],
    ['and that was read so', metric('走访企业', 6, '家', { saidAs: '走访规上企业', partOf: '走访企业' })],
  ])('%s counts by its own name', (_when, part) => {
    const entry = { ...entryRow({ id: '20261118-1' }), metrics: [metric('走访企业', 12, '家'), part] };
    const counted = entryAsCounted(entry, new DecidedNames([decision]));
    expect(counted.metrics.map(({ name, isNew }) => [name, isNew])).toEqual([
      ['走访企业', false],
      ['走访规上企业', true],
    ]);
  });
});
