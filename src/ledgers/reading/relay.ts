import type { Bureau } from '../../bureau/bureau.ts';
import { normaliseWidth } from '../../language/normalise.ts';
import { departmentOf, onBehalfOf } from './people.ts';
import { saysWork } from './work-words.ts';

/** 接龙的一份 — what one person or 科室 says in a list of many. */
export interface RelayPart {
  /** Null where the name is not in the roster: then the sender's 科室 holds. */
  department: string | null;
  name: string;
  text: string;
}

const relayMark = /^\s*#?接龙|^\s*#\s*群?接龙|接龙$/;
const numberedName =
  /^\s*(?:\d{1,3}\s?[.、．:：)）]?|[①-⑳])?\s*【?([一-龥]{2,10})】?\s*(?:[（(]([一-龥]{2,10})[）)])?\s*(?:[：:，,、—\-\s]|\d{1,2}[-/月]\d{1,2}日?\s+\d{1,2}[:：]\d{2})\s*(.*)$/;

const leadingPeriod = /^(?:本周|这周|上周|本月|上个?月|\d{1,2}月(?:份)?)[，：]?/;

interface Line {
  name: string;
  department: string | null;
  text: string;
}

function readLine(line: string, bureau: Bureau): Line | null {
  const match = numberedName.exec(line);
  if (match === null) return null;
  const [, name = '', bracket, rest = ''] = match;
  const department = departmentOf(name, bureau) ?? (bracket === undefined ? null : departmentOf(bracket, bureau));
  return { name, department, text: rest.trim() };
}

/** Splits a pasted 接龙, a forwarded chat or a copied table by reporter; null when the message is one person's own. */
export function splitRelay(message: string, bureau: Bureau): RelayPart[] | null {
  return splitTable(message, bureau) ?? splitLines(message, bureau) ?? splitInline(message, bureau);
}

function splitLines(message: string, bureau: Bureau): RelayPart[] | null {
  const lines = normaliseWidth(message)
    .split(/\n+/)
    .filter(line => line.trim() !== '');
  const isRelay = lines.slice(0, 3).some(line => relayMark.test(line));
  const parts: RelayPart[] = [];
  for (const line of lines) {
    const read = readLine(line, bureau);
    const isNumbered = isRelay && read !== null && /^\s*\d/.test(line);
    if (read !== null && (read.department !== null || (isNumbered && read.name.length <= 4)))
      parts.push({ department: read.department, name: read.name, text: read.text });
    // 1. 社保登记窗口 212件: no person, but what the figure is about.
    else if (isNumbered && /\d/.test(read.text)) parts.push({ department: null, name: '', text: `${read.name} ${read.text}` });
    else if (parts.length > 0) {
      const last = parts[parts.length - 1];
      if (last !== undefined) last.text = `${last.text}\n${line}`.trim();
    }
  }
  const reporters = new Set(parts.map(part => part.name || part.text));
  return parts.length >= 2 && (reporters.size >= 2 || isRelay) ? parts : null;
}

/** 企服科：走访12家；法规科：学法1次 — and 法规科无新增，审批科备案3个 — in one line. */
function splitInline(message: string, bureau: Bureau): RelayPart[] | null {
  const pieces = normaliseWidth(message)
    .split(/[；。，\n]/)
    .filter(piece => piece.trim() !== '');
  const parts: RelayPart[] = [];
  for (const piece of pieces.slice(0, 200)) {
    const said = piece.trim().replace(leadingPeriod, '');
    const lead = onBehalfOf(said, bureau);
    if (lead !== null) parts.push({ department: lead.department, name: lead.department, text: said.slice(lead.end) });
    else if (parts.length > 0) {
      const last = parts[parts.length - 1];
      if (last !== undefined) last.text += `，${piece}`;
    } else return null;
  }
  return new Set(parts.map(part => part.department)).size >= 2 && parts.every(part => part.text.trim() !== '') ? parts : null;
}

/** 检查次数|3, 隐患（处）|7, 金额(万元)|2.5: the head of a column may hold the unit. */
function underHeader(header: string, cell: string): string {
  const inBrackets = /^(.+?)[（(]([一-龥%]{1,3})[)）]$/.exec(header);
  const counted = /^(.{2,})([次人家件户场份条个起处宗篇期台辆张批亩])数$/.exec(header);
  const plain = /^(.{2,})数$/.exec(header);
  const [, name = header, unit = ''] =
    inBrackets ?? counted ?? (plain === null ? [] : ['', plain[1], /企业|单位|商户|公司/.test(header) ? '家' : '个']);
  return /[一-龥%]$/.test(cell.replace(/[万亿]$/, '')) ? `${name}${cell}` : `${name}${cell}${unit}`;
}

const isTime = /^(?:[本上当今][周月季年][^，。]{0,3}|\d{1,2}月|累计|年?累计|本年累计|截至.{2,8})$/;
const isSum = /^(?:[一-龥]{0,6}(?:合计|总计|小计)|总数)[：:]?$/;

/** 棉被 of a row 棉被|200床 under 库存: what its figures are about. A column of what was done needs none. */
function rowLabel([first = '']: readonly string[], header: string): string {
  return !saysWork(header) && /^[一-龥]{1,8}$/.test(first) && !isSum.test(first) ? first : '';
}

/** A copied block of a spreadsheet: a header row, then a row a 科室 (or one row of figures). */
function splitTable(message: string, bureau: Bureau): RelayPart[] | null {
  const rows = message
    .split(/\n+/)
    .filter(line => line.includes('\t'))
    .map(line => line.split('\t').map(cell => cell.trim()));
  const [header, ...all] = rows;
  // Sums are told again by their parts.
  const parted = all.filter(row => !row.some(cell => isSum.test(cell)));
  // Of rows that are neither 科室 nor days their sum says enough.
  const isByDepartment = parted.some(row => isTime.test(row[0] ?? '') || row.some(cell => departmentOf(cell, bureau) !== null));
  const body = isByDepartment || parted.length === all.length ? (parted.length > 0 ? parted : all) : all.filter(row => !parted.includes(row));
  if (header === undefined || body.length === 0 || header.some(cell => /^\d+(\.\d+)?$/.test(cell))) return null;
  // 指标|本周|累计: the rows are named, and the columns are days.
  const isByTime = header.length > 1 && header.slice(1).every(cell => isTime.test(cell));
  const parts = body.flatMap((row): RelayPart[] => {
    const name = row.find(cell => departmentOf(cell, bureau) !== null) ?? '';
    const figures = row.flatMap((cell, column) =>
      /^[\d*.,]+[一-龥%]{0,3}\+?$/.test(cell) && header[column] && !isSum.test(header[column])
        ? [
            isByTime
              ? `${header[column]}${row[0] ?? ''}${cell}`
              : `${name === '' ? rowLabel(row, header[column]) : ''}${underHeader(header[column], cell)}`,
          ]
        : [],
    );
    return figures.length === 0 ? [] : [{ department: departmentOf(name, bureau), name, text: figures.join('，') }];
  });
  return parts.length > 0 ? parts : null;
}
