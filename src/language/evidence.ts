/** 佐证的说法 — which entry, and where its paper lies; `where` is null when that is what is asked. */
export interface EvidenceWords {
  /** What stands before 佐证: 第2条, 1120-3, nothing. */
  entry: string;
  where: string | null;
}

const form = /^((?:第\s*\d{1,2}\s*条|(?:20\d{2})?\d{4}-\d{1,3})?)\s*的?\s*佐证(?:材料)?\s*(.*)$/su;
const asks = /^(?:在哪|在哪里|有没有|有吗|是什么|放哪)/u;
const longest = 120;

/** `佐证：签到表，档案盒2026-3`; null for anything else. */
export function readEvidence(text: string): EvidenceWords | null {
  const [, entry = '', rest = ''] = form.exec(text.trim()) ?? [];
  if (rest === '') return null;
  if (asks.test(rest)) return { entry, where: null };
  const where = /^(?:在|放在|见|存于|[：:，,])\s*(\S.*)$/su.exec(rest)?.[1]?.replace(/[。；;\s]+$/u, '');
  return where === undefined || where.length > longest ? null : { entry, where };
}

const label = /^(?:这是)?\s*((?:第\s*\d{1,2}\s*条|(?:20\d{2})?\d{4}-\d{1,3})?)\s*的?\s*(?:佐证(?:材料)?|照片|图片)?[：:。\s]*$/u;

/** What is written beside a picture or file that is evidence: nothing, 佐证, 第2条佐证, 1120-3; null for other words. */
export function readEvidenceLabel(text: string): { entry: string } | null {
  const match = label.exec(text.trim());
  return match && { entry: match[1] ?? '' };
}
