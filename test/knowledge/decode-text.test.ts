import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/knowledge/decode-text.ts';

const gbk = Uint8Array.from([0xc6, 0xf3, 0xd2, 0xb5, 0xb7, 0xfe, 0xce, 0xf1]);

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('企业服务'), '企业服务'],
    ['UTF-8 with its mark', Buffer.from('\ufeff企业服务'), '企业服务'],
    ['UTF-16 little-endian with its mark', Buffer.from('\ufeff企业服务', 'utf16le'), '企业服务'],
    ['UTF-16 big-endian with its mark', Buffer.from('\ufeff企业服务', 'utf16le').swap16(), '企业服务'],
    ['GBK', gbk, '企业服务'],
  ])('reads %s', (_, bytes, text) => {
    expect(decodeText(bytes)).toEqual({ text });
  });

  it.each([
    ['an empty file', new Uint8Array(), 'empty'],
    ['blank lines only', Buffer.from(' \n\n'), 'empty'],
    ['a Word file under another name', Buffer.from('PK\x03\x04zip'), 'binary'],
    ['bytes with zeros', Uint8Array.from([1, 2, 0, 3]), 'binary'],
    ['bytes of no encoding', Uint8Array.from([0xff, 0x81, 0x20, 0xfe, 0x9f, 0xff]), 'unknown-encoding'],
  ])('refuses %s', (_, bytes, reason) => {
    expect(decodeText(bytes)).toEqual({ unreadable: reason });
  });
});
