import { describe, expect, it } from 'vitest';
import { fnv1a, hashesWithin } from '../../src/lib/fnv.ts';

describe('numbers of words', () => {
  it('are those that FNV-1a gives', () => {
    expect([fnv1a(''), fnv1a('a')]).toEqual([0x811c9dc5, 0xe40c292c]);
  });

  it('are for the pieces of a text the same as for each piece alone, each once', () => {
    const pieces = ['走', '走访', '走访走', '访', '访走', '访走访', '走访'];
    expect(hashesWithin('走访走访', 3).sort()).toEqual([...new Set(pieces.map(piece => fnv1a(piece)))].sort());
  });
});
