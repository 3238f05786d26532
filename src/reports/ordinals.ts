const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 序数 — 1 → 一, 12 → 十二, 20 → 二十; for headings and 一是, which never reach a hundred. */
export function chineseNumber(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = digits[number % 10] ?? '';
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : digits[tens]}十${ones}`;
}

/** 一、 for level 1, （一） for level 2, 1. below. */
export function headingNumber(level: number, number: number): string {
  if (level === 1) return `${chineseNumber(number)}、`;
  return level === 2 ? `（${chineseNumber(number)}）` : `${number}.`;
}
