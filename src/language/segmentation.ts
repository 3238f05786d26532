import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

let jieba: Jieba | undefined;

/** The dictionary takes a tenth of a second to load, so it is loaded at the first use and kept. */
function segmenter(): Jieba {
  jieba ??= Jieba.withDict(dict);
  return jieba;
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
export function taggedWords(text: string): TaggedWord[] {
  return segmenter()
    .tag(text, true)
    .map(({ word, tag }) => ({ text: word, tag }));
}
