import { parseNumeral } from '../language/numerals.ts';

const time = '[次场回批期]';

/** 最近一次, 倒数第二次, 上次, 头一回, 第三场: an occasion and no days. */
export const occasionWords = new RegExp(
  `倒数第[一二三四五六七八九十\\d]{1,3}${time}|(?:最近|最新|最后|上)的?(?:这|那)?一${time}|(?<!以)上[次场回]|最早的?(?:那|这)?一?${time}|头一?(?:个)?${time}|第[一二三四五六七八九十\\d]{1,3}${time}`,
  'g',
);

/** 头一场啥时候，最近一场呢: each as a question of its own, the second going on from the first; null for one occasion. */
export function twoOccasions(text: string): [string, string] | null {
  const [one = '', other = '', ...more] = text.split(/[，,；;、]/);
  const isNamed = (part: string): boolean => readOccasion(part) !== undefined;
  return more.length === 0 && isNamed(one) && isNamed(other) ? [one, other] : null;
}

/** 第几次 — 1 for the first occasion, -1 for the last; undefined where none was named or more than one. */
export function readOccasion(text: string): number | undefined {
  const [said, ...more] = text.match(occasionWords) ?? [];
  if (said === undefined || more.length > 0) return undefined;
  const [, fromLast, ordinal] = /^(倒数)?第(.+)[次场回批期]$/.exec(said) ?? [];
  const count = ordinal === undefined ? undefined : parseNumeral(ordinal);
  if (count !== undefined) return fromLast === undefined ? count : -count;
  return /^(?:头|最早)/.test(said) ? 1 : -1;
}
