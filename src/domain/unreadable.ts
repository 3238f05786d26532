/** 读不了的原因 — why nothing could be read of a file. */
export type UnreadableReason =
  /** No bytes, or nothing but blanks. */
  | 'empty'
  /** Of a kind that is not read: pictures, archives, old spreadsheets. */
  | 'unsupported'
  | 'old-excel'
  /** An .xlsx, .ofd or other office file where a Word file is wanted. */
  | 'not-word'
  /** Word before 97, or a .doc whose text is not where Word keeps it. */
  | 'old-word'
  | 'unknown-encoding'
  | 'damaged'
  | 'encrypted'
  /** A PDF or OFD all of whose pages are pictures. */
  | 'scanned'
  /** Letters that say nothing: fonts without a table of what they mean, or the wrong encoding. */
  | 'garbled'
  /** More bytes, pages, entries or layers than a document of an office has, unpacked ones included. */
  | 'too-large'
  /** Took longer, or more memory, than any document may. */
  | 'too-slow'
  | 'too-heavy'
  | 'secret';
