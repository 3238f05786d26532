import { searchWords } from '../language/segmentation.ts';
import { fnv1a } from '../lib/fnv.ts';

const letter = /[\p{L}\p{N}]/u;
/** Words that tell no passage from another. */
const emptyWords = new Set(
  '的了和与及或在是有为对以于等其之者也都就而并但被把向由从到将该各某着过吗呢吧啊么呀嘛我你他她它们这那个些不没很再又还才只会要能可得'.split(''),
);

/** 词项 — numbers, so that an index of 60,000 passages needs no strings: keys of the words of a text, short words inside long ones included; repeats stay. */
export function wordKeys(text: string): number[] {
  const keys: number[] = [];
  for (const word of searchWords(text)) if (letter.test(word) && !emptyWords.has(word)) keys.push(fnv1a(word.toLowerCase()));
  return keys;
}

/** The key of one word, for queries that weigh words one by one. */
export function wordKey(word: string): number | undefined {
  return letter.test(word) && !emptyWords.has(word) ? fnv1a(word.toLowerCase()) : undefined;
}

/** 二元字 — keys of each two neighbouring characters of a text (处罚, 罚款); they never cross punctuation. Exact, not hashed. */
export function bigramKeys(text: string): number[] {
  const keys: number[] = [];
  let previous = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const current = isTextCode(code) ? lower(code) : 0;
    if (previous !== 0 && current !== 0) keys.push(((previous << 16) | current) >>> 0);
    previous = current;
  }
  return keys;
}

function isTextCode(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x3007
  );
}

function lower(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 32 : code;
}
