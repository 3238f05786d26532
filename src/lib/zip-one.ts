import { crc32 } from 'node:zlib';

const IN_UTF8 = 0x0800;
/** 1 January 1980: no time is told. */
const DAY = 0x21;

/** A zip archive that holds one file, uncompressed. */
export function zipOne(name: string, bytes: Uint8Array): Buffer {
  const path = Buffer.from(name);
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0);
  about.writeUInt16LE(IN_UTF8, 2);
  about.writeUInt16LE(DAY, 8);
  about.writeUInt32LE(crc32(bytes), 10);
  about.writeUInt32LE(bytes.length, 14);
  about.writeUInt32LE(bytes.length, 18);
  about.writeUInt16LE(path.length, 22);
  const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, path, bytes]);
  const listed = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), about, Buffer.alloc(14), path]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(file.length, 16);
  return Buffer.concat([file, listed, end]);
}
