import { words } from '../language/segmentation.ts';
import { askedUnits } from '../language/units.ts';
import { actsOf } from '../ledgers/reading/alike-acts.ts';
import { light } from '../ledgers/reading/naming/figure-scene.ts';
import { fullVerbOf, isWork } from '../ledgers/reading/work-words.ts';

/** What stands for a word of a name in a question: where, and how long. */
interface Told {
  from: number;
  length: number;
}

const howMany = `[了过]?(?:多少|几)(?:${askedUnits})?的?`;

/** 换言 — a question with a name of the ledgers in the place of what says the same: 看了多少座矿山 asks for 巡查矿山, 修了多少路 for 修路里程; null where none of the names was meant, or several, or what was not done. */
export function inWordsOf(text: string, names: readonly string[]): string | null {
  const meant = names.flatMap(name => {
    const told = toldBy(text, name);
    return told === null ? [] : [{ name, told, letters: told.reduce((sum, { length }) => sum + length, 0) }];
  });
  const most = Math.max(0, ...meant.map(({ letters }) => letters));
  const [only, ...more] = meant.filter(({ letters }) => letters === most);
  if (only === undefined || more.length > 0 || only.told.some(({ from }) => denied.test(text.slice(0, from)))) return null;
  const [last, ...others] = [...only.told].sort((a, b) => b.from - a.from);
  if (last === undefined) return null;
  const named = text.slice(0, last.from) + only.name + withoutDone(text.slice(last.from + last.length));
  return others.reduce((said, { from, length }) => said.slice(0, from) + withoutDone(said.slice(from + length)), named);
}

/** 没看的矿山, 没去查; 有没有看 denies nothing. */
const denied = /(?:(?<!有)没有?|未)[被去来能再]?$/;

/** 看了, 查过. */
const withoutDone = (rest: string): string => rest.replace(/^[了过](?!没|吗)/, '');

/** Where all words of a name that tell something were said, one by one; null where one was not, or nothing but what was done. */
function toldBy(text: string, name: string): Told[] | null {
  const telling = words(name).filter(word => !light.test(word));
  const found = telling.map(word => sayingOf(text, word));
  const isThingSaid = telling.some(word => word.length >= 2 && !isWork(word));
  return isThingSaid && found.every(told => told.length > 0) ? found.flat() : null;
}

/** The word itself, an act like it, or its two letters with the question between them. */
function sayingOf(text: string, word: string): Told[] {
  const at = text.indexOf(word);
  if (at >= 0) return [{ from: at, length: word.length }];
  const apart = word.length === 2 ? new RegExp(`${word[0]}(?=${howMany}${word[1]})`).exec(text) : null;
  if (apart !== null)
    return [
      { from: apart.index, length: 1 },
      { from: text.indexOf(word[1] ?? '', apart.index), length: 1 },
    ];
  const acts = actsOf(word);
  const alike =
    acts.length === 0
      ? undefined
      : words(text).find(said => [said, fullVerbOf(said) ?? said].some(verb => actsOf(verb).some(act => acts.includes(act))));
  return alike === undefined ? [] : [{ from: text.indexOf(alike), length: alike.length }];
}
