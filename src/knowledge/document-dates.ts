import { type LocalDate, makeDate } from '../domain/date.ts';
import { parseNumeral } from './article-number.ts';

const date = '([零〇○一二三四五六七八九\\d]{4})\\s*年\\s*([一二三四五六七八九十\\d]{1,3})\\s*月\\s*([一二三四五六七八九十\\d]{1,3})\\s*日';
const anyDate = new RegExp(date, 'g');
const effect = new RegExp(`(?:${date}|(公布|发布|印发|颁布|通过|公告)之日)(?:后)?起(?:正式)?(?:施行|实施|执行|生效)`);
const expiry = new RegExp(`有效期(?:至|到|截至)\\s*${date}`);
const expiryYears = /有效期(?:为)?\s*([一二三四五六七八九十\d]{1,2})\s*年/;

function readYear(text: string): number {
  return Number([...text].map(character => (/\d/.test(character) ? character : parseNumeral(character))).join(''));
}

function readDate(parts: readonly (string | undefined)[]): LocalDate | null {
  const [year = '', month = '', day = ''] = parts;
  return year === '' ? null : (makeDate(readYear(year), parseNumeral(month), parseNumeral(day)) ?? null);
}

/** Every full date of a text with the words that follow it up to the next date. */
export function datesIn(text: string): { date: LocalDate; after: string }[] {
  const found = [...text.normalize('NFKC').matchAll(anyDate)];
  return found.flatMap((match, index) => {
    const value = readDate(match.slice(1, 4));
    const end = found[index + 1]?.index ?? Number.POSITIVE_INFINITY;
    return value === null
      ? []
      : [{ date: value, after: text.normalize('NFKC').slice(match.index + match[0].length, Math.min(end, match.index + match[0].length + 80)) }];
  });
}

/** 施行 — the day from which a closing article says it applies; `promulgation` when it is the day of publication. Null when the text says none. */
export function effectiveDateIn(text: string): LocalDate | 'promulgation' | null {
  const match = effect.exec(text.normalize('NFKC'));
  if (!match) return null;
  return match[4] !== undefined ? 'promulgation' : readDate(match.slice(1, 4));
}

/** 有效期 — the last day on which a 规范性文件 applies, or the number of years for which it does. */
export function expiryIn(text: string): LocalDate | { years: number } | null {
  const plain = text.normalize('NFKC');
  const until = expiry.exec(plain);
  if (until) return readDate(until.slice(1, 4));
  const years = expiryYears.exec(plain)?.[1];
  return years === undefined ? null : { years: parseNumeral(years) };
}
