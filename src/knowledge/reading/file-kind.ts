import { extname } from 'node:path';

/** 文件种类 — how a file is to be read. */
export type FileKind = 'text' | 'html' | 'csv' | 'word' | 'old-word' | 'excel' | 'pdf' | 'ofd' | 'unsupported' | 'old-excel' | 'damaged';

const extensions: Readonly<Record<string, FileKind>> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'text',
  '.markdown': 'text',
  '.htm': 'html',
  '.html': 'html',
  '.csv': 'csv',
  '.docx': 'word',
  '.doc': 'old-word',
  '.wps': 'old-word',
  '.xlsx': 'excel',
  '.pdf': 'pdf',
  '.ofd': 'ofd',
};
const compound = [0xd0, 0xcf, 0x11, 0xe0];
const zip = [0x50, 0x4b, 0x03, 0x04];
const pdf = [0x25, 0x50, 0x44, 0x46, 0x2d];
/** PNG, JPEG, GIF, TIFF, RAR, 7z, gzip, RTF, ELF, Windows programs. */
const others = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a, 0x90],
];

function startsWith(bytes: Uint8Array, signature: readonly number[], from = 0): boolean {
  return signature.every((byte, at) => bytes[from + at] === byte);
}

/** True for names that the corpus tries to read; others are skipped with a reason. */
export function isReadableName(path: string): boolean {
  return extname(path).toLowerCase() in extensions;
}

/** A name that lies inside a zip, found without unpacking: entries carry their names in plain letters. */
function holds(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}

function kindOfZip(bytes: Uint8Array, named: FileKind | undefined): FileKind {
  if (holds(bytes, 'word/document.xml')) return 'word';
  if (holds(bytes, 'xl/workbook.xml')) return 'excel';
  if (holds(bytes, 'OFD.xml')) return 'ofd';
  return named === 'word' || named === 'excel' || named === 'ofd' ? 'damaged' : 'unsupported';
}

/** By the bytes first: what is sent as 通知.doc may be a web page, and what is sent as 名单.xls may be an .xlsx. */
export function kindOf(name: string, bytes: Uint8Array): FileKind {
  const extension = extname(name).toLowerCase();
  const named = extensions[extension];
  if (startsWith(bytes, zip)) return kindOfZip(bytes, named);
  if (startsWith(bytes, compound)) return extension === '.xls' || extension === '.et' ? 'old-excel' : 'old-word';
  // Some programs put a mark or a few blanks before the header; the standard lets it stand within the first 1,024 bytes.
  for (let at = 0; at < Math.min(1024, bytes.length - 5); at++) if (startsWith(bytes, pdf, at)) return named === 'text' && at > 0 ? 'text' : 'pdf';
  if (others.some(signature => startsWith(bytes, signature))) return 'unsupported';
  if (named === 'csv' || named === 'html') return named;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512)).toString('latin1');
  if (/^\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|<body)/i.test(head)) return 'html';
  if (named === undefined && extension !== '') return 'unsupported';
  // A Word or PDF file that does not begin like one is broken, unless it is plain text under a wrong name.
  return 'text';
}
