import { createHash } from 'node:crypto';
import { isDate, type LocalDate, makeDate } from '../domain/date.ts';
import { formatDocumentNumber, parseDocumentNumber } from '../domain/document-number.ts';
import type { DocumentLevel, SourceDocument } from '../domain/provision.ts';
import { cleanLines, cleanTitle } from './clean-text.ts';
import { datesIn, effectiveDateIn, expiryIn } from './document-dates.ts';
import { normaliseTitle, readFileName } from './document-title.ts';
import { repealedTitles } from './repeals.ts';
import { type Passage, type ReadingNote, splitLaw } from './split-law.ts';
import { splitReport } from './split-report.ts';

/** 入库文件 — a source document with what the corpus needs to know about it besides. */
export interface CorpusDocument extends SourceDocument {
  /** 编 that has a file of its own (民法典 合同编), or null. */
  part: string | null;
  /** Titles that this document repeals when it takes effect. */
  repeals: string[];
}

/** 读入结果 — one document with its passages and what could not be placed. */
export interface ReadDocument {
  document: CorpusDocument;
  passages: Passage[];
  notes: ReadingNote[];
}

/** Where a document came from. */
export interface DocumentOrigin {
  /** Relative to the folder that was given. */
  path: string;
  bureau: string;
  contentHash: string;
}

interface Front {
  title: string;
  part: string | null;
  header: string[];
  body: string[];
  untitled: boolean;
}

const articleLine = /^(?:#+\s*)?(?:\*\*)?第[一二三四五六七八九十百千零]+条/;
const numberedLine = /^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)/;
const folders: readonly (readonly [string, DocumentLevel])[] = [
  ['宪法相关法', 'law'],
  ['宪法', 'constitution'],
  ['司法解释', 'judicial-interpretation'],
  ['行政法规', 'administrative-regulation'],
  ['部门规章', 'departmental-rule'],
  ['地方性法规', 'local-regulation'],
  ['刑法', 'law'],
  ['民法典', 'law'],
  ['民法商法', 'law'],
  ['经济法', 'law'],
  ['社会法', 'law'],
  ['行政法', 'law'],
  ['诉讼与非诉讼程序法', 'law'],
];

/** The lines before the text proper: titles, dates, numbers, addressee. */
function readFront(raw: string, stem: string): Front {
  const marker = '<!-- INFO END -->';
  const marked = raw.indexOf(marker);
  const lines = cleanLines(marked < 0 ? raw : raw.slice(0, marked));
  if (marked >= 0) {
    const titles = lines.filter(line => line.startsWith('# ')).map(cleanTitle);
    const header = lines.filter(line => line !== '' && !line.startsWith('# '));
    return {
      title: titles[0] ?? stem,
      part: titles[1] ?? null,
      header,
      body: cleanLines(raw.slice(marked + marker.length)),
      untitled: titles.length === 0,
    };
  }
  return readPlainFront(lines, stem);
}

