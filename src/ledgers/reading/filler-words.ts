import { foldConfusable } from '../../language/confusable.ts';

const fillerWords =
  /累计|上午|下午|早上|晚上|中午|期间|共计|总共|一共|总计|其中|分别|目前|现在|大概|大约|左右|那个|这个|我局|全局|全区|全市|全县|我们|咱们|我科|本科室|科室|一下|帮助|顺利|相关|各类|累积|约(?!谈)|就(?!业)|[的了是共达已己吧呢哈啊嗯呀也又咱为各]|[^一-龥A-Za-z%]/g;

/** Words that say nothing about what was counted; the rest of a text and of an alias can then be compared letter by letter. */
export function stripFillers(text: string): string {
  return text.replace(fillerWords, '');
}

/** The form in which words are compared: no filler words, confusable characters folded. */
export function comparable(text: string): string {
  return foldConfusable(stripFillers(text));
}
