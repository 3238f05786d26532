import type { LocalDate } from './date.ts';

/** 效力级别, and the kinds of other documents that a bureau keeps. */
export type DocumentLevel =
  | 'constitution'
  | 'law'
  | 'administrative-regulation'
  | 'judicial-interpretation'
  | 'departmental-rule'
  | 'local-regulation'
  | 'normative-document'
  | 'policy'
  | 'report'
  | 'other';

/** 原文位置的单位 — what a place in an original is counted in: pages of a PDF, paragraphs of a Word file, rows of a sheet, lines of plain text. */
export type PlaceUnit = 'page' | 'paragraph' | 'row' | 'line';

/** 原文位置 — where in the original file a passage begins. */
export interface SourcePlace {
  unit: PlaceUnit;
  /** From 1. */
  number: number;
  /** Of a workbook. */
  sheet?: string;
}

/** 文件 — one version of one document of the corpus. */
export interface SourceDocument {
  /** Stable: made of title, sub-title and version date. */
  id: string;
  /** A bureau's id, or `shared` for what every bureau may read. */
  bureau: string;
  /** Without 中华人民共和国 and 《》. */
  title: string;
  /** As printed. */
  fullTitle: string;
  level: DocumentLevel;
  issuer: string | null;
  /** 发文字号 as printed. */
  number: string | null;
  promulgatedOn: LocalDate | null;
  effectiveOn: LocalDate | null;
  repealedOn: LocalDate | null;
  /** 有效期 of a 规范性文件: the last day on which it applies; null when it says none. */
  expiresOn: LocalDate | null;
  /** Date that tells versions of one law apart; null when the file gives none. */
  versionOn: LocalDate | null;
  /** Where it was read from, relative to the folder that was given. */
  path: string;
  /** SHA-256 of the bytes read. */
  contentHash: string;
  /** Year a report speaks about; null for others. */
  reportYear: number | null;
}

/** 条款 — a citable piece of a document: an 条, a list item, a preamble, a paragraph of a report. */
export interface Provision {
  /** `${documentId}#${order}`. */
  id: string;
  documentId: string;
  /** 第五十四条, 第十条之一; null where the document has none. */
  article: string | null;
  /** Headings above it: 第二章 行政处罚的种类和设定. */
  path: string[];
  /** The exact words, paragraphs separated by a line break. */
  text: string;
  /** Place in the document, from 0. */
  order: number;
  /** Where it begins in the file that it was read from. */
  place: SourcePlace;
}
