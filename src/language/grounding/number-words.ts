/** Words that are written with a numeral and count nothing. Taken out before numerals are looked for; the list is closed, so nothing hides behind it. */
const idioms =
  /[一二三四五六七八九]是|一方面|另一方面|一系列|一律|一般|一并|一定(?![数量])|一旦|一直|一致|一体|一站式|一次性|一经|一切|一线|一流|一起(?![案事投纠处])|一同|一如既往|一手|(?<![第零一二三四五六七八九十百千])(?:一[点句]|[这那该]一[条款项段])|进一步|统一|逐一|唯一|之一|任一|同一|单一|第一时间|十分(?![之钟])|千方百计|千家万户|万一|老?百姓|双方|各方|一方|三方(?=协议|机构)/g;

/** Every character with which a count can be written, also 廿, 卅 and the forms of bills. */
const numerals = /[0-9零〇○一二三四五六七八九十百千万亿兆两俩仨廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟萬億兩幺弌弍弎]+/g;

/** Counts, times and comparisons without a figure: 翻番, 过半, 数十, 上一年度, 一次说清. A source may say them. */
const vague =
  /[上下][一个](?:年度?|季度)|一次(?:性)?(?:说清|讲清|告知|补正|办[结好成])|翻[番倍]|过半|半数|减半|对半|折半|大半|[加双数几]倍|[几数若](?=[十百千万亿家个件次条名人份场起项年月日天])|若干|半(?=[年月数])|百分|成倍|最[高低多少大小长短晚迟早]/g;

/** 数字字样 — what of these words counts, dates or measures. `source` may say the vague ones, never the figures. */
export function numberWords(words: string, source: string): string[] {
  const blank = (found: string): string => ' '.repeat(found.length);
  const plain = words.replace(idioms, blank);
  const counts = [...plain.matchAll(vague)].map(([found]) => found).filter(found => !source.includes(found));
  const figures = plain.replace(vague, blank).match(numerals) ?? [];
  return [...figures, ...counts];
}
