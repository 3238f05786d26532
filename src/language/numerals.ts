const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  两: 2,
  俩: 2,
  贰: 2,
  三: 3,
  仨: 3,
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
const small: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
/** 廿, 卅: tens in one letter. */
const tens: Record<string, number> = { 廿: 20, 卅: 30 };
const large: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/** The characters of a Chinese numeral, for character classes of regular expressions. */
export const chineseNumeralCharacters = '零〇一壹二两俩贰三仨叁四肆五伍六陆七柒八捌九玖十拾廿卅百佰千仟万亿';

/** Multiplies without binary noise: 1.3 × 10000 is 13000. */
export function scale(value: number, by: number): number {
  return Number((value * by).toPrecision(15));
}

/** Reads 12, 1,234.5, 三百二十, 两千三, 1万5千, 二〇二六. Undefined when it is not a number. */
export function parseNumeral(text: string): number | undefined {
  const plain = text.replaceAll(',', '');
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  if (plain === '') return undefined;
  const [whole = '', decimals, ...more] = plain.split('点');
  if (decimals !== undefined) return more.length > 0 ? undefined : parseDecimal(whole, decimals);
  if (/^[零〇一二三四五六七八九]{2,}$/.test(plain)) return Number([...plain].map(character => digits[character]).join(''));
  return parseMixed(plain);
}

/** 九十六点五. */
function parseDecimal(whole: string, decimals: string): number | undefined {
  const left = parseNumeral(whole);
  const right = [...decimals].map(character => digits[character]);
  if (left === undefined || right.length === 0 || right.includes(undefined)) return undefined;
  return Number(`${left}.${right.join('')}`);
}

function parseMixed(text: string): number | undefined {
  let total = 0;
  let section = 0;
  let pending: number | undefined;
  let lastUnit = 1;
  for (const token of text.match(/\d+(\.\d+)?|[^\d]/g) ?? []) {
    if (/^\d/.test(token)) pending = Number(token);
    else if (token in digits) pending = digits[token];
    else if (token in tens) {
      lastUnit = 10;
      section += tens[token] ?? 0;
    } else if (token in small) {
      lastUnit = small[token] ?? 1;
      section += scale(pending ?? 1, lastUnit);
      pending = undefined;
    } else if (token in large) {
      lastUnit = large[token] ?? 1;
      total = scale(total + section + (pending ?? (section === 0 ? 1 : 0)), lastUnit);
      section = 0;
      pending = undefined;
    } else return undefined;
  }
  // 两千三 is 2300, 三百五 is 350: a last digit after a unit counts in tenths of that unit.
  const last = pending === undefined ? 0 : lastUnit >= 100 && !/[零〇]/.test(text) && pending < 10 ? pending * (lastUnit / 10) : pending;
  return total + section + last;
}
