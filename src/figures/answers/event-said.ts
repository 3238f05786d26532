import { entriesWith } from '../entries-with.ts';
import { definitionOf } from '../metric-definition.ts';
import type { Desk } from './desk.ts';

/** 说到的活动 — 宣讲 of 宣讲去了几家，发了几本: the companies at those, where companies are counted elsewhere under the same name, too. */
export function eventSaid({ question: { metrics }, context }: Desk, rest: string): string | null {
  const { bureau, entries } = context;
  for (const { id, name, keywords, eventMetric, metrics: own } of bureau.ledgers) {
    // 口袋书 is what is given out at a talk, and none itself.
    const things = own.flatMap(metric => (metric.name === eventMetric ? [] : [metric.name, ...metric.aliases]));
    const isSaid = (word: string): boolean => word.length > 1 && rest.includes(word) && !things.includes(word);
    const said = eventMetric === null ? undefined : longest([name, ...keywords].filter(isSaid));
    // What was solved is a part of what those at the talk brought up.
    const isOf = (asked: string): boolean =>
      own.some(metric => metric.name === asked || metric.name === definitionOf(bureau, asked)?.definition.partOf);
    const isShared = (asked: string): boolean => entriesWith(entries, asked).some(({ ledger }) => ledger !== id);
    if (said !== undefined && metrics.every(isOf) && metrics.some(isShared)) return said;
  }
  return null;
}

function longest(words: readonly string[]): string | undefined {
  return [...words].sort((a, b) => b.length - a.length)[0];
}
