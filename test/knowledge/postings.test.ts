import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addScores, findKey, PostingsBuilder } from '../../src/knowledge/postings.ts';
import { decodeBinaryFile, encodeBinaryFile } from '../../src/lib/binary-file.ts';

describe('postings', () => {
  it('give back for each key exactly the passages that hold it, and how often', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), { minLength: 1, maxLength: 40 }), passages => {
        const builder = new PostingsBuilder();
        for (const keys of passages) builder.add(keys);
        const postings = builder.build();
        for (let key = 1; key <= 40; key++) {
          const place = findKey(postings, key);
          const scores = new Float32Array(passages.length);
          // With a norm of 1 the score is times / (times + 1), from which times follows.
          if (place >= 0) addScores(postings, place, 1, { scores, norms: new Float32Array(passages.length).fill(1) });
          const times = [...scores].map(score => Math.round(score / (1 - score)));
          expect(times).toEqual(passages.map(keys => keys.filter(other => other === key).length));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('binary file', () => {
  const file = {
    meta: { name: '索引' },
    arrays: { a: Uint8Array.of(1, 2, 3), b: Float32Array.of(0.5, 2), c: Uint32Array.of(7, 4_000_000_000), d: Uint16Array.of(9) },
  };

  it('gives back what was put in', () => {
    expect(decodeBinaryFile(encodeBinaryFile(file, 3), 3)).toEqual(file);
  });

  it('refuses another format, a cut and any changed byte', () => {
    const bytes = encodeBinaryFile(file, 3);
    expect(decodeBinaryFile(bytes, 4)).toBeUndefined();
    expect(decodeBinaryFile(bytes.slice(0, -1), 3)).toBeUndefined();
    for (let at = 8; at < bytes.length; at += 5) {
      const torn = Uint8Array.from(bytes);
      torn[at] = (torn[at] ?? 0) ^ 1;
      expect(decodeBinaryFile(torn, 3)).toBeUndefined();
    }
  });
});
