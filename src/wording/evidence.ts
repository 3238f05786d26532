import type { Entry } from '../domain/entry.ts';
import { entryLine } from './entry-line.ts';

export function evidenceChange(where: string): string {
  return `佐证：${where}`;
}

/** 佐证已记. */
export function evidenceKept(entry: Entry, where: string): string {
  return `**已记佐证**｜${entry.number} ${entryLine(entry)}\n${where}。只记存放位置，不留图片和文件；明细和出处表里可查。`;
}

export function evidenceOf(entry: Entry): string {
  const notes = entry.evidence ?? [];
  if (notes.length === 0) return `${entry.number}还没有记佐证。回“${entry.number}佐证：签到表，档案盒2026-3”即可。`;
  return [`**${entry.number}的佐证**`, ...notes.map(note => `- ${note}`)].join('\n');
}

/** Beside an entry wherever it is listed. */
export function evidenceMark(evidence: readonly string[] | undefined): string {
  return evidence && evidence.length > 0 ? `〔佐证：${evidence.join('；')}〕` : '';
}
