import type { CaseKind } from '../../domain/case-kind.ts';

/** 事项的指称 — how a message names a case: 事项12, 3号诉求, or 云帆示例机电那个诉求. */
export type CaseMention =
  | { by: 'number'; number: number; kind: CaseKind | null; isCertain: boolean }
  | { by: 'words'; words: string[]; kinds: CaseKind[] };

/** A figure of something counted is no number of a case: 诉求3条, 隐患2处. */
const notCounted = '(?![\\d家条个件项处起笔份次名人%％.．、万亿])';

/** Which case a message speaks of; null when it names none. Pure: whether there is such a case is for the store to say. */
export function caseMentionOf(text: string, kinds: readonly CaseKind[]): CaseMention | null {
  const plain = text.trim();
  const numbered = new RegExp(`^(?:把|请将|将)?事项\\s*(?:编号)?\\s*[#＃]?\\s*(\\d{1,5})\\s*号?${notCounted}`).exec(plain)?.[1];
  if (numbered !== undefined) return { by: 'number', number: Number(numbered), kind: null, isCertain: true };
  for (const kind of kinds) {
    const nouns = alternatives(kind.nouns);
    const said =
      new RegExp(`^(?:把|请将|将|第)?\\s*(\\d{1,5})\\s*号\\s*(?:${nouns})`).exec(plain) ??
      new RegExp(`^(?:把|请将|将)?(?:${nouns})\\s*[#＃]?(\\d{1,5})\\s*号?${notCounted}`).exec(plain);
    if (said?.[1] !== undefined) return { by: 'number', number: Number(said[1]), kind, isCertain: false };
  }
  return pointedAt(plain, kinds);
}

/** 那个隐患, 云帆示例机电那个诉求, 上次那笔欠款. */
function pointedAt(text: string, kinds: readonly CaseKind[]): CaseMention | null {
  const [, before = '', after = ''] = /^([^，。；\d]{0,24}?)的?那[个条件笔起份部]([^，。；]{0,12})/.exec(text) ?? [];
  const named = kinds.filter(kind => kind.nouns.some(noun => after.startsWith(noun)));
  if (named.length === 0) return null;
  const word = before.replace(/^(?:上次|上周|之前|前面|刚才|把|将)/, '').trim();
  return { by: 'words', words: word.length >= 2 ? [word] : [], kinds: named };
}

function alternatives(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
}
