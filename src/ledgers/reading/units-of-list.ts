import { unitClassOf, unitNames } from '../../language/units.ts';

const countable = unitNames.filter(unit => /^(?:people|organisations|things)$/.test(unitClassOf(unit) ?? '')).join('|');
const withUnit = new RegExp(`([一-龥]{2}) ?\\d[\\d,]* ?(${countable})(?![一-龥]?\\d)`, 'g');
const withoutUnit = /([一-龥]{2})( ?\d[\d,]*)(?=[ \t，。；、]|$)/gm;

/** 河西 走访64户 代办19件, 桥北 走访51 代办12: in a list of lines the unit that was said beside a word holds for that word below. */
export function withUnitsSaidAbove(message: string): string {
  if (message.split('\n').length < 3) return message;
  const units = new Map<string, string | null>();
  for (const [, word = '', unit = ''] of message.matchAll(withUnit)) units.set(word, (units.get(word) ?? unit) === unit ? unit : null);
  return units.size === 0 ? message : message.replace(withoutUnit, (number, word: string) => `${number}${units.get(word) ?? ''}`);
}
