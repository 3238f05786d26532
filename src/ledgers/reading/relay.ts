import type { Bureau } from '../../bureau/bureau.ts';
import { normaliseWidth } from '../../language/normalise.ts';
import { departmentOf, onBehalfOf } from './people.ts';
import { countedRows, spokenRow, tableIn } from './table.ts';

/** 接龙的一份 — what one person or 科室 says in a list of many. */
export interface RelayPart {
  /** Null where the name is not in the roster: then the sender's 科室 holds. */
  department: string | null;
  name: string;
  text: string;
  /** It is known to tell of work: a row of a table, or a line of a list of figures. */
  isCounted?: true;
}

const relayMark = /^\s*#?接龙|^\s*#\s*群?接龙|接龙$/;
const numberedName =
  /^\s*(?:\d{1,3}\s?[.、．:：)）]?|[①-⑳])?\s*【?([一-龥]{2,10})】?\s*(?:[（(]([一-龥]{2,10})[）)])?\s*(?:[：:，,、—\-\s]|\d{1,2}[-/月]\d{1,2}日?\s+\d{1,2}[:：]\d{2})\s*(.*)$/;

/** 职教园 1204人, 档案窗口 67件: places and counters, which are nobody. */
const ofPlace = /(?:窗口|[所站园校专镇街村乡局队组班厅片区点库院厂店场线路]|中心|社区|小区|大厅|平台)$/;

/** Lists in which people sign up for something, or answer, tell of no work. */
const signsUp =
  /报名(?!人数|情况|进度)|投票|订[餐饭水]|聚餐|团建|拼[单车]|团购|[想要]去|谁[去来参]|几[个位]人[去来]|用餐|值班|请假|收到|尺码|愿意|自愿|成绩|得分|分数|房号|座位|工号|参加|参会|签到|[早午晚加]餐|加班|接种(?!情况|统计|进度|数)/;

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
  const counted: Pick<RelayPart, 'isCounted'> = lines.slice(0, 2).some(line => signsUp.test(line)) ? {} : { isCounted: true };
  const title = counted.isCounted === true ? titleOf(lines) : '';
  const parts: RelayPart[] = [];
  for (const line of lines) {
    const read = readLine(line, bureau);
    const isNumbered = isRelay && read !== null && /^\s*\d/.test(line);
    const isOfThing = isNumbered && read.department === null && ofPlace.test(read.name) && /^\d/.test(read.text);
    if (read !== null && !isOfThing && (read.department !== null || (isNumbered && read.name.length <= 4)))
      parts.push({
        department: read.department,
        name: read.name,
        ...toldUnder(title, read.text),
        ...(isNumbered && /\d/.test(read.text) ? counted : {}),
      });
    // 1. 社保登记窗口 212件: no person, but what the figure is about.
    else if (isNumbered && /\d/.test(read.text)) parts.push({ department: null, name: '', text: `${read.name} ${read.text}`, ...counted });
    else if (parts.length > 0) {
      const last = parts[parts.length - 1];
      if (last !== undefined) last.text = `${last.text}\n${line}`.trim();
    }
  }
  const reporters = new Set(parts.map(part => part.name || part.text));
  return parts.length >= 2 && (reporters.size >= 2 || isRelay) ? parts : null;
}

/** 云资源回收 of #接龙 云资源回收. */
function titleOf(lines: readonly string[]): string {
  const head = lines.find(line => relayMark.test(line))?.replace(/#|群?接龙|[：:【】［］[\]]/g, '') ?? '';
  return /^[^\d，。；]{2,14}$/.test(head.trim()) ? head.trim() : '';
}

/** 2台 alone is told of what the list is about. */
function toldUnder(title: string, text: string): { text: string } {
  return { text: /^\d/.test(text) ? `${title}${text}` : text };
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

/** A copied block of a spreadsheet: a part for each row, a 科室's own where one is named in it. */
function splitTable(message: string, bureau: Bureau): RelayPart[] | null {
  const table = tableIn(message);
  if (table === null) return null;
  const isDepartment = (cell: string): boolean => departmentOf(cell, bureau) !== null;
  const parts = countedRows(table, isDepartment).flatMap((row): RelayPart[] => {
    const name = row.find(isDepartment) ?? '';
    const text = spokenRow(table, row, name !== '');
    return text === '' ? [] : [{ department: departmentOf(name, bureau), name, text, isCounted: true }];
  });
  const below = table.below.filter(line => /\d/.test(line) && !/合计|总计|小计|汇总|^(?:注|备注|说明)/.test(line));
  return parts.length > 0 ? [...parts, ...below.map((text): RelayPart => ({ department: null, name: '', text, isCounted: true }))] : null;
}
