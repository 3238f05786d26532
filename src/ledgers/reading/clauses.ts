import { addDays, type LocalDate } from '../../domain/date.ts';
import { dayPeriod } from '../../domain/period.ts';
import type { DateContext, DateMention } from '../../language/date-mention.ts';
import { findDates } from '../../language/dates.ts';
import { normaliseWidth } from '../../language/normalise.ts';
import { blankNonQuantities, filler } from '../../language/not-quantities.ts';
import { chineseNumeralCharacters } from '../../language/numerals.ts';
import { type QuantityMention, readQuantitiesIn } from '../../language/quantities.ts';
import { unitClassOf, unitNames } from '../../language/units.ts';
import { weekSoFar } from '../../language/working-week.ts';
import { speaksOfMoney } from './bare-magnitude.ts';
import { tellsOfNow } from './left-over.ts';
import { planWords } from './plan-clause.ts';
import { unsaidUnit } from './unsaid-unit.ts';
import { saysWork } from './work-words.ts';

/** 分句 — the words between two commas, with the dates and quantities that stand in it (positions within `text`). */
export interface Clause {
  text: string;
  /** Dates blanked, so that they are no words about a figure. */
  words: string;
  dates: DateMention[];
  quantities: QuantityMention[];
  /** Days that were named and do not exist (2月30日), as they were written. */
  impossible: string[];
}

/** 事项 — a line or sentence of a message, which may speak of several things. */
export interface Item {
  text: string;
  clauses: Clause[];
  /** True where the line began with a list number, a bullet or stands alone. */
  isListed: boolean;
  /** It is so at the beginning of a line. */
  isOwnLine: boolean;
}

/** 走访企业：12（家） — a form's way of writing a unit. */
const unitInBrackets = /(\d)（(家|家次|户|条|件|个|人|人次|份|场|次|起|万元|元)）/g;

/** 6场/次, 8人/次: one unit with a stroke in it. */
const unitWithStroke = /(\d[余多]?)([人家户场件台车])\/次/g;

/** 走访企业|8 — a row of two cells copied out of a table. */
const cellOfTable = /^[ |]*([^|\t\n\d]{2,16})[|\t]\s*(\d[^|\t\n]{0,12}?)\s*\|?\s*$/gm;

/** 加油站/23座/登记不全/7座 — strokes for commas. */
const strokes = /[一-龥]\/\d[^/\n]{0,6}\/[一-龥]/;

function withoutStrokes(text: string): string {
  return strokes.test(text) ? text.replace(/(?<=[一-龥])\/(?=\d)/g, '').replace(/(?<=[一-龥\d])\/(?=[一-龥])/g, '，') : text;
}

/** 里程巡查（公里）：国道2140、省道1866 — the head says in what that line is counted, or the lines below it up to the next head. */
const headWithUnit = new RegExp(
  `^([^\\d\\n]{2,20})（(${unitNames.join('|')})）(?:：(?![ \\t]*\\n)[^\\n]*|：?[ \\t]*(?:\\n(?![^\\d\\n]*[：）][ \\t]*(?:\\n|$))[^\\n]*)+)`,
);

/** 国道2140: words and a number, and nothing else between two stops. */
const withoutUnit = /(?<![\d一-龥])([一-龥]+)([ \t]*\d[\d.,]*[万亿]?)(?=\s*(?:[、，；。\n]|$))/g;

/** 参训人数: the words say in what. */
const counter = new RegExp(`(${unitNames.join('|')})数$`);

function withUnitOfHead(message: string): string {
  return message.replace(headWithUnit, (block: string, head: string, unit: string) =>
    block.replace(withoutUnit, (item: string, words: string) => (isCountedIn(unit, words, head) ? item + unit : item)),
  );
}

/** 走访（家）：企业12，收集问题5 — the unit of a head is not that of things counted otherwise, nor of another act. */
function isCountedIn(unit: string, words: string, head: string): boolean {
  const usual = counter.exec(words)?.[1] ?? unsaidUnit({ value: 1, unit: '', approximate: null, raw: '1' }, { left: words, right: '' }, undefined);
  if (unitClassOf(unit) !== 'money' && speaksOfMoney(words)) return false;
  if (head.includes(words) || unitClassOf(usual) === unitClassOf(unit)) return true;
  return usual === '' && !saysWork(words);
}

