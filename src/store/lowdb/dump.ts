import { AppError } from '../../domain/errors.ts';
import type { Kind, Row } from '../store.ts';
import { freeze } from './frozen.ts';
import { kinds, orders } from './row-order.ts';
import { State } from './state.ts';

/** The first line of a dump: how many rows follow, so that one that was cut short is noticed. */
interface DumpHeader {
  xiaofa: 'dump';
  format: 1;
  rows: number;
}

/** A header line, then every row as `{"kind","row"}`. */
export function* dumpLines(state: State): Generator<string> {
  const header: DumpHeader = { xiaofa: 'dump', format: 1, rows: state.size };
  yield JSON.stringify(header);
  for (const row of state.rows()) yield JSON.stringify(row);
}

interface KeptRow {
  kind: Kind;
  row: Row;
}

function refuse(line: number, why: string): never {
  throw new AppError('unreadable', `备份文件第${line}行${why}，没有恢复任何内容，现有数据未动。请换一份备份再试。`);
}

function parseLine(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(line, '不完整或被改动过');
  }
}

function isHeader(value: unknown): value is DumpHeader {
  const header = value as Partial<DumpHeader> | null;
  return header?.xiaofa === 'dump' && header.format === 1 && typeof header.rows === 'number';
}

function isKeptRow(value: unknown): value is KeptRow {
  const { kind, row } = (value ?? {}) as { kind?: unknown; row?: Partial<Row> };
  const isRow = typeof row?.bureau === 'string' && row.bureau !== '' && typeof row.id === 'string' && Number.isInteger(row.version);
  return isRow && kinds.includes(kind as Kind);
}

/** Notices rows that take the same place in a unique index. */
class Places {
  readonly #taken = new Set<string>();

  /** False when one of the row's places is taken. */
  take({ kind, row }: KeptRow): boolean {
    return [...orders[kind].values()].every(order => {
      const key = order.keyOf(row).slice(0, order.fields);
      if (!order.unique || key.includes(null)) return true;
      const place = JSON.stringify([kind, order.name, row.bureau, ...key]);
      const isFree = !this.#taken.has(place);
      this.#taken.add(place);
      return isFree;
    });
  }
}

/** Reads a whole dump and checks every line, then gives the state that it describes. */
export async function stateOfDump(lines: AsyncIterable<string>): Promise<State> {
  const rows: KeptRow[] = [];
  const places = new Places();
  let header: DumpHeader | undefined;
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const value = parseLine(text, line);
    if (!header) header = isHeader(value) ? value : refuse(line, '不是小法备份的开头');
    else if (!isKeptRow(value)) refuse(line, '不是一条完整的记录');
    else if (!places.take(value)) refuse(line, '与前面的记录重复');
    else rows.push(freeze(value));
  }
  if (rows.length !== header?.rows) refuse(line, `之后还缺${(header?.rows ?? 0) - rows.length}条记录`);
  return State.from(rows);
}
