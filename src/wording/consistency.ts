import { limited } from './total-phrase.ts';

/** 前后对不上的数. */
export function consistencyAnswer(lines: {
  corrected: readonly string[];
  duplicates: readonly string[];
  mismatches: readonly string[];
  conflicts: readonly string[];
  covered: readonly string[];
}): string {
  const block = (label: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : [`**${label}**`, ...limited(items.map(item => `- ${item}`))];
  const all = [
    ...block('需要核对', [...lines.mismatches, ...lines.conflicts]),
    ...block('已更正', lines.corrected),
    ...block('重复登记', lines.duplicates),
    ...block('已含在更大口径里、没有重复加', lines.covered),
  ];
  return all.length === 0 ? '没有发现前后对不上的数：分项与合计、累计与单期都已核对。' : all.join('\n');
}
