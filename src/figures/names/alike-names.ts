import { words as wordsIn } from '../../language/segmentation.ts';
import { actsOf } from '../../ledgers/reading/alike-acts.ts';
import { fullVerbOf, isWork } from '../../ledgers/reading/work-words.ts';
import type { FigureName, FigureNames } from './figure-names.ts';
import { fitOf, toldTogether } from './may-join.ts';

/** Less than that in common is chance. */
const LEAST = 0.7;
/** What verbs that no table calls alike take off. */
const OTHER_VERB = 0.75;

/** What a name says: of what, and what was done with it. */
interface Shape {
  /** 检查塔吊 → 塔吊; a name that says only what was done stays whole. */
  thing: string;
  /** The rows of its verbs (`alike-acts.ts`). */
  acts: ReadonlySet<number>;
  verbs: string;
  /** 新纳入监测户 and 退出监测户 are no 监测户排查. */
  turns: string;
}

function shapeOf(name: string): Shape {
  const words = wordsIn(name);
  const actsIn = (word: string): readonly number[] => [...actsOf(word), ...actsOf(fullVerbOf(word) ?? '')];
  const things = words.filter(word => actsIn(word).length === 0 && !isWork(word));
  return {
    thing: things.length === 0 ? name : things.join(''),
    acts: new Set(words.flatMap(actsIn)),
    verbs: words.filter(isWork).join(),
    turns: [...name.matchAll(/[新未没不剩余欠退丢返拆]|取消|下架|摘牌/g)].map(([turn]) => turn).join(''),
  };
}

/** 相像 — how alike names are; of many names that are held against one another each is looked through once. */
export class Likeness {
  readonly #shapes = new Map<string, Shape>();

  #shape(name: string): Shape {
    const shape = this.#shapes.get(name) ?? shapeOf(name);
    this.#shapes.set(name, shape);
    return shape;
  }

  /** How much of the shorter name's letters, and of the letters of what it is about, the other one has, 0 to 1; 0 where they share nothing but what was done, or tell of unlike acts. */
  between(one: string, other: string): number {
    const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
    const [a, b] = [this.#shape(shorter), this.#shape(longer)];
    const sharedThing = shared(a.thing, b.thing);
    if (sharedThing === 0 || a.turns !== b.turns || areUnlike(a.acts, b.acts)) return 0;
    const isOtherVerb = a.verbs !== '' && b.verbs !== '' && a.verbs !== b.verbs && a.acts.size + b.acts.size === 0;
    return ((shared(shorter, longer) + sharedThing) / 2) * (isOtherVerb ? OTHER_VERB : 1);
  }

  /** Of these names those that are like what was said, the likest first. */
  likest<N extends Pick<FigureName, 'name'>>(said: string, others: readonly N[], least = LEAST): N[] {
    return others
      .map(other => ({ other, likeness: this.between(said, other.name) }))
      .filter(({ likeness }) => likeness >= least)
      .sort((a, b) => b.likeness - a.likeness || (a.other.name < b.other.name ? -1 : 1))
      .map(({ other }) => other);
  }

  /** Of these names those that are like this one and of its unit and kind. */
  alikeAmong<N extends Pick<FigureName, 'name' | 'units' | 'kind'>>(one: Pick<FigureName, 'name' | 'units' | 'kind'>, others: readonly N[]): N[] {
    const isAddable = (other: N): boolean => {
      const { units, isOneKind } = fitOf(one, other);
      return units.length > 0 && isOneKind;
    };
    return this.likest(one.name, others.filter(isAddable));
  }
}

/** 像的叫法 — other names that may well mean the same and can be counted with it, the likest first; never one that was told apart from it. */
export function alikeNames(one: FigureName, names: FigureNames, likeness = new Likeness()): FigureName[] {
  const apart = new Set(names.decided.apartFrom(one.name));
  const own = names.root(one).name;
  const isOther = ({ name }: FigureName): boolean => name !== own && !apart.has(name) && names.decided.path(name).length === 0;
  const alike = likeness.alikeAmong(one, [...names.listed, ...names.kept].filter(isOther));
  return alike.filter(other => toldTogether(one, other).length === 0);
}

function shared(letters: string, among: string): number {
  return [...letters].filter(letter => among.includes(letter)).length / letters.length;
}

/** 检查塔吊 and 拆除塔吊; a name without an act may mean any. */
function areUnlike(acts: ReadonlySet<number>, others: ReadonlySet<number>): boolean {
  return acts.size > 0 && others.size > 0 && ![...acts].some(act => others.has(act));
}
