import { describe, expect, it } from 'vitest';
import { allMatches } from '../../src/lib/all-matches.ts';

describe('all matches of a pattern', () => {
  it.each([
    ['查3家，发5份', /\d/g],
    ['走访企业', /\d/g],
    ['3家', /(?=家)|$/g],
    ['', /^/g],
  ])('are in %s those that matchAll gives', (text, pattern) => {
    const plain = (matches: Iterable<RegExpExecArray>): [string, number][] => [...matches].map(match => [match[0], match.index]);
    expect(plain(allMatches(text, pattern))).toEqual(plain(text.matchAll(pattern)));
  });

  it('are found from the beginning, wherever the pattern was used before', () => {
    const pattern = /\d/g;
    pattern.test('3家');
    expect(allMatches('4家', pattern).map(([digit]) => digit)).toEqual(['4']);
    expect(pattern.lastIndex).toBe(0);
  });
});
