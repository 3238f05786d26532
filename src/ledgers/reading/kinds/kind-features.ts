import type { MetricReading } from '../../../domain/entry.ts';
import type { DateGrain } from '../../../language/date-mention.ts';
import { type TaggedWord, taggedWords } from '../../../language/segmentation.ts';
import { unitClassOf } from '../../../language/units.ts';
import { fnv1a } from '../../../lib/fnv.ts';
import type { Collected } from '../collected-figure.ts';
import type { TimedClause } from '../timed-clause.ts';

/** A figure with the place of its number: the clause, and which of the clause's numbers. */
export interface PlacedFigure extends Collected {
  timed: TimedClause;
  index: number;
}

/** 定性的语境 — what the kind of a figure that no metric defines is told by. */
export interface KindScene {
  figure: PlacedFigure;
  /** The figure before it in the same piece of work, as the rules read it. */
  previous: MetricReading | undefined;
  /** The clause behind its own. */
  following: TimedClause | undefined;
  /** How wide the words were that said when the work was done; '' for none. */
  grain: DateGrain | '';
}

/** Features are numbered by a hash of what they say; so many numbers there are. Fewer, and words of different meanings share one. */
export const KIND_FEATURES: number = 1 << 17;

/** How many letters before and behind the figure are looked at, and how many words of what its clause said before. */
const REACH = { own: 14, behind: 9, following: 10, earlier: 10 };

/** Takes one feature: of which sort, and what it says. */
type Say = (sort: string, first?: string, second?: string, third?: string) => void;

/** What the words around a figure say of its kind, besides what the rules made of them. */
export function kindFeatures(scene: KindScene): number[] {
  const places = new Set<number>();
  const say: Say = (sort, first = '', second = '', third = '') => {
    // Hashed one after the other: putting them together first takes longer than all the rest.
    const hash = fnv1a(third, fnv1a(second, fnv1a(first, fnv1a(sort))));
    places.add((hash ^ (hash >>> 15)) & (KIND_FEATURES - 1));
  };
  const unitClass = unitClassOf(scene.figure.reading.unit) ?? '';
  say('every');
  tellOfAmount(scene.figure.reading, unitClass, say);
  tellOfName(scene.figure.reading.name, unitClass, say);
  tellOfWordsBefore(scene.figure, unitClass, say);
  tellOfWordsBehind(scene, unitClass, say);
  tellOfTime(scene, unitClass, say);
  const { figure, previous } = scene;
  say('previous', previous?.kind, yes(previous?.unit === figure.reading.unit), figure.window.stop);
  return [...places];
}

function tellOfAmount({ unit, value }: MetricReading, unitClass: string, say: Say): void {
  say('unit', unit);
  say('class', unitClass);
  say('size', value === null ? 'none' : value < 10 ? '1' : value < 100 ? '10' : value < 1000 ? '100' : '1000');
  say('whole', yes(Number.isInteger(value)), unitClass);
}

function tellOfName(name: string, unitClass: string, say: Say): void {
  tellOfLetters('name', name, 2, say);
  say('name begins', name.slice(0, 1));
  say('name begins', name.slice(0, 2));
  say('name ends', name.slice(-1));
  say('name ends', name.slice(-2));
  say('name ends', name.slice(-1), unitClass);
}

function tellOfWordsBefore({ window, timed: { clause }, index }: PlacedFigure, unitClass: string, say: Say): void {
  const words = spoken(window.left);
  const [first, last, lastButOne] = [words[0], words.at(-1), words.at(-2)];
  for (const { text } of words) say('before', text);
  say('first tag', first?.tag, unitClass);
  say('last tag', last?.tag, unitClass);
  say('last tags', lastButOne?.tag, last?.tag);
  say('tags', tagsOf(words));
  const left = window.left.trimEnd();
  say('ends', left.slice(-1));
  say('ends', left.slice(-2));
  say('ends', left.slice(-1), unitClass);
  const from = clause.quantities[index - 1]?.end ?? 0;
  const own = clause.words.slice(from, clause.quantities[index]?.start ?? from);
  tellOfLetters('own', own.replace(/\s/g, '').slice(-REACH.own), 1, say);
  for (const { text } of wordsUpTo(clause.words, from).slice(-REACH.earlier)) say('earlier', text);
}

/** The words of a clause that end at a place or before it; the clause is cut into words once for all its figures. */
function wordsUpTo(clause: string, end: number): TaggedWord[] {
  if (end === 0) return [];
  let at = 0;
  return taggedWords(clause).filter(word => {
    at += word.text.length;
    return at <= end && isWord(word);
  });
}

function tellOfWordsBehind({ figure: { timed, index }, following }: KindScene, unitClass: string, say: Say): void {
  const { clause } = timed;
  const end = clause.quantities[index]?.end ?? clause.words.length;
  const behind = clause.words.slice(end, clause.quantities[index + 1]?.start ?? clause.words.length).trim();
  say('behind begins', behind.slice(0, 1));
  say('behind begins', behind.slice(0, 2));
  say('behind begins', behind.slice(0, 1), unitClass);
  tellOfLetters('behind', behind.replace(/\s/g, '').slice(0, REACH.behind), 2, say);
  const next = following?.clause;
  const said = next?.words.slice(0, Math.min(REACH.following, next.quantities[0]?.start ?? REACH.following)) ?? '';
  tellOfLetters('following', said.replace(/\s/g, ''), 2, say);
}

function tellOfTime({ figure: { timed }, grain }: KindScene, unitClass: string, say: Say): void {
  const { dates } = timed.clause;
  for (const date of dates) {
    say('date', date.grain);
    say('date', yes(date.cumulative), unitClass);
  }
  say('undated', yes(dates.length === 0));
  say('cumulative', yes(timed.cumulative), unitClass);
  say('grain', grain, unitClass);
}

/** Every pair of letters, and where `shortest` is 1 every letter. */
function tellOfLetters(sort: string, text: string, shortest: 1 | 2, say: Say): void {
  for (let at = 0; at < text.length; at++) {
    if (shortest === 1) say(sort, text.slice(at, at + 1));
    if (at + 1 < text.length) say(sort, text.slice(at, at + 2));
  }
}

function yes(it: boolean): string {
  return it ? 'yes' : 'no';
}

function spoken(text: string): TaggedWord[] {
  return taggedWords(text).filter(isWord);
}

function isWord({ text }: TaggedWord): boolean {
  return /[一-龥A-Za-z]/.test(text);
}

function tagsOf(words: readonly TaggedWord[]): string {
  return words.map(({ tag }) => tag.slice(0, 1)).join('');
}
