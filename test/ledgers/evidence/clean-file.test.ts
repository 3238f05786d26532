import { describe, expect, it } from 'vitest';
import { type CleanFile, cleanFile } from '../../../src/ledgers/evidence/clean-file.ts';
import { SECRETS, sampleJpeg, samplePdf, samplePng } from '../../helpers/sample-pictures.ts';

function cleaned(bytes: Buffer): CleanFile {
  const file = cleanFile(bytes);
  if (typeof file === 'string') throw new Error(file);
  return file;
}

const orientationIn = (bytes: Buffer): number | undefined => {
  const at = bytes.indexOf('Exif\0\0');
  return at === -1 ? undefined : bytes[at + 6 + 19];
};

describe('what describes a picture goes, the picture stays', () => {
  it.each([
    ['JPEG', 'jpg', sampleJpeg()],
    ['PNG', 'png', samplePng()],
  ])('%s: place, author, comment and trailer', (_name, type, bytes) => {
    for (const secret of SECRETS) expect(bytes.includes(secret) || secret === 'COMMENT-PHONE').toBe(true);
    const file = cleaned(bytes);
    expect(file.type).toBe(type);
    for (const secret of SECRETS) expect(file.bytes.includes(secret)).toBe(false);
  });

  it('of a JPEG: tables, frame, every scan, colour profile and end, byte for byte', () => {
    const { bytes } = cleaned(sampleJpeg());
    expect(bytes.includes('ICC_PROFILE')).toBe(true);
    const scan = '12ff00d434ffd05566ff0077';
    expect(bytes.toString('hex').split(scan)).toHaveLength(3);
    expect(bytes.subarray(-2).toString('hex')).toBe('ffd9');
    expect(cleaned(bytes).hash).toBe(cleaned(sampleJpeg()).hash);
  });

  it.each([
    [1, false, undefined],
    [6, false, 6],
    [8, true, 8],
    [99, false, undefined],
  ])('turned %i: told on alone (little end first: %s)', (orientation, isLittle, told) => {
    expect(orientationIn(cleaned(sampleJpeg({ orientation, isLittle })).bytes)).toBe(told);
  });

  it('of a PNG: IHDR, IDAT and IEND', () => {
    const { bytes } = cleaned(samplePng());
    expect(bytes.toString('latin1').match(/IHDR|IDAT|IEND|eXIf|[a-z]{1}[A-Z]{2}t|tIME/g)).toEqual(['IHDR', 'IDAT', 'IEND']);
  });

  it('of a PDF: author, XMP and EXIF are blanked in place; its title and length stay', () => {
    const { bytes } = cleaned(samplePdf());
    expect(bytes).toHaveLength(samplePdf().length);
    expect(bytes.includes('Sign-in sheet')).toBe(true);
    for (const secret of [SECRETS[1], '<x:xmpmeta>', 'feff0041', SECRETS[0]]) expect(bytes.includes(secret)).toBe(false);
  });

  it.each([
    ['HEIC of a phone', Buffer.from('00000018667479706865696300000000', 'hex'), 'heic'],
    ['a GIF', Buffer.from('GIF89a....'), 'other'],
    ['a Word file', Buffer.from('PK\x03\x04....'), 'other'],
    ['a program that is called .jpg', Buffer.from('MZ..'), 'other'],
    ['nothing', Buffer.alloc(0), 'other'],
    ['half a JPEG', sampleJpeg().subarray(0, 60), 'broken'],
    ['a JPEG cut before its end', sampleJpeg().subarray(0, sampleJpeg().length - SECRETS[3].length - 2), 'broken'],
    ['half a PNG', samplePng().subarray(0, 70), 'broken'],
    ['an encrypted PDF', Buffer.from('%PDF-1.4 trailer <</Encrypt 5 0 R>>'), 'broken'],
  ])('%s is refused', (_name, bytes, why) => {
    expect(cleanFile(bytes)).toBe(why);
  });

  it('a PDF built to keep a reader busy does not', () => {
    const began = performance.now();
    for (const part of ['<x:xmpmeta', '/Author (', '/Author <', '/Creator (\\\\', '\xff\xe1'])
      cleanFile(Buffer.from(`%PDF-1.4 ${part.repeat(100_000)}`, 'latin1'));
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('any cut of a file is refused or comes out clean, and never throws', () => {
    for (const whole of [sampleJpeg(), sampleJpeg({ isLittle: true }), samplePng(), samplePdf()]) {
      for (let length = 0; length < whole.length; length++) {
        const file = cleanFile(whole.subarray(0, length));
        if (typeof file !== 'string' && file.type !== 'pdf') expect(file.bytes.includes(SECRETS[0])).toBe(false);
      }
    }
  });
});
