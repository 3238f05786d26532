import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/knowledge/decode-text.ts';

const gbk = Uint8Array.from([0xc6, 0xf3, 0xd2, 0xb5, 0xb7, 0xfe, 0xce, 0xf1]);

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('企业服务'), '企业服务'],
    ['UTF-8 with its mark', Buffer.from('\ufeff企业服务'), '企业服务'],
    ['UTF-16 little-endian with its mark', Buffer.from('\ufeff企业服务', 'utf16le'), '企业服务'],
    ['UTF-16 big-endian with its mark', Buffer.from('\ufeff企业服务', 'utf16le').swap16(), '企业服务'],
    ['UTF-16 without a mark', Buffer.from('企业服务，\n2026年', 'utf16le'), '企业服务，\n2026年'],
    ['GBK', gbk, '企业服务'],
  ])('reads %s', (_, bytes, text) => {
    expect(decodeText(bytes)).toEqual({ text });
  });

  it.each([
    ['an empty file', new Uint8Array(), 'empty'],
    ['blank lines only', Buffer.from(' \n\n'), 'empty'],
    ['bytes with zeros', Uint8Array.from([1, 2, 0, 3]), 'unknown-encoding'],
    [
      'Chinese that was decoded wrongly and saved so',
      Buffer.from('锛屽缓绔嬪仴鍏ㄦ硶瑙勫埗搴﹀苟鎶撳ソ钀藉疄锛屽姞寮烘帰绱㈠拰缁忛獙'.repeat(3)),
      'unknown-encoding',
    ],
    ['bytes of no encoding', Uint8Array.from([0xff, 0x81, 0x20, 0xfe, 0x9f, 0xff]), 'unknown-encoding'],
  ])('refuses %s', (_, bytes, reason) => {
    expect(decodeText(bytes)).toEqual({ unreadable: reason });
  });
});
