import type { Approximation, MetricKind } from '../../domain/quantity.ts';
import { readQuantities } from '../../language/quantities.ts';
import { approximationWords, kindWords } from '../../wording/ledger-workbook.ts';
import { cellName } from './figures-of-matrix.ts';
import type { Cell, Sheet } from './read-sheets.ts';

/** 清单的一行 — one row of a list in which every row says its own 科室, time, metric and value. */
export interface ListRow {
  sheet: string;
  /** Of the value. */
  cell: string;
  number: string | null;
  department: Cell;
  time: Cell;
  metric: string;
  text: string;
  value: number | null;
  unit: string;
  summary: string | null;
  category: string | null;
  kind: MetricKind | null;
  approximate: Approximation | null;
  status: string | null;
}

/** Headings by which a column is known; the first is the one that export writes. */
const columns = {
  number: ['编号'],
  department: ['科室', '部门', '责任科室', '处室', '股室'],
  time: ['时间', '日期', '月份', '期间', '年月'],
  category: ['类别', '台账'],
  summary: ['摘要', '内容', '工作内容', '事项'],
  metric: ['指标', '指标名称', '项目'],
  value: ['数值', '数量', '数', '完成数', '完成情况'],
  unit: ['单位', '计量单位'],
  kind: ['性质'],
  approximate: ['概数'],
  status: ['状态'],
} as const;

type Column = keyof typeof columns;

function columnsIn(row: readonly Cell[]): Map<Column, number> {
  const found = new Map<Column, number>();
  for (const [name, headings] of Object.entries(columns) as [Column, readonly string[]][]) {
    const at = row.findIndex(cell => typeof cell === 'string' && headings.includes(cell.replace(/\s+/g, '')));
    if (at >= 0) found.set(name, at);
  }
  return found;
}

/** The rows of a list; null when the sheet is none. */
export function rowsOfList(sheet: Sheet): ListRow[] | null {
  const head = sheet.rows.findIndex(row => {
    const found = columnsIn(row);
    return found.has('metric') && found.has('value') && found.has('time');
  });
  if (head < 0) return null;
  const at = columnsIn(sheet.rows[head] ?? []);
  const cell = (row: readonly Cell[], name: Column): Cell => row[at.get(name) ?? -1] ?? null;
  const text = (row: readonly Cell[], name: Column): string | null => {
    const value = cell(row, name);
    return value === null || value instanceof Date ? null : String(value);
  };
  return sheet.rows.flatMap((row, index): ListRow[] => {
    const metric = text(row, 'metric');
    if (index <= head || metric === null || cell(row, 'value') === null) return [];
    const said = cell(row, 'value');
    const quantity = typeof said === 'string' ? readQuantities(said)[0]?.quantity : undefined;
    const kind = text(row, 'kind');
    const approximate = text(row, 'approximate');
    return [
      {
        ...{ sheet: sheet.name, cell: cellName(index, at.get('value') ?? 0), number: text(row, 'number'), metric, text: String(said) },
        ...{ department: cell(row, 'department'), time: cell(row, 'time'), summary: text(row, 'summary'), category: text(row, 'category') },
        value: typeof said === 'number' ? said : (quantity?.value ?? null),
        unit: text(row, 'unit') ?? quantity?.unit ?? '',
        kind: kind === null ? null : (kindWords.find(([, word]) => word === kind)?.[0] ?? null),
        approximate: approximationWords.find(([, word]) => word === approximate)?.[0] ?? quantity?.approximate ?? null,
        status: text(row, 'status'),
      },
    ];
  });
}