/** 截至 10 月底, 2026年 11 月 12 日: a date is one word. */
function closeUpDates(message: string): string {
  return message
    .replace(/(?<![\d.])(?:(20\d{2}) +(?=年)|(1[0-2]|0?[1-9]) +(?=月(?![嫂饼供租]))|(?<=月 *)([12]\d|3[01]|0?[1-9]) +(?=[日号]))/g, '$1$2$3')
    .replace(/(?<=[年月]|截[至止]) +(?=\d{1,4}[年月日号])/g, '');
}

/** More than any report a person types; the rest of a flood is not read. */
export const maximumItems = 120;
const maximumClausesOfItem = 40;
const maximumClauseLength = 300;

const listMarker =
  /^\s*(?:[(（【［]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）】］]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、．]|\d{1,2}\.(?!\d{1,2}(?![\d月年日号]))|[①-⑳❶-❿]|[-•·●■◆★*▪➤►]\s|[▪●■◆➤►]\ufe0f?(?=[一-龥])|[A-HＡ-Ｈ][.、．](?=[一-龥])|[一二三四五六七八九]是)\s*/;

/** `1.1月6日` and `1.5—1.9` both begin with digit-point-digit: in a list whose lines count up, the first digit is the list number. */
function withoutMarker(line: string, isNumbered: boolean): { text: string; isListed: boolean } {
  const numbered = isNumbered ? /^\s*\d{1,2}[.．、:：)）]\s*/.exec(line) : null;
  const marker = numbered ?? listMarker.exec(line);
  return marker === null ? { text: line, isListed: false } : { text: line.slice(marker[0].length), isListed: true };
}

function countsUp(lines: string[]): boolean {
  const numbers = lines.map(line => /^\s*(\d{1,2})[.．、:：)）]/.exec(line)?.[1]).filter(number => number !== undefined);
  return numbers.length >= 2 && numbers.every((number, index) => Number(number) === Number(numbers[0]) + index);
}

/** A head and lines below it that each count something: a list without marks. */
function tellsByLine(lines: readonly string[]): boolean {
  const [head = '', ...rest] = lines;
  return (
    rest.length >= 2 &&
    !/\d\s?[一-龥%]*[；，。]/.test(head) &&
    rest.every(line => line.length <= 60 && /\d|[一二两三四五六七八九十]{1,3}[一-龥]/.test(line))
  );
}

/** Commas inside brackets and titles do not part clauses. */
function splitOutsideBrackets(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if ('（《“「『【'.includes(character)) depth++;
    else if ('）》”」』】'.includes(character)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && separator.test(character)) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  // An unclosed bracket would otherwise swallow the rest of the message.
  return depth > 0 && parts.length === 1 ? text.split(separator) : parts;
}

/** 月底拉了拉账, said on the 29th: as good as today. */
function isAsGoodAsOver({ raw, period, isDeadline }: DateMention, text: string, today: LocalDate): boolean {
  return !isDeadline && /月[底末]$/.test(raw) && period.from > today && period.from <= addDays(today, 3) && !planWords.test(text);
}

/** Without a numeral, or a word for one, nothing is counted. */
const mayCount = new RegExp(`[\\d*×xX${chineseNumeralCharacters}几数若好]`);

function readClause(text: string, context: DateContext): Clause {
  const { dates: all, impossible } = findDates(text, context);
  // 比9月多4家: the month is what it is compared with, not when it happened.
  // 由去年的81%升到95.5%: last year is where it came from.
  // “3·15”晚会前: a name in quotation marks.
  // 3.15前夜: before it. 有效期到2027年3月: how long, and not when.
  const dates = all.filter(
    ({ start, end, raw }) =>
      !(text[start - 1] === '“' && text[end] === '”') &&
      !/^前[夜夕]/.test(text.slice(end)) &&
      !/(?:有效期?|租期|质保期?|合同期|排期?)[一-龥]{0,2}[到至]$/.test(text.slice(0, start)) &&
      !/(?<!占)[比较][去上前]?$/.test(text.slice(0, start)) &&
      !(/[由从]/.test(text[start - 1] ?? '') && /^[去上]年/.test(raw)),
  );
  const words = [...all, ...impossible].reduce((rest, { start, end }) => rest.slice(0, start) + filler.repeat(end - start) + rest.slice(end), text);
  // 剩3户下周拆: a day to come is not when it was.
  const isToDo = tellsOfNow(text);
  const told = dates.map(date => {
    if (isToDo && date.period.from > context.today) return { ...date, isDeadline: true };
    if (isAsGoodAsOver(date, text, context.today)) return { ...date, period: dayPeriod(context.today) };
    return date.grain === 'week' ? { ...date, period: weekSoFar(date.period, context) } : date;
  });
  return {
    text,
    words,
    dates: told,
    quantities: mayCount.test(text) ? readQuantitiesIn(blankNonQuantities(text, [...all, ...impossible]), text) : [],
    impossible: impossible.map(({ raw }) => raw),
  };
}

