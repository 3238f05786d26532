import { chineseNumeralCharacters, parseNumeral } from '../../language/numerals.ts';

/** 可考之处 — a period, figure or range of a sentence that a question can ask for. */
export interface ClauseToken {
  kind: 'period' | 'figure';
  text: string;
  start: number;
  /** Only tokens of the same unit may stand for one another: 日, 工作日, 万元, 元~元. */
  unit: string;
  /** In the unit's own measure; the upper end of a range. */
  value: number;
}

const number = `[${chineseNumeralCharacters}\\d]+(?:\\.\\d+)?`;
const periodUnits = '个?工作日|日|个月|年|小时';
const figureUnits = '[万亿]?元|倍|人|名|次|户|吨';
const single = `(?:(?:${number})(?:${periodUnits}|${figureUnits})|百分之(?:${number}))`;
const tokenPattern = new RegExp(`${single}以上(?:不满)?${single}以下|${single}`, 'g');
const onePattern = new RegExp(`^(?:百分之(?<percent>${number})|(?<count>${number})(?<unit>${periodUnits}|${figureUnits}))$`);

/** 一至二名, 一名或者数名: one end of a choice, not a figure by itself; nor is the 一 of 其中一人, or 二人以上 as a subject. */
function isPartOfChoice(sentence: string, start: number, text: string): boolean {
  const after = sentence.slice(start + text.length);
  return (
    /[至到、]$/.test(sentence.slice(0, start)) ||
    /^(?:至|到|或者?|、)/.test(after) ||
    /^一(?:人|名|次|户)$/.test(text) ||
    (start === 0 && after.startsWith('以上'))
  );
}

/** 每年3月20日, 二〇二一年, 第一次, 一日游: not a figure of the rule. */
function isCalendarOrOrdinal(sentence: string, start: number, text: string): boolean {
  const before = sentence.slice(Math.max(0, start - 1), start);
  if (/[第月年每零〇一二三四五六七八九十百千万亿\d]/.test(before)) return true;
  return /^(?:\d{4}|[一二][〇零九]..)年/.test(text) || /^(?:月|起施行)/.test(sentence.slice(start + text.length));
}

function readOne(text: string): { unit: string; value: number } | null {
  const groups = onePattern.exec(text)?.groups;
  if (!groups) return null;
  const value = parseNumeral(groups['percent'] ?? groups['count'] ?? '');
  if (value === undefined || value <= 0) return null;
  const unit = groups['percent'] === undefined ? (groups['unit'] ?? '').replace(/^个/, '') : '%';
  if (unit === '万元' || unit === '亿元') return { unit: '元', value: value * (unit === '万元' ? 1e4 : 1e8) };
  return { unit, value };
}

function read(text: string): { unit: string; value: number } | null {
  const [from, to] = text.split(/以上(?:不满)?/);
  if (to === undefined) return readOne(text);
  const [low, high] = [readOne(from ?? ''), readOne(to.replace(/以下$/, ''))];
  return low && high && low.unit === high.unit && low.value < high.value ? { unit: `${low.unit}~`, value: high.value * 1e6 + low.value } : null;
}

/** What a sentence states in figures, in order. */
export function tokensOf(sentence: string): ClauseToken[] {
  return [...sentence.matchAll(tokenPattern)].flatMap(match => {
    const [text] = match;
    if (isCalendarOrOrdinal(sentence, match.index, text) || isPartOfChoice(sentence, match.index, text)) return [];
    const parsed = read(text);
    if (!parsed) return [];
    const isPeriod = /^(?:工作日|日|月|年|小时)~?$/.test(parsed.unit);
    return [{ kind: isPeriod ? ('period' as const) : ('figure' as const), text, start: match.index, ...parsed }];
  });
}

/** Days of a period, to tell 十二个月 from 一年; null for what is no plain period. 工作日 are days of another kind. */
export function daysOf({ unit, value }: Pick<ClauseToken, 'unit' | 'value'>): number | null {
  const days: Record<string, number> = { 小时: 1 / 24, 日: 1, 月: 30, 年: 360 };
  return days[unit] === undefined ? null : value * days[unit];
}

/** Whether two tokens could be taken for the same thing. */
export function sameValue(a: Pick<ClauseToken, 'unit' | 'value'>, b: Pick<ClauseToken, 'unit' | 'value'>): boolean {
  if (a.unit === b.unit) return a.value === b.value;
  const [left, right] = [daysOf(a), daysOf(b)];
  return left !== null && right !== null && Math.abs(left - right) <= 0.03 * Math.max(left, right);
}
