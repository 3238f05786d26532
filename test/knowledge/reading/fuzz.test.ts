import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/knowledge/read-document.ts';
import { readChatFile, readFile } from '../../../src/knowledge/reading/read-file.ts';
import { unreadableReason } from '../../../src/wording/unreadable.ts';
import { excelOf, gbkOf, gbkPdf, lockedOffice, lockedPdf, ofdOf, oldWordOf, paragraph, printed, wordOf } from '../../helpers/sample-files.ts';

const rule = ['青禾区苗木款项支付办法', '第一条　为了及时支付苗木款项，制定本办法。', '第二条　本办法自2026年1月1日起施行。'];
const excel = await excelOf('政策清单', [
  ['政策名称', '标准'],
  ['数字化改造奖补', 200000],
]);
const samples: readonly (readonly [string, Uint8Array])[] = [
  ['办法.txt', Buffer.from(rule.join('\n'))],
  ['办法.txt', gbkOf(rule.join('\n'))],
  ['办法.md', Buffer.from(`\ufeff${rule.join('\n')}`, 'utf16le')],
  ['办法.html', Buffer.from(rule.map(line => `<div><table><tr><td>${line}</td><td>甲</td></tr></table>`).join(''))],
  ['办法.docx', wordOf(rule.map(line => paragraph(line)).join(''))],
  ['办法.doc', oldWordOf(`${rule.join('\r')}\r`)],
  ['办法.pdf', gbkPdf([printed(rule), []])],
  ['办法.ofd', ofdOf([printed(rule), []])],
  ['清单.xlsx', excel],
  ['清单.csv', Buffer.from('政策名称,标准\n"数字化\n改造",20')],
  ['加密.pdf', lockedPdf()],
  ['加密.docx', lockedOffice()],
];
const names = [...samples.map(([name]) => name), '无名', '照片.png', '包.zip', '旧.xls', '.docx'];

const harm = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('flip' as const), at: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 24 }) }),
  fc.record({ kind: fc.constant('fill' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('twice' as const) }),
);

function harmed(bytes: Uint8Array, how: typeof harm extends fc.Arbitrary<infer H> ? H : never): Uint8Array {
  if (how.kind === 'cut') return bytes.subarray(0, Math.floor(bytes.length * how.at));
  if (how.kind === 'twice') return Buffer.concat([bytes, bytes]);
  const copy = Uint8Array.from(bytes);
  if (how.kind === 'fill') copy.fill(how.byte, Math.floor(bytes.length * how.at), Math.floor(bytes.length * how.at) + 64);
  else
    for (const [index, at] of how.at.entries()) copy[Math.floor(bytes.length * at)] = (copy[Math.floor(bytes.length * at)] ?? 0) ^ (1 << (index % 8));
  return copy;
}

/** What everything that reads files relies on: a content that can be split, or a reason that can be said. */
async function isReadOrRefused(name: string, bytes: Uint8Array): Promise<void> {
  const reading = await readFile({ name, bytes });
  if ('unreadable' in reading) {
    expect(unreadableReason(reading.unreadable)).toMatch(/[一-龥]{3}.*请/);
    return;
  }
  const { passages } = readDocument(reading, { path: name, bureau: 'x', contentHash: 'x' });
  for (const { text, place } of passages) expect(text.length > 0 && place.number >= 1).toBe(true);
}

describe('the readers', () => {
  it('read a harmed file or refuse it with a reason, and never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samples), fc.constantFrom(...names), fc.boolean(), harm, async ([own, bytes], other, isRenamed, how) => {
        await isReadOrRefused(isRenamed ? other : own, harmed(bytes, how));
      }),
      { numRuns: 250, interruptAfterTimeLimit: 20_000 },
    );
  }, 60_000);

  it('do the same with bytes of no kind at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.uint8Array({ maxLength: 3_000 }), (name, bytes) => isReadOrRefused(name, bytes)),
      { numRuns: 150, interruptAfterTimeLimit: 10_000 },
    );
  }, 60_000);

  it('do the same with the files of the chat', async () => {
    for (const [name, bytes] of samples) expect(await readChatFile({ name, bytes })).toBeTypeOf('object');
  });
});
