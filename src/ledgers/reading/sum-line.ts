import type { EntryContent, MetricReading } from '../../domain/entry.ts';
import { type Check, checkOfSum } from './checks.ts';
import type { Clause } from './clauses.ts';
import { windowOf } from './figure-window.ts';
import { comparable } from './filler-words.ts';

/** 合计行 — a last line that adds up the lines before it: 合计：走访企业12家. */
const sumLine = /\n\s*(?:以上|[一二两三四五六七八九十\d]{0,2}[个大]?[科局股队所组](?:室|里)?|各[科股]室?|全部)?(?:合计|小计|总计|共计)[^\n\t]*\s*$/;

/** The message without its last line where that adds up at least two before it; null for every other. */
export function splitSumLine(message: string): { body: string; sums: string } | null {
  const found = sumLine.exec(message);
  const body = message.slice(0, found?.index).trim();
  return found === null || body.split(/\n+/).filter(line => /\d|[一二三四五六七八九十]/.test(line)).length < 2
    ? null
    : { body, sums: found[0].trim() };
}

/** What the figures of a sum line add up to, one check each; null where one of them is no sum of what stands above and so has to be read for itself. */
export function checkSums(sums: readonly Clause[], entries: readonly EntryContent[]): Check[] | null {
  const counted = entries
    .flatMap(({ metrics }) => metrics)
    .filter(({ value, approximate, kind }) => value !== null && !approximate && kind !== 'rate');
  const checks = sums.flatMap(clause =>
    clause.quantities.map(({ quantity: { value, unit } }, index) => {
      const { left, right } = windowOf(clause, index);
      const parts = partsOf(counted, comparable(`${left}${right}`.replace(/^.*(?:合计|小计|总计|共计)/, '')), unit);
      return parts.length < 2 || value === null
        ? null
        : checkOfSum(
            parts.map(part => part.value ?? 0),
            value,
          );
    }),
  );
  return checks.length === 0 || checks.includes(null) ? null : checks.filter(check => check !== null);
}

/** What is called so where the sum names anything, else what is counted in its unit under one name. */
function partsOf(counted: readonly MetricReading[], words: string, unit: string): MetricReading[] {
  const alike = counted.filter(metric => metric.unit === unit || unit === '');
  if (words.length >= 2) return alike.filter(({ name }) => comparable(name).includes(words) || words.includes(comparable(name)));
  return new Set(alike.map(({ name }) => name)).size === 1 ? alike : [];
}
