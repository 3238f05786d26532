/** 补录与原因 — a message without the word 补录 and its reason, and what they were. */
export interface Supplement {
  text: string;
  isSupplement: boolean;
  reason: string | null;
}

const lead = /^\s*补录\s*[：:，,、]?\s*/u;
const reasonAtEnd = /[，,；;。、\s（(【]*(?:原因|理由)(?:[是为]\s*[：:]?|[：:])?\s*([^）)】]{2,80}?)[）)】。！!\s]*$/u;
const changes = /改[成为到]|更正|应为|应该?是|撤回|撤销|作废|恢复|不是.{1,12}[，,是]/u;

/** Takes 补录： and 原因： off a late report or a change; anything else is left as it is. */
export function supplementOf(text: string): Supplement {
  const isSupplement = lead.test(text);
  const words = text.replace(lead, '');
  if (!isSupplement && !changes.test(text)) return { text, isSupplement, reason: null };
  return { ...reasonOf(words), isSupplement };
}

/** Words without the reason given at their end, and that reason. */
export function reasonOf(words: string): Pick<Supplement, 'text' | 'reason'> {
  const reason = reasonAtEnd.exec(words)?.[1]?.trim() ?? null;
  return { text: reason === null ? words : words.replace(reasonAtEnd, '').trim(), reason };
}
