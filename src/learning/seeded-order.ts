import { fnv1a } from '../lib/fnv.ts';

/** The same words give the same number everywhere. */
export function hashOf(words: string): number {
  let hash = fnv1a(words);
  // The last characters alone must be able to change the high bits, or neighbouring ids would stay neighbours.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The items in an order that looks random and is the same for the same seed. */
export function seededOrder<T>(items: readonly T[], seed: string, keyOf: (item: T) => string): T[] {
  const keyed = items.map(item => ({ item, key: keyOf(item), hash: hashOf(`${seed}|${keyOf(item)}`) }));
  return keyed.sort((a, b) => a.hash - b.hash || a.key.localeCompare(b.key)).map(({ item }) => item);
}

/** One of each list in turn, until all are used up. */
export function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(list => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap(list => list.slice(index, index + 1))).flat();
}
