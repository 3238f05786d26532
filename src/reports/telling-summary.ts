import type { Entry } from '../domain/entry.ts';
import { readQuantities } from '../language/quantities.ts';
import { namesSomebody } from './names-in-text.ts';

/** Words that say when or that work was done, but not what work it was. */
const emptyWords =
  /(?:[0-9一二三四]+(?:季度|月份?)|前?[一二三四]个?季度|[上下]半年|[上中下]旬|全年|年度|今年|以来|本周|上周|这周|本月|当月|当日|当天|今天|昨天|前天|期间|累计|共计|情况|开展|办理|进行|组织|完成|有关|相关|工作|进展|进度|履职|全部|转述|及|与|和|的|了|并|等)/g;

/** Words of spoken time at the head of a clause: the report says the date itself. */
const spokenTime =
  /^(?:\d{4}年)?(?:\d{1,2}月\d{1,2}[日号]?(?:[—\-~至]\d{1,2}[日号])?|\d{1,2}[.．·]\d{1,2}|(?:本|上|这|下)?周[一二三四五六日天]|本周|上周|这周|本月|今天|昨天|昨儿|前天|上午|下午|晚上|当天|刚刚?|截[至止][^，。]{1,8}|今年以来|今年)+[，、]?(?:我局|我科|我们)?/;

/** One clause of a summary as a report may carry it: no figures (totals say them), no names, no spoken time. Empty when nothing is left. */
function cleanClause(clause: string, known: readonly string[]): string {
  const text = clause
    .replace(/^[\s\d.、）)]+(?=[一-龥《“])/, '')
    .replace(spokenTime, '')
    .replace(/^[了的，、\s]+|[吧哈呢啊哦，、。；;！!\s]+$/g, '');
  if (namesSomebody(text, known) || text.includes('*') || text.includes('〔')) return '';
  // 一轮 and 一批 in words are manner, not figures; every other number belongs to the totals.
  return readQuantities(text).some(({ quantity }) => !quantity.raw.startsWith('一')) ? '' : text;
}

/** What a summary has to say more than its topic: so many characters that are not in the topic's own words. */
export interface TellingRule {
  topicWords: string;
  /** Names that no report carries. */
  names: readonly string[];
  leastNews: number;
}

/** A summary without figures, names and spoken time, or null when it says no more than the totals do (本周走访企业). */
export function tellingSummary(entry: Entry, { topicWords, names, leastNews }: TellingRule): string | null {
  if (entry.flags.includes('company-named')) return null;
  const clauses = entry.summary.split(/[，,；;。\n]/).map(clause => cleanClause(clause, names));
  const text = clauses
    .filter(clause => clause !== '')
    .join('、')
    .slice(0, 60);
  const news = [...text.replace(emptyWords, '')].filter(character => /[一-龥A-Za-z0-9]/.test(character) && !topicWords.includes(character));
  return news.length >= leastNews ? text : null;
}
