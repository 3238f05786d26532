import type { TargetReference } from '../domain/reading.ts';

/** The entry that a short command names: 1120-3, 第2条, else the latest. */
export function targetIn(text: string): TargetReference {
  const number = /(?<!\d)((?:20\d{2})?\d{4}-\d{1,3})(?!\d)/.exec(text)?.[1];
  if (number) return { by: 'number', number };
  const position = /第\s*(\d{1,2})\s*条/.exec(text)?.[1];
  return position ? { by: 'position', position: Number(position) } : { by: 'latest' };
}
