import { unitClassOf, unitNames } from '../../language/units.ts';
import { speaksOfMoney } from './bare-magnitude.ts';

const countable = unitNames.filter(unit => /^(?:people|organisations|things)$/.test(unitClassOf(unit) ?? '')).join('|');
const withUnit = new RegExp(`([一-龥]{2}) ?(\\d[\\d,]*) ?(${countable})(?![一-龥]?\\d)`, 'g');
const withoutUnit = /([一-龥]{2})( ?\d[\d,]*)(?=[ \t，。；、]|$)/g;
const beforeNumber = /[一-龥]{2}(?= ?\d)/g;
/** 共计, 新增: said of anything. */
const saysNothing = /[共总合小]计|累计|总[共数]|一共|完成|新增|其中|增加|减少/;
/** 补贴12户 and 补贴36000 are not counted alike. */
const FAR = 100;

/** In what a word is counted above, and the most that was counted so. */
interface UnitSaid {
  unit: string;
  most: number;
}

/** 河西 走访64户 代办19件, 桥北 走访51 代办12: in lines of one pattern the unit that was said beside a word holds for that word below. */
export function withUnitsSaidAbove(message: string): string {
  const lines = message.split('\n');
  if (lines.length < 3) return message;
  const units = unitsSaid(message);
  if (units.size === 0) return message;
  const words = lines.map(line => new Set(line.match(beforeNumber)));
  const isOfPattern = (at: number): boolean =>
    words.some((others, other) => other !== at && [...others].filter(word => words[at]?.has(word)).length >= 2);
  return lines.map((line, at) => (isOfPattern(at) ? withUnits(line, units) : line)).join('\n');
}

function unitsSaid(message: string): ReadonlyMap<string, UnitSaid> {
  const units = new Map<string, UnitSaid>();
  for (const [, word = '', number = '', unit = ''] of message.matchAll(withUnit)) {
    if (saysNothing.test(word) || speaksOfMoney(word)) continue;
    const before = units.get(word) ?? { unit, most: 0 };
    units.set(word, { unit: before.unit === unit ? unit : '', most: Math.max(before.most, numberOf(number)) });
  }
  return units;
}

function withUnits(line: string, units: ReadonlyMap<string, UnitSaid>): string {
  return line.replace(withoutUnit, (said, word: string, number: string) => {
    const { unit, most } = units.get(word) ?? { unit: '', most: 0 };
    return numberOf(number) > FAR * most ? said : `${said}${unit}`;
  });
}

function numberOf(number: string): number {
  return Number(number.replaceAll(',', ''));
}
