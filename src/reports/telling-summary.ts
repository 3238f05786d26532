import type { Bureau } from '../bureau/bureau.ts';
import type { Entry } from '../domain/entry.ts';
import { namesSomebody } from '../language/names-in-text.ts';
import { readQuantities } from '../language/quantities.ts';
import { formalClauses } from './formal-clause.ts';
import { withFullNames } from './full-names.ts';

/** Words that say when or that work was done, but not what work it was. */
const emptyWords =
  /(?:[0-9一二三四]+(?:季度|月份?)|前?[一二三四]个?季度|[上下]半年|[上中下]旬|全年|年度|今年|以来|本周|上周|这周|本月|当月|当日|当天|今天|昨天|前天|期间|累计|共计|情况|开展|办理|进行|组织|完成|有关|相关|工作|进展|进度|履职|全部|转述|及|与|和|的|了|并|等)/g;

/** Words of spoken time at the head of a clause: the report says the date itself. */
const spokenTime =
  /^(?:\d{4}年)?(?:\d{1,2}月(?:份|\d{1,2}[日号]?)?(?:[—\-~至]\d{1,2}[日号])?(?:[上下]午)?|\d{1,2}[.．·]\d{1,2}|(?:本|上|这|下)?周[一二三四五六日天]|本周|上周|这周|本月|今天|昨天|昨儿|前天|上午|下午|晚上|当天|刚刚?|截[至止][^，。]{1,8}|今年以来|今年)+[，、]?(?:我局|我科|我们)?/;

/** One clause of a summary as a report may carry it: no figures (totals say them), no names, no spoken time. Empty when nothing is left. */
function cleanClause(clause: string, rule: TellingRule): string {
  const text = clause
    .trim()
    .replace(/^(?:\d{1,2}[.、）)]|[（(]\d{1,2}[）)])\s*(?=[一-龥《“])/, '')
    .replace(spokenTime, '')
    .replace(/^[的，、\s]+|[哦，、。；;！!\s]+$/g, '');
  if (namesSomebody(text, rule.names) || text.includes('*') || text.includes('〔')) return '';
  const plain = withoutCount(text);
  // 一轮 and 一批 in words are manner, not figures; every other number belongs to the totals.
  return readQuantities(plain).some(({ quantity }) => !quantity.raw.startsWith('一')) ? '' : withFullNames(plain, rule.departments);
}

/** 召开廉政会议1次 tells one event, which its day already counts. */
function withoutCount(text: string): string {
  const last = readQuantities(text).at(-1);
  const isOnce = last?.quantity.value === 1 && /^[次场期]$/.test(last.quantity.unit) && last.end === text.length;
  return isOnce ? text.slice(0, last.start) : text;
}

/** What a summary has to say more than its topic: so many characters that are not in the topic's own words. */
export interface TellingRule {
  topicWords: string;
  /** Names that no report carries. */
  names: readonly string[];
  departments: Bureau['departments'];
  leastNews: number;
}

/** A summary in official prose, without figures, names and spoken time; null when it says no more than the totals do, or only as people talk. */
export function tellingSummary(entry: Entry, rule: TellingRule): string | null {
  if (entry.flags.includes('company-named')) return null;
  const clauses = entry.summary.split(/[，,；;。\n]/).map(clause => cleanClause(clause, rule));
  const text = formalClauses(clauses.filter(clause => clause !== ''))
    .slice(0, 2)
    .join('，');
  const news = [...text.replace(emptyWords, '')].filter(character => /[一-龥A-Za-z0-9]/.test(character) && !rule.topicWords.includes(character));
  return text.length <= longestEvent && news.length >= rule.leastNews ? text : null;
}

/** Longer than this it is a story, not an item. */
const longestEvent = 60;
