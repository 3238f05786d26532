const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', ensp: ' ', emsp: ' ' };
const digitValues: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const tens: Record<string, number> = { 廿: 20, 卅: 30, 卌: 40 };
const units: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000, 万: 10_000, 亿: 100_000_000 };

/** What a reader sees of a text, however it was written: entities, tags, links, widths, invisible signs and spaces undone. The checker's own, and no part of the product. */
export function asSeen(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&([a-z]+);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .normalize('NFKC')
    .replace(/\p{Cf}|\p{Mn}|\p{Me}/gu, '')
    .replace(/[\s*_`~\\]/g, '');
}

/** A number as a reader understands it, with what stands before and behind it. */
export interface SeenNumber {
  value: number;
  before: string;
  behind: string;
}

function numberOf(digits: string): number {
  if (/^[0-9.]+$/.test(digits)) return Number(digits);
  let total = 0;
  let section = 0;
  let pending: number | null = null;
  for (const sign of digits.match(/[0-9.]+|./g) ?? []) {
    if (/^[0-9.]/.test(sign)) pending = Number(sign);
    else if (sign in tens) section += tens[sign] ?? 0;
    else if (sign in digitValues) pending = pending === null ? (digitValues[sign] ?? 0) : pending * 10 + (digitValues[sign] ?? 0);
    else {
      const unit = units[sign] ?? 1;
      if (unit >= 10_000) {
        total += (section + (pending ?? 0) || 1) * unit;
        section = 0;
      } else section += (pending ?? 1) * unit;
      pending = null;
    }
  }
  return total + section + (pending ?? 0);
}

/** Every number of a text, as digits or as words. */
export function numbersSeen(text: string): SeenNumber[] {
  const seen = asSeen(text);
  return [...seen.matchAll(/[0-9][0-9.,]*[0-9]|[0-9]|[0-9.]*[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟幺廿卅卌]+/g)].map(found => ({
    value: numberOf(found[0].replaceAll(',', '')),
    before: /[\u4e00-\u9fff]{0,2}$/.exec(seen.slice(0, found.index))?.[0] ?? '',
    behind: seen.slice(found.index + found[0].length, found.index + found[0].length + 1),
  }));
}
