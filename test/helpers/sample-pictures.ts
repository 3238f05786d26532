import { createCipheriv } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** Stands for a place, a name and a device in the metadata of the samples; in nothing else of them. */
export const SECRETS = ['GPS31.2304N121.4737E', 'IPTC-AUTHOR', 'COMMENT-PHONE', 'TRAILER-PLACE'] as const;

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const scan = Buffer.from('12ff00d434ffd05566ff0077', 'hex');

/** A JPEG whose scan is made up, with EXIF (turned, and where it was taken), IPTC, a comment and a trailer. */
export function sampleJpeg({
  seed = 1,
  orientation = 6,
  isLittle = false,
}: {
  seed?: number;
  orientation?: number;
  isLittle?: boolean;
} = {}): Buffer {
  const turned = isLittle
    ? Buffer.from(`49492a000800000001001201030001000000${orientation.toString(16).padStart(2, '0')}00000000000000`, 'hex')
    : Buffer.from(`4d4d002a00000008000101120003000000010${orientation.toString(16).padStart(3, '0')}000000000000`, 'hex');
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), turned, Buffer.from(SECRETS[0])])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${SECRETS[0]}`, 'latin1')),
    segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01colours', 'latin1')),
    segment(0xed, Buffer.from(`Photoshop 3.0\0${SECRETS[1]}`, 'latin1')),
    segment(0xfe, Buffer.from(SECRETS[2])),
    segment(0xdb, Buffer.alloc(65, seed)),
    segment(0xc0, Buffer.from('0800080008010111000000', 'hex')),
    segment(0xda, Buffer.from('0101003f00', 'hex')),
    scan,
    segment(0xfe, Buffer.from(SECRETS[2])),
    segment(0xda, Buffer.from('0101003f00', 'hex')),
    scan,
    Buffer.from('ffd9', 'hex'),
    Buffer.from(SECRETS[3]),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG of one grey pixel, with every chunk that describes it and a trailer. */
export function samplePng(): Buffer {
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    chunk('eXIf', Buffer.from(SECRETS[0])),
    chunk('tEXt', Buffer.from(`Author\0${SECRETS[1]}`)),
    chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(SECRETS[2])])),
    chunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${SECRETS[0]}`)),
    chunk('tIME', Buffer.from('07ea0b14100000', 'hex')),
    chunk('prVt', Buffer.from(SECRETS[2])),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(SECRETS[3]),
  ]);
}

/** A PDF's beginning, with an author, XMP and a photograph inside. */
export function samplePdf(): Buffer {
  const text = `%PDF-1.4\n1 0 obj <</Author (${SECRETS[1]} \\(x\\)) /Producer <feff0041> /Title (Sign-in sheet)>> endobj\n2 0 obj <x:xmpmeta>${SECRETS[2]}</x:xmpmeta> endobj\n3 0 obj stream\n`;
  return Buffer.concat([Buffer.from(text, 'latin1'), sampleJpeg().subarray(0, 200), Buffer.from('\nendstream\n%%EOF')]);
}

/** As WeCom encrypts media: AES-256-CBC, padded to 32. */
export function sealedMedia(bytes: Buffer, encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  const padding = 32 - (bytes.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(padding, padding)])), cipher.final()]);
}
