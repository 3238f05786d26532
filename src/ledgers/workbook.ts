import type { SheetData } from 'write-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import type { Entry } from '../domain/entry.ts';
import type { Section } from '../domain/ledger.ts';
import { ledgerHeaders, ledgerRows, type TotalRow, totalHeaders, totalRow, totalsSheet } from '../wording/ledger-workbook.ts';

const HEADER = { fontWeight: 'bold', backgroundColor: '#E8EDF3' } as const;
/** Characters, in the order of `ledgerHeaders`. */
const WIDTHS = [10, 14, 16, 14, 36, 16, 10, 8, 14, 14, 9, 10, 17, 48, 40, 30];

const TOTAL_WIDTHS = [26, 12, 8, 12, 14, 10] as const;

/** 台账导出 — the entries as an .xlsx with one sheet for each section that has any, withdrawn ones included and marked; the totals as reckoned, values and no formulas, on a last sheet. */
export async function ledgerWorkbook(entries: readonly Entry[], sections: readonly Section[], totals: readonly TotalRow[] = []): Promise<Uint8Array> {
  const sheets = sections
    .map(section => ({ section, own: entries.filter(entry => entry.section === section.id) }))
    .filter(({ own }) => own.length > 0)
    .map(({ section, own }) => ({ sheet: sheetName(section), data: sheetOf(own), columns: WIDTHS.map(width => ({ width })), stickyRowsCount: 1 }));
  const book = sheets.length ? sheets : [{ sheet: '台账', data: sheetOf([]), columns: WIDTHS.map(width => ({ width })), stickyRowsCount: 1 }];
  return writeExcelFile([...book, ...(totals.length > 0 ? [totalsOf(totals)] : [])]).toBuffer();
}

function totalsOf(totals: readonly TotalRow[]): { sheet: string; data: SheetData; columns: { width: number }[]; stickyRowsCount: number } {
  const data = [totalHeaders.map(value => ({ value, ...HEADER })), ...totals.map(totalRow)];
  return { sheet: totalsSheet, data, columns: TOTAL_WIDTHS.map(width => ({ width })), stickyRowsCount: 1 };
}

function sheetOf(entries: readonly Entry[]): SheetData {
  return [ledgerHeaders.map(value => ({ value, ...HEADER })), ...entries.flatMap(ledgerRows)];
}

/** Excel takes at most 31 characters, and none of these. */
function sheetName(section: Section): string {
  return section.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}
