import { parseInstant } from '../domain/date.ts';
import type { Instant } from '../lib/clock.ts';
import { isGuest } from './guests.ts';
import { type JsonLine, wrongLine } from './jsonl.ts';

/** The `at` of a line. Throws when it is no time. */
export function timeOf(line: JsonLine): Instant {
  const at = parseInstant(String(line.value['at'] ?? ''));
  if (at === undefined) throw wrongLine(line, '缺少 at（ISO 8601 时间）');
  return at;
}

/** Who speaks: a member's id or name, or somebody described. Throws for anything else. */
export function speakerOf(line: JsonLine): string | { name: string } {
  const { from } = line.value;
  if (typeof from === 'string' && from.trim() !== '') return from;
  if (isGuest(from)) return from;
  throw wrongLine(line, '缺少 from：写花名册中的姓名或编号；不在花名册的人写 {"name","department","roles"}');
}

/** A field that is text or left out. Throws when it is anything else. */
export function optionalText(line: JsonLine, field: 'quote' | 'group' | 'id'): string | undefined {
  const value = line.value[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (field === 'id' && typeof value === 'number') return String(value);
  throw wrongLine(line, `的 ${field} 应为一段文字`);
}
