import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText } from '../../src/lib/split-text.ts';

const bytes = (text: string): number => Buffer.byteLength(text);

describe('cutting a text by bytes', () => {
  it.each([
    ['nothing to cut', '短', 100, ['短']],
    ['between lines', '第一行很长很长\n第二行很长很长', 40, ['第一行很长很长\n第二行很长很长'.split('\n')[0], '第二行很长很长']],
  ])('%s', (_name, text, limit, pieces) => {
    expect(splitText(text, limit)).toEqual(pieces);
  });

  it('never cuts a table row', () => {
    const table = Array.from({ length: 50 }, (_, at) => `| 第${at}科 | ${at}家 | 已办结 |`).join('\n');
    const pieces = splitText(table, 400);
    expect(pieces.join('\n')).toBe(table);
    expect(pieces.flatMap(piece => piece.split('\n')).every(line => /^\|.*\|$/.test(line))).toBe(true);
  });

  it('closes a code block at a cut and opens it again', () => {
    const pieces = splitText(`说明\n\`\`\`text\n${'一行内容\n'.repeat(60)}\`\`\`\n结束`, 300);
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect((piece.match(/^```/gm) ?? []).length % 2).toBe(0);
  });

  it('cuts no character, whatever is written, loses none, and keeps the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.integer({ min: 200, max: 400 }), (text, limit) => {
        const written = Buffer.from(text).toString().replaceAll('`', "'").replaceAll('~', '-');
        const pieces = splitText(written, limit);
        for (const piece of pieces) {
          expect(bytes(piece)).toBeLessThanOrEqual(limit);
          expect(Buffer.from(piece).toString()).toBe(piece);
        }
        expect(pieces.join('').replaceAll('\n', '')).toBe(written.replaceAll('\n', ''));
      }),
    );
  });
});
