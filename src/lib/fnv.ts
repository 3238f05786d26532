/** FNV-1a over UTF-16 units: the same words give the same number (of 32 bits, unsigned) everywhere. `start` gives words of different sorts different numbers. */
export function fnv1a(words: string, start = 0): number {
  let hash = 0x811c9dc5 ^ start;
  for (let index = 0; index < words.length; index++) hash = Math.imul(hash ^ words.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
