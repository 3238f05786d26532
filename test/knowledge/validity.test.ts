import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/domain/provision.ts';
import { type ValidityFact, validityOf } from '../../src/domain/validity.ts';

function document(overrides: Partial<SourceDocument> = {}): SourceDocument {
  return {
    id: `x@${overrides.versionOn ?? '2020-01-01'}`,
    bureau: 'shared',
    title: '苗木法',
    fullTitle: '苗木法',
    level: 'law',
    issuer: null,
    number: null,
    promulgatedOn: null,
    effectiveOn: '2020-03-01',
    repealedOn: null,
    expiresOn: null,
    versionOn: '2020-01-01',
    path: 'a.md',
    contentHash: 'x',
    reportYear: null,
    ...overrides,
  };
}

function fact(overrides: Partial<ValidityFact>): ValidityFact {
  return {
    title: '苗木法',
    status: 'in-force',
    since: null,
    successor: null,
    upToVersion: null,
    source: '',
    confidence: 'search',
    checkedTo: null,
    ...overrides,
  };
}

const today = '2026-11-20';

describe('validityOf', () => {
  it.each<[string, SourceDocument, SourceDocument[], ValidityFact[], string]>([
    ['a national law that nobody checked is unknown', document(), [], [], 'unknown'],
    ['a checked law is in force', document(), [], [fact({ since: '2020-03-01', checkedTo: today })], 'in-force'],
    [
      'an older text under a confirmed name is not what is in force',
      document(),
      [],
      [fact({ since: '2024-05-01', checkedTo: today })],
      'changed-text-missing',
    ],
    [
      'a text made shortly before a confirmed law began, which does not say from when it applies, is that law',
      document({ versionOn: null, promulgatedOn: '2023-12-29', effectiveOn: null }),
      [],
      [fact({ since: '2024-05-01', checkedTo: today })],
      'in-force',
    ],
    [
      'a newer version in the corpus goes before',
      document(),
      [document(), document({ versionOn: '2024-01-01', effectiveOn: '2024-05-01' })],
      [],
      'superseded',
    ],
    [
      'a newer version that has not begun does not',
      document(),
      [document(), document({ versionOn: '2026-10-01', effectiveOn: '2027-01-01' })],
      [fact({})],
      'in-force',
    ],
    ['a repeal that has begun counts', document(), [], [fact({ status: 'repealed', since: '2026-08-15' })], 'repealed'],
    ['a repeal to come does not yet', document(), [], [fact({ status: 'repealed', since: '2027-01-01' })], 'in-force'],
    [
      'a fact about older versions leaves the new one alone',
      document({ versionOn: '2025-09-01' }),
      [],
      [fact({ status: 'changed-text-missing', since: '2025-10-01', upToVersion: '2024-01-01' })],
      'unknown',
    ],
    ['a law that starts later is not law yet', document({ effectiveOn: '2027-01-01' }), [], [], 'not-yet-effective'],
    ['a local paper lives by its own dates', document({ level: 'normative-document' }), [], [], 'in-force'],
    ['a local paper ends with its 有效期', document({ level: 'normative-document', expiresOn: '2025-12-31' }), [], [], 'expired'],
  ])('%s', (_, one, versions, facts, validity) => {
    expect(validityOf(one, versions, facts, today).validity).toBe(validity);
  });

  it('answers for a day in the past', () => {
    const facts = [fact({ status: 'repealed', since: '2026-08-15', successor: '《生态法典》' })];
    expect(validityOf(document(), [], facts, '2026-08-14')).toMatchObject({
      validity: 'in-force',
      upcoming: { on: '2026-08-15', successor: '《生态法典》' },
    });
    expect(validityOf(document(), [], facts, '2026-08-15')).toMatchObject({ validity: 'repealed', successor: '《生态法典》', upcoming: null });
  });
});
