import type { Bureau } from '../bureau/bureau.ts';

/** Writes 科室 by their full names: 企服科联合法规科 → 企业服务科联合政策法规科. */
export function withFullNames(text: string, departments: Bureau['departments']): string {
  const names = new Map(departments.flatMap(({ name, aliases }) => [[name, name] as const, ...aliases.map(alias => [alias, name] as const)]));
  // Longest first, so that 服务中心 inside 中小企业服务中心 is not replaced once more.
  const words = [...names.keys()].sort((a, b) => b.length - a.length).map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return words.length === 0 ? text : text.replace(new RegExp(words.join('|'), 'g'), word => names.get(word) ?? word);
}
