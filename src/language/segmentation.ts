import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let jieba: Jieba | undefined;

/** The dictionary takes a tenth of a second to load, so it is loaded at the first use and kept. */
function segmenter(): Jieba {
  jieba ??= Jieba.withDict(dict);
  return jieba;
}

/** The words of one message are asked for again and again while its figures are named; so a message’s worth of texts is remembered. */
const mostRemembered = 200;

/** `read` with its last answers remembered: the same text has the same words. */
function remembered<T>(read: (text: string) => readonly T[]): (text: string) => readonly T[] {
  const known = new Map<string, readonly T[]>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const found = read(text);
    known.set(text, found);
    return found;
  };
}

/** 分词 — the words of a text in order; punctuation and spaces are words of their own. */
export function words(text: string): string[] {
  return segmenter().cut(text, true);
}

/** The words of a text with the shorter words inside long ones (中小企业促进法 → 中小, 企业, 中小企业, 促进 …), for indexes. */
export function searchWords(text: string): string[] {
  return segmenter().cutForSearch(text, true);
}

/** A word with its part of speech as the dictionary has it: n noun, v verb, vn verbal noun, t time, p preposition. */
export interface TaggedWord {
  text: string;
  tag: string;
}

/** 词性标注 — the words of a text with their parts of speech. */
export const taggedWords: (text: string) => readonly TaggedWord[] = remembered(text =>
  segmenter()
    .tag(text, true)
    .map(({ word, tag }) => ({ text: word, tag })),
);
