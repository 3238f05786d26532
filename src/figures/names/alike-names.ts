import { words as wordsIn } from '../../language/segmentation.ts';
import { actsOf } from '../../ledgers/reading/alike-acts.ts';
import { fullVerbOf, isWork } from '../../ledgers/reading/work-words.ts';
import type { FigureName, FigureNames } from './figure-names.ts';
import { fitOf } from './may-join.ts';

/** Less than that in common is chance. */
const LEAST = 0.7;

/** 像的叫法 — other names that may well mean the same and can be counted with it, the likest first; never one that was told apart from it. */
export function alikeNames(one: FigureName, names: FigureNames): FigureName[] {
  const apart = new Set(names.decided.apartFrom(one.name));
  const own = names.root(one).name;
  const others = [...names.listed, ...names.kept].filter(other => names.root(other).name !== own && names.decided.countedAs(other.name) === null);
  return alikeAmong(
    one,
    others.filter(other => !apart.has(other.name)),
  );
}

/** Of these names those that are like this one and of its unit and kind. */
export function alikeAmong<N extends Pick<FigureName, 'name' | 'units' | 'kind'>>(
  one: Pick<FigureName, 'name' | 'units' | 'kind'>,
  others: readonly N[],
): N[] {
  const isAddable = (other: N): boolean => {
    const { units, isOneKind } = fitOf(one, other);
    return units.length > 0 && isOneKind;
  };
  return likest(one.name, others.filter(isAddable));
}

/** Of these names those that are like what was said. */
export function likest<N extends Pick<FigureName, 'name'>>(said: string, others: readonly N[], least = LEAST): N[] {
  return others
    .map(other => ({ other, likeness: likeness(said, other.name) }))
    .filter(({ likeness }) => likeness >= least)
    .sort((a, b) => b.likeness - a.likeness || (a.other.name < b.other.name ? -1 : 1))
    .map(({ other }) => other);
}

/** How much of the shorter name's letters, and of the letters of what it is about, the other one has, 0 to 1; 0 where they share nothing but what was done, or tell of unlike acts. */
export function likeness(one: string, other: string): number {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  const sharedThing = shared(thingOf(shorter), thingOf(longer));
  if (sharedThing === 0 || areUnlikeActs(one, other) || turnsOf(one) !== turnsOf(other)) return 0;
  const verbs = [one, other].map(name => wordsIn(name).filter(isWork).join());
  const isOtherVerb = verbs.every(verb => verb !== '') && verbs[0] !== verbs[1] && actsOfName(one).size + actsOfName(other).size === 0;
  return ((shared(shorter, longer) + sharedThing) / 2) * (isOtherVerb ? OTHER_VERB : 1);
}

/** 新纳入监测户 and 退出监测户 are no 监测户排查. */
function turnsOf(name: string): string {
  return [...name.matchAll(/[新未没不剩余欠退丢返拆]|取消|下架|摘牌/g)].map(([turn]) => turn).join('');
}

/** Of verbs that no table calls alike. */
const OTHER_VERB = 0.75;

function shared(letters: string, among: string): number {
  return [...letters].filter(letter => among.includes(letter)).length / letters.length;
}

/** A name without what was done: 检查塔吊 → 塔吊; a name that says only that stays whole. */
function thingOf(name: string): string {
  const things = wordsIn(name).filter(word => actsIn(word).length === 0 && !isWork(word));
  return things.length === 0 ? name : things.join('');
}

function actsIn(word: string): readonly number[] {
  const acts = actsOf(word);
  return acts.length > 0 ? acts : actsOf(fullVerbOf(word) ?? '');
}

function actsOfName(name: string): Set<number> {
  return new Set(wordsIn(name).flatMap(actsIn));
}

/** 检查塔吊 and 拆除塔吊; a name without an act may mean any. */
function areUnlikeActs(one: string, other: string): boolean {
  const [own, its] = [actsOfName(one), actsOfName(other)];
  return own.size > 0 && its.size > 0 && ![...own].some(act => its.has(act));
}
