/** 增减 — 1: what was said is missing from the figure that stands (少报了2家); -1: it is too much (多写了一场). */
export type Sign = 1 | -1;

const told = '[写报记算填登打数计加统说录]';
const tally = '计?[了的]?\\s?(?:有|约)?';
const amount = '(?=[\\d一二两俩三四五六七八九十半])';
const point = '(?:^(?:[^，。；：\\d]{1,10}?)?|[，。；：、\\s]|条|\\d{4}-\\d{1,3})(?:好像|可能|应该?|都|又|还|我|是|的)*';

const relative: readonly (readonly [RegExp, Sign])[] = [
  [new RegExp(`${point}(?:少|漏)${told}${tally}${amount}`), 1],
  [new RegExp(`${point}多${told}${tally}${amount}`), -1],
  [new RegExp(`^(?:刚才|刚刚|上面|还)?(?:少|漏)了\\s?${amount}[\\d一二两俩三四五六七八九十]{1,4}[一-龥]{1,3}[。！]?$`), 1],
  [new RegExp(`^(?:那条|上面|刚才)?(?:再|还要?|又)加上?\\s?${amount}`), 1],
  [new RegExp(`(?<=条|\\d{4}-\\d{1,3}|[访训查传])(?:再|要)加上?\\s?${amount}`), 1],
  [new RegExp(`^(?:那条|上面|刚才)?(?:再|要|得)?(?:减|扣)[去掉]?\\s?${amount}`), -1],
];

/** 1117-1走访企业少报了2家: which entry is said before. */
const ofEntry = /^\s*(?:第\s?(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?条|\d{4}-\d{1,3})[的：:，,\s]*/;

/** 少报了2家，应该是14家: the new value is said outright. */
const absolute = /应为|应该?是|改[成为到]|更正为|实际[是为]|不是|[一总]?共(?:是|有)?\s?\d/;
/** 比上周多报了2家 compares; 查出企业少报收入3户 is what was found. */
const elsewhere = /比[^，。；]{1,8}[多少]|[查发]现|查[处出实]|瞒报|举报/;

/** Whether a message says by how much an earlier figure is off; null when it says what it should be, or nothing of the kind. */
export function relativeSign(text: string): Sign | null {
  if (text.length > 60 || elsewhere.test(text)) return null;
  const said = text.replace(ofEntry, '');
  return relative.find(([pattern]) => pattern.test(said))?.[1] ?? null;
}

/** The same, where no new value is said besides. */
export function relativeOnly(text: string): Sign | null {
  return absolute.test(text) ? null : relativeSign(text);
}
