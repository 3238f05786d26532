/** 上级要数 — who wants which figures, and by when, in the words that were typed. */
export interface SuperiorRequest {
  who: string;
  what: string;
  /** 15点前, 明天下班前; null when nothing was said. */
  due: string | null;
}

const who =
  '(?<who>市局|省厅|省局|部里|区委[一-龥]{0,6}?|区政府[一-龥]{0,6}?|市政府[一-龥]{0,6}?|上级|市里|省里|区里|县里|[府政]办|司法局|统计局|人大[一-龥]{0,3}?|政协|纪委|巡察组|督查室|考核办|依法治[区市县]办)';
const day = '(?:今天|今日|明天|明日|后天|本周[一二三四五]|这周[一二三四五]|下周[一二三四五]|周[一二三四五]|\\d{1,2}月\\d{1,2}[日号]|\\d{1,2}[日号])';
const hour = '(?:[上下]午)?\\s*(?:\\d{1,2}|[一二三四五六七八九十]{1,2})(?:点|时)(?:半|\\d{1,2}分?)?|下班|中午|月底';
const due = `(?:[，,；;\\s]*(?<due>(?:${day}\\s*(?:${hour})?|${hour})\\s*之?前)(?:要|报|交|给)?)?`;
const asked = new RegExp(
  `^(?:刚才?|刚刚|今天|急|紧急|[：:，,])*${who}(?:那边|刚刚?|今天|又|急)*(?:来电|来函|通知)?(?:要|催要?|让|叫)(?:我们|咱们|我局)?(?:报送?|上报|提供|填报|统计)?(?:一下)?(?<what>[^。\\n]{2,60}?)${due}[。！!]*$`,
);
/** What is to be done is an order, and no question for figures. */
const order = /^来|检查组|开会|不少于|不低于|不超过|至少|必须|务必|参加|组织|开展|召开|整改|落实|求/;

/** 市局要1—9月走访、培训，15点前; null when the words ask for no figures. */
export function readSuperiorRequest(text: string): SuperiorRequest | null {
  const groups = asked.exec(text.trim())?.groups;
  const what = groups?.['what'] ?? '';
  if (!groups || order.test(what)) return null;
  return { who: groups['who'] ?? '', what, due: groups['due'] ?? null };
}