function readPlainFront(lines: readonly string[], stem: string): Front {
  const isText = (line: string): boolean =>
    line.length > 60 ||
    (line.length > 12 && /如下[：:]$/.test(line)) ||
    /[。；]/.test(line) ||
    articleLine.test(line) ||
    numberedLine.test(line) ||
    /^(?:#{2,}\s|第[一二三四五六七八九十]+[章编])/.test(line);
  const firstText = lines.findIndex(line => line !== '' && isText(line));
  const end = firstText < 0 ? lines.length : firstText;
  const front = lines.slice(0, end).filter(line => line !== '');
  const titleLines: string[] = [];
  const rest: string[] = [];
  for (const line of front) {
    const isMeta =
      parseDocumentNumber(line) !== undefined ||
      /[:：]$/.test(line) ||
      (/^[（(]?(?:\d{4}年|自?\d{4}-)/.test(line) && !/[总报情汇]/.test(line)) ||
      /^[（(].*(?:通过|公布|发布|印发)/.test(line) ||
      line.startsWith('>');
    if (!isMeta && rest.length === 0 && titleLines.length < 3) titleLines.push(cleanTitle(line));
    else rest.push(line);
  }
  const title = cleanTitle(titleLines.join(''));
  // An addressee line belongs to the text: it is part of what the document says.
  return { title: title === '' ? stem : title, part: null, header: rest, body: lines.slice(end), untitled: title === '' };
}

function levelOf(path: string, title: string, front: Front): DocumentLevel {
  const folder = folders.find(([name]) => path.split(/[\\/]/).slice(0, -1).includes(name));
  if (folder) return folder[1];
  const header = front.header.join('\n');
  if (/^最高人民(?:法院|检察院)/.test(title)) return 'judicial-interpretation';
  if (/全国人民代表大会/.test(header) && /(?:法|法典|决定|修正案)$/.test(title)) return 'law';
  if (/国务院令/.test(header)) return 'administrative-regulation';
  if (/(?:部|局|总局|委员会|署)令/.test(header)) return 'departmental-rule';
  const opening = front.body.slice(0, 6).join('');
  const hasArticles = front.body.some(line => articleLine.test(line));
  if (!hasArticles && (/(?:总结|报告|汇报|述职)/.test(title) || /(?:总结|报告|汇报)如下/.test(opening))) return 'report';
  if (/法(?:（[^）]*）)?$/.test(title) && !/(?:办法|做法|方法)/.test(title)) return 'law';
  if (/人民代表大会常务委员会/.test(header) || /^.{2,8}[省市区州]?.*条例(?:（[^）]*）)?$/.test(title))
    return /条例/.test(title) && /^(?:.{1,8}[省市区州县])/.test(title) ? 'local-regulation' : 'administrative-regulation';
  if (/(?:办法|规定|细则|规则|意见|通知|决定|方案|措施)/.test(title)) return 'normative-document';
  return hasArticles ? 'policy' : 'other';
}

function issuerOf(front: Front): string | null {
  const line = front.header.join('\n');
  const order = /([一-龥、]{2,30}?)令\s*第/.exec(line)?.[1];
  const action =
    /(?:日|^|\s)\s*([一-龥、]{2,30}?(?:国务院|委员会|法院|检察院|部|局|总局|政府|办公室|署|院|大会))(?:第[^\s]{1,8}次)?[^，。\n]{0,20}?(?:公布|发布|印发|批准|通过)/m.exec(
      line,
    )?.[1];
  const named = (order ?? action)?.replace(/^.*日\s*/, '');
  if (named) return named.replace(/^中华人民共和国/, '');
  const signature = front.body
    .filter(text => text !== '')
    .slice(-3)
    .find(text => text.length <= 24 && /(?:局|办公室|政府|委员会|中心)$/.test(text));
  return signature ?? null;
}

/** 国务院令第728号 or 青工信〔2026〕12号, as printed; the latest one where several are told. */
function numberOf(front: Front): string | null {
  const orders = [...front.header.join('\n').matchAll(/(?:国务院|[一-龥]{2,12})令\s*第?\s*\d+\s*号/g)].map(match =>
    match[0]
      .replace(/\s/g, '')
      .replace(/^.*日/, '')
      .replace(/^中华人民共和国/, ''),
  );
  if (orders.length > 0) return orders.at(-1) ?? null;
  const parsed = parseDocumentNumber([...front.header, ...front.body.slice(0, 3).filter(line => line.length < 40)].join('\n'));
  return parsed ? formatDocumentNumber(parsed) : null;
}

interface Dates {
  promulgatedOn: LocalDate | null;
  effectiveOn: LocalDate | null;
  expiresOn: LocalDate | null;
  changedOn: LocalDate | null;
}

function readDates(front: Front, passages: readonly Passage[], issuedOn: LocalDate | null): Dates {
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

/** 读入 — a decoded text as a document: what it is, whose, since when, and its citable passages. */
export function readDocument(raw: string, origin: DocumentOrigin): ReadDocument {
  const { stem, versionOn } = readFileName(origin.path);
  const front = readFront(raw, stem);
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
    id: `${origin.bureau}:${title}${part === null ? '' : `·${part}`}@${version ?? '-'}`,
    bureau: origin.bureau,
    title,
    fullTitle: front.title,
    level,
    part,
    issuer: issuerOf(front),
    number: numberOf(front),
    promulgatedOn: dates.promulgatedOn,
    effectiveOn: dates.effectiveOn,
    repealedOn: null,
    expiresOn: dates.expiresOn,
    versionOn: version,
    path: origin.path,
    contentHash: origin.contentHash,
    reportYear: level === 'report' ? reportYearOf(title, front.body) : null,
    repeals: passages
      .slice(-6)
      .flatMap(passage => repealedTitles(passage.text))
      .filter(name => name !== title),
  };
  const withPart = part === null ? passages : passages.map(passage => ({ ...passage, path: [part, ...passage.path] }));
  return { document, passages: withPart, notes: front.untitled ? [...notes, { kind: 'untitled', detail: stem }] : notes };
}
