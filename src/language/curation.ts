/** 口径指令 — what an editor says about answers that the bureau gives in its own words. */
export type CurationCommand =
  | { do: 'add'; question: string; answer: string; basis: string[] }
  | { do: 'list' }
  | { do: 'drop'; number: number }
  /** Begins like one and lacks a part. */
  | { do: 'unclear' };

const adding =
  /^(?:定|设|答复)?口径\s*[：:]\s*(?:问|有人问)\s*[：:]?\s*(.{2,80}?)\s*[，,；;。\n]?\s*(?:就)?答\s*[：:]?\s*(.{2,300}?)\s*[，,；;。\n]?\s*依据\s*[：:]?\s*(.+)$/s;
const quotes = /^[“"「]|[”"」]$/g;

/** 《名称》第九条 for each basis that is named. */
function basesIn(text: string): string[] {
  return [...text.matchAll(/《[^《》]+》\s*(第[一二三四五六七八九十百千零\d]+条(?:之[一二三四五六七八九十])?)?/g)].map(match =>
    match[0].replace(/\s/g, ''),
  );
}

/** Reads 口径：问“……”，答“……”，依据《……》第…条; undefined for everything else. */
export function readCuration(text: string): CurationCommand | undefined {
  const plain = text.trim();
  if (/^(?:看|我们的?)?(?:答复)?口径(?:清单|列表|有哪些)[。？?]?$|^有哪些口径[。？?]?$/.test(plain)) return { do: 'list' };
  const dropped = /^(?:删除|撤销|停用)口径\s*(\d{1,3})$/.exec(plain)?.[1];
  if (dropped !== undefined) return { do: 'drop', number: Number(dropped) };
  if (!/^(?:定|设|答复)?口径\s*[：:]/.test(plain)) return undefined;
  const [, question = '', answer = '', basis = ''] = adding.exec(plain) ?? [];
  const bases = basesIn(basis);
  if (question === '' || bases.length === 0 || bases.some(one => !one.includes('第'))) return { do: 'unclear' };
  return { do: 'add', question: question.replace(quotes, ''), answer: answer.replace(quotes, ''), basis: bases };
}

/** 采纳/不采纳 — what somebody thinks of the last answer; `reason` where they say why. */
export function readVerdict(text: string): { accepted: boolean; reason: string | null } | undefined {
  const match = /^(不采纳|没采纳|未采纳|采纳|已采纳)了?\s*(?:[，,：:。]\s*(.{1,120}))?$/.exec(text.trim());
  return match ? { accepted: /^已?采纳/.test(match[1] ?? ''), reason: match[2] ?? null } : undefined;
}
