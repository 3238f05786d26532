import { createHash } from 'node:crypto';
import { isDate, type LocalDate, makeDate } from '../domain/date.ts';
import type { PlaceUnit, SourceDocument, SourcePlace } from '../domain/provision.ts';
import { datesIn, effectiveDateIn, expiryIn } from './document-dates.ts';
import { articleLine, type Front, issuerOf, levelOf, numberOf, readFront } from './document-front.ts';
import { normaliseTitle, readFileName } from './document-title.ts';
import { type FileContent, type FileTables, type FileText, textOf } from './reading/file-text.ts';
import { repealedTitles } from './repeals.ts';
import { type Passage, type ReadingNote, splitLaw } from './split-law.ts';
import { splitReport } from './split-report.ts';
import { splitTables } from './split-tables.ts';

/** 入库文件 — a source document with what the corpus needs to know about it besides. */
export interface CorpusDocument extends SourceDocument {
  /** 编 that has a file of its own (民法典 合同编), or null. */
  part: string | null;
  /** Titles that this document repeals when it takes effect. */
  repeals: string[];
  /** What the places of its passages are counted in. */
  unit: PlaceUnit;
  /** Names of its sheets, for a workbook. */
  sheets: string[];
}

/** A passage with its place in the original. */
export interface PlacedPassage extends Omit<Passage, 'line'> {
  place: SourcePlace;
}

/** 读入结果 — one document with its passages and what could not be placed. */
export interface ReadDocument {
  document: CorpusDocument;
  passages: PlacedPassage[];
  notes: ReadingNote[];
}

/** Where a document came from. */
export interface DocumentOrigin {
  /** Relative to the folder that was given. */
  path: string;
  bureau: string;
  contentHash: string;
}

interface Dates {
  promulgatedOn: LocalDate | null;
  effectiveOn: LocalDate | null;
  expiresOn: LocalDate | null;
  changedOn: LocalDate | null;
}

function readDates(front: Front, passages: readonly Pick<Passage, 'text'>[], issuedOn: LocalDate | null): Dates {
  const told = datesIn(front.header.join('\n'));
  const made = told.filter(({ after }) => !/^[^，。\n]{0,12}施行/.test(after));
  const promulgatedOn = made.find(({ after }) => /公布|发布|印发|通过|公告/.test(after))?.date ?? made[0]?.date ?? issuedOn;
  const closing = passages
    .slice(-4)
    .map(passage => passage.text)
    .reverse();
  const stated = closing.map(effectiveDateIn).find(found => found !== null) ?? null;
  const inHeader = told.filter(({ after }) => /^[^，。\n]{0,12}施行/.test(after)).at(-1)?.date ?? null;
  const effectiveOn = (stated === 'promulgation' ? promulgatedOn : stated) ?? inHeader;
  const limit = closing.map(expiryIn).find(found => found !== null) ?? null;
  return {
    promulgatedOn,
    effectiveOn,
    expiresOn: lastDay(limit, effectiveOn),
    changedOn:
      made
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? null,
  };
}

function lastDay(limit: LocalDate | { years: number } | null, from: LocalDate | null): LocalDate | null {
  if (limit === null || typeof limit === 'string') return limit;
  if (from === null) return null;
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const anniversary = makeDate(year + limit.years, month, day) ?? makeDate(year + limit.years, month, 28);
  return anniversary === undefined ? null : new Date(Date.parse(`${anniversary}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** 成文日期 of a notice or report: the last line that is a date alone. */
function issuedOn(body: readonly string[]): LocalDate | null {
  const line = body
    .filter(text => text !== '')
    .slice(-4)
    .reverse()
    .find(text => /^[^，。]{0,16}\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/.test(text));
  return line === undefined ? null : (datesIn(line)[0]?.date ?? null);
}

function reportYearOf(title: string, body: readonly string[]): number | null {
  const year = /(20\d{2})\s*年/.exec(title)?.[1] ?? /(20\d{2})\s*年/.exec(body.slice(0, 8).join(''))?.[1];
  return year === undefined ? null : Number(year);
}

export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** 读入 — what stands in a file as a document: what it is, whose, since when, and its citable passages. */
export function readDocument(content: FileContent | string, origin: DocumentOrigin): ReadDocument {
  if (typeof content === 'string') return readTextDocument(textOf(content), origin);
  return content.kind === 'text' ? readTextDocument(content, origin) : readTables(content, origin);
}

function readTextDocument(file: FileText, origin: DocumentOrigin): ReadDocument {
  const { stem, versionOn } = readFileName(origin.path);
  const front = readFront({ raw: file.lines.join('\n'), title: file.title }, stem);
  const title = normaliseTitle(front.title);
  const level = levelOf(origin.path, title, front);
  const amends = /关于修改.*决定$|修正案/.test(title);
  const isLegal =
    level !== 'report' && (front.body.some(line => articleLine.test(line)) || !['normative-document', 'policy', 'other'].includes(level));
  const { passages, notes } = isLegal ? splitLaw(front.body, amends) : splitReport(front.body);
  const signedOn = isLegal ? null : issuedOn(front.body);
  const dates = readDates(front, passages, signedOn);
  const version = (versionOn !== null && isDate(versionOn) ? versionOn : null) ?? dates.changedOn ?? signedOn;
  const part = front.part === null ? null : normaliseTitle(front.part);
  const document: CorpusDocument = {
    ...blankDocument(origin, { title, part, version }),
    fullTitle: front.title,
    level,
    issuer: issuerOf(front),
    number: numberOf(front),
    promulgatedOn: dates.promulgatedOn,
    effectiveOn: dates.effectiveOn,
    expiresOn: dates.expiresOn,
    reportYear: level === 'report' ? reportYearOf(title, front.body) : null,
    repeals: passages
      .slice(-6)
      .flatMap(passage => repealedTitles(passage.text))
      .filter(name => name !== title),
    unit: file.unit,
  };
  const placed = passages.map(({ line, path, ...passage }) => ({
    ...passage,
    path: part === null ? path : [part, ...path],
    place: { unit: file.unit, number: file.numbers[front.bodyAt + line] ?? 1 },
  }));
  const untitled: ReadingNote[] = front.untitled ? [{ kind: 'untitled', detail: stem }] : [];
  return { document, passages: placed, notes: [...notes, ...file.notes, ...untitled] };
}

/** A list of policies or of penalties: what a row says is citable, what it is under is its path. */
function readTables(file: FileTables, origin: DocumentOrigin): ReadDocument {
  const { stem, versionOn } = readFileName(origin.path);
  const { title, passages } = splitTables(file, stem);
  const version = versionOn !== null && isDate(versionOn) ? versionOn : null;
  const document: CorpusDocument = {
    ...blankDocument(origin, { title: normaliseTitle(title), part: null, version }),
    fullTitle: title,
    level: 'policy',
    unit: 'row',
    sheets: file.sheets.map(({ name }) => name),
  };
  return { document, passages, notes: [...file.notes] };
}

function blankDocument(
  { bureau, path, contentHash }: DocumentOrigin,
  { title, part, version }: { title: string; part: string | null; version: LocalDate | null },
): CorpusDocument {
  return {
    id: `${bureau}:${title}${part === null ? '' : `·${part}`}@${version ?? '-'}`,
    bureau,
    title,
    fullTitle: title,
    level: 'other',
    part,
    issuer: null,
    number: null,
    promulgatedOn: null,
    effectiveOn: null,
    repealedOn: null,
    expiresOn: null,
    versionOn: version,
    path,
    contentHash,
    reportYear: null,
    repeals: [],
    unit: 'line',
    sheets: [],
  };
}
