import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { rederive } from '../evals/rederive.ts';
import { scoreReports } from '../evals/reports.ts';
import { bureau, entry, reading } from './sample-year.ts';

const shared = join(projectRoot, '..', 'shared');

describe('every figure of every kind of report, reckoned a second time', () => {
  it.skipIf(!existsSync(join(shared, 'gold')))(
    'agrees on the gold year',
    async () => {
      const scores = await scoreReports(shared);
      expect(scores.flatMap(({ title, wrong, unfounded }) => [...wrong, ...unfounded].map(line => `${title}：${line}`))).toEqual([]);
      expect(scores.reduce((sum, { figures }) => sum + figures, 0)).toBeGreaterThan(500);
    },
    60_000,
  );

  const january = entry('2026-01-22', { metrics: [reading('走访企业', 3, '家')] });
  const total = entry('2026-03-31', {
    period: { from: '2026-01-01', to: '2026-03-31' },
    metrics: [reading('走访企业', 20, '家', { kind: 'cumulative' })],
  });
  const april = entry('2026-04-30', { period: { from: '2026-04-01', to: '2026-04-30' }, metrics: [reading('走访企业', 9, '家')] });
  const inApril = entry('2026-04-10', { metrics: [reading('走访企业', 4, '家')] });
  const half = { from: '2026-01-01', to: '2026-06-30' };
  const second = { from: '2026-04-01', to: '2026-06-30' };

  it.each<[string, Entry[], typeof half, number | null]>([
    ['increments are added', [january, april], half, 12],
    ['a running total stands for what is before it', [january, total], half, 20],
    ['what came later is added to it', [january, total, april], half, 29],
    ['a wider report stands for the narrower one inside it', [april, inApril], half, 9],
    ['a quarter is what came in its days', [total, april], second, 9],
    ['what was withdrawn counts nowhere', [{ ...january, status: 'withdrawn' }], half, null],
  ])('%s', (_, entries, span, value) => {
    expect(rederive(entries, { metric: '走访企业', span, unit: '家' }, bureau)?.value ?? null).toBe(value);
  });
});
