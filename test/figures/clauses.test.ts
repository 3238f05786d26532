import { expect, it } from 'vitest';
import type { Ledger, MetricDefinition } from '../../src/domain/ledger.ts';
import { clausesOf } from '../../src/figures/subject/clauses.ts';

const metric = (name: string, aliases: string[] = []): MetricDefinition => ({
  name,
  aliases,
  units: ['条'],
  kind: 'increment',
  partOf: null,
  rate: null,
});
const ledger: Ledger = {
  id: 'visits',
  name: '走访',
  section: '',
  departments: [],
  keywords: [],
  metrics: [metric('解决问题', ['解决', '问题']), metric('走访企业', ['走访'])],
  eventMetric: null,
};

it('names one behind the other are as many clauses', () => {
  expect(clausesOf('走访解决问题各多少', [ledger])).toEqual(['走访', '解决问题']);
});

it('words that fit in many ways, and in the end in none, are given up at once', () => {
  const text = `${'解决问题'.repeat(24)}外各多少`;
  const begun = performance.now();
  expect(clausesOf(text, [ledger])).toEqual([text]);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
