const empty = 0x811c9dc5;

/** FNV-1a over UTF-16 units: the same words give the same number (of 32 bits, unsigned) everywhere. `start` gives words of different sorts different numbers. */
export function fnv1a(words: string, start = 0): number {
  let hash = empty ^ start;
  for (let index = 0; index < words.length; index++) hash = further(hash, words.charCodeAt(index));
  return hash >>> 0;
}

function further(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** The numbers of all pieces of a text with at most `longest` UTF-16 units, each number once. */
export function hashesWithin(text: string, longest: number): number[] {
  const hashes = new Set<number>();
  for (let start = 0; start < text.length; start++) {
    let hash = empty;
    const end = Math.min(text.length, start + longest);
    for (let index = start; index < end; index++) {
      hash = further(hash, text.charCodeAt(index));
      hashes.add(hash >>> 0);
    }
  }
  return [...hashes];
}
