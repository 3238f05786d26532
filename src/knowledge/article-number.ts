const digits = '零一二三四五六七八九';
const units: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 条号 — 第十条之一 is `{ article: 10, branch: 1 }`; branch 0 is the article itself. */
export interface ArticleNumber {
  article: number;
  branch: number;
}

/** Reads 五十四, 一千二百六十, 54 and ５４; 0 when it is no number. */
export function parseNumeral(text: string): number {
  const plain = text.normalize('NFKC').replace(/[〇○]/g, '零').replace(/两/g, '二');
  if (/^\d+$/.test(plain)) return Number(plain);
  let total = 0;
  let digit = 0;
  for (const character of plain) {
    const unit = units[character];
    const value = digits.indexOf(character);
    if (unit !== undefined) {
      total += (digit || 1) * unit;
      digit = 0;
    } else if (value >= 0) digit = value;
    else return 0;
  }
  return total + digit;
}

/** 54 → 五十四, as laws write it: 十五, 一百零一, 一千二百六十. */
export function formatNumeral(value: number): string {
  let text = '';
  let zero = false;
  for (const [unit, size] of [
    ['千', 1000],
    ['百', 100],
    ['十', 10],
    ['', 1],
  ] as const) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${digits.charAt(digit)}${unit}`;
      zero = false;
    }
  }
  return text.replace(/^一十/, '十');
}

/** 第五十四条, 第十条之一. */
export function formatArticle(number: ArticleNumber): string {
  return `第${formatNumeral(number.article)}条${number.branch > 0 ? `之${formatNumeral(number.branch)}` : ''}`;
}

const reference = /第\s*([一二三四五六七八九十百千零〇○两\d０-９]+)\s*条(?:\s*之\s*([一二三四五六七八九十]+))?/g;

/** Every 第X条 that a text names, in order. */
export function findArticles(text: string): (ArticleNumber & { start: number; end: number })[] {
  return [...text.matchAll(reference)]
    .map(match => ({
      article: parseNumeral(match[1] ?? ''),
      branch: match[2] === undefined ? 0 : parseNumeral(match[2]),
      start: match.index,
      end: match.index + match[0].length,
    }))
    .filter(found => found.article > 0);
}
