/** 初稿告知 — told in private to the editors when a draft was compiled by itself. */
export interface CompiledNotice {
  title: string;
  /** Headings without material, with the 科室 to ask where that is known. */
  missing: readonly string[];
  /** A week rarely has something for every heading: their number is enough. */
  isWeekly?: boolean;
  /** 科室 with neither an entry nor a 无, where a 无 is asked for. */
  silent?: readonly string[];
  /** What waits for a head's yes, in a line; empty when nothing does. */
  awaiting?: string;
  /** That there are figures which no ledger defines, in a line; empty when there are none. */
  newMetrics?: string;
}

const SHOWN = 6;

/** What was made, what it lacks, what one can do; people make the final text. */
export function compiledNotice({ title, missing, isWeekly = false, silent = [], awaiting = '', newMetrics = '' }: CompiledNotice): string {
  const rest = missing.length > SHOWN ? `等${missing.length}处` : '';
  const listed = isWeekly ? `${missing.length}个部分这周没有材料。` : `**待补**：${missing.slice(0, SHOWN).join('、')}${rest}。`;
  return [
    `《${title}》初稿已汇编。`,
    missing.length === 0 ? '各部分都有材料。' : listed,
    ...(silent.length > 0 ? [`**没有记录也没报“无”**：${silent.join('、')}。`] : []),
    ...[awaiting, newMetrics].filter(line => line !== ''),
    '> 智能辅助起草，须人工审核。您改过的段落，再次汇编时不会被覆盖。',
  ].join('\n');
}