/** 合格 40 补考 3: a number without a unit ends there, too — but not 第 3 季度, 5 大类. */
const spaceBehindNumber = new RegExp(
  `(?<=(?!第)[一-龥]\\s?\\d{1,6})[ ]+(?=[一-龥]{2})(?!${unitNames.join('|')}|[万亿千百几多余]|[季周天]|大类|种|改|应|更正|更新|修正)`,
  'g',
);

/** 跑了3家企业 收了4个问题: on a phone a space is a comma, once a figure has been said. */
function commasForSpaces(sentence: string): string {
  return sentence
    .replace(spaceBehindNumber, '，')
    .replace(
      /(?<=(?:\d|[一二三四五六七八九十百千万])[家条件个人名户份场次期元项起笔套台辆座处所本张艘%][一-龥]{0,6})[ ]+(?=[一-龥]{2})(?!改|应|更正|更新|修正)/g,
      '，',
    );
}

/** 走访、收集、解决分别为12家、5条、3条 becomes 走访12家、收集5条、解决3条. */
function spreadRespectively(sentence: string): string {
  if (sentence.length > maximumClauseLength || !sentence.includes('分别')) return sentence;
  const match = /^(.*?)([^，。；：]{2,40}?)分别(?:为|是|有|达|完成)?([^，。；：]{3,60})$/.exec(sentence);
  if (match === null) return sentence;
  const [, before = '', names = '', values = ''] = match;
  const nameList = names.split(/[、和及与]/);
  const valueList = values.split(/[、和及与]/);
  if (nameList.length < 2 || nameList.length !== valueList.length || !valueList.every(value => /\d|[一二三四五六七八九十百]/.test(value)))
    return sentence;
  return `${before}${nameList.map((name, index) => `${name}${valueList[index] ?? ''}`).join('，')}`;
}

/** Splits a message into items and clauses, with what stands in each. */
export function readItems(message: string, context: DateContext): Item[] {
  const lines = withUnitOfHead(withoutStrokes(closeUpDates(normaliseWidth(message))))
    .replace(unitInBrackets, '$1$2')
    .replace(unitWithStroke, '$1$2次')
    .replace(cellOfTable, '$1：$2')
    // What is said of a figure on the next line goes on about it.
    .replace(/[，；。]?\n\s*(?=其中)/g, '，')
    .split(/\n+/)
    .filter(line => line.trim() !== '');
  const isNumbered = countsUp(lines);
  const isByLine = tellsByLine(lines);
  const items: Item[] = [];
  for (const line of lines) {
    const { text, isListed } = withoutMarker(line, isNumbered);
    const sentences = splitOutsideBrackets(text, /[；。！]/).flatMap(sentence =>
      sentence.split(/(?<=[；，。\s])(?=(?:\d|[一二三四五六七八九])[、．.](?![\d一二三四五六七八九]))/),
    );
    sentences.forEach((sentence, index) => {
      const marked = withoutMarker(sentence, false);
      if (marked.text.trim() === '' || items.length >= maximumItems) return;
      const clauses = splitOutsideBrackets(commasForSpaces(spreadRespectively(marked.text)), /[，]/)
        .filter(clause => clause.trim() !== '')
        .slice(0, maximumClausesOfItem)
        .map(clause => readClause(clause.slice(0, maximumClauseLength), context));
      const isOwnLine = index === 0 && (isListed || (isByLine && clauses.some(({ quantities }) => quantities.length > 0)));
      if (clauses.length > 0) items.push({ text: marked.text.trim(), clauses, isListed: isOwnLine || marked.isListed, isOwnLine });
    });
  }
  return items;
}
