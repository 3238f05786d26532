import { isBareVerb, thingOf } from '../name-figure.ts';
import { fullVerbOf, verbOf } from '../work-words.ts';
import type { FigureScene, NameWord, SceneWords } from './figure-scene.ts';

/** How a candidate was formed: of which words, and in which order. */
export type Shape =
  | 'rule'
  | 'left'
  | 'moved'
  | 'skipped'
  | 'leftRight'
  | 'right'
  | 'rightLeft'
  | 'previous'
  | 'ownPrevious'
  | 'previousOwn'
  | 'verbOfPrevious'
  | 'before'
  | 'beforeOwn'
  | 'ownBefore'
  | 'topic'
  | 'topicOwn'
  | 'ownTopic';

/** 候选名 — a name that the words allow. */
export interface NameCandidate {
  name: string;
  shape: Shape;
  /** Words of its source: how many were used, left out in front, and left out behind. */
  used: number;
  skippedFront: number;
  skippedBehind: number;
  /** The first and the last word that it is made of, and the words that were left out beside them. */
  first?: NameWord | undefined;
  last?: NameWord | undefined;
  outBefore?: NameWord | undefined;
  outBehind?: NameWord | undefined;
  /** 人数, 金额 added to it. */
  ending: string;
  /** A verb of speech was written out. */
  isInFull: boolean;
}

const maximumLength = 16;
const maximumCandidates = 60;

/** Verbs of speech as a ledger writes them. */
const written: Record<string, string> = {
  看: '检查',
  查看: '检查',
  搞: '开展',
  立: '设置',
  签: '签订',
  送: '发放',
  发出: '发放',
  走: '走访',
  过: '通过',
  抓: '查处',
  审: '审核',
  批: '审批',
  调: '调解',
  修: '维修',
  换: '更换',
  装: '安装',
  清: '清理',
  补: '补发',
  讲: '宣讲',
  贴: '张贴',
  挂: '悬挂',
  退: '退回',
  转: '转办',
  约: '约谈',
  抽: '抽查',
  增: '新增',
  增加: '新增',
  扣: '扣押',
  来: '参加',
  到: '参加',
  劝: '劝离',
  收: '收到',
  接: '接',
  办: '办理',
};

function inFull({ text }: NameWord): string {
  return written[text] ?? fullVerbOf(text) ?? text;
}

const isVerb = (word: NameWord | undefined): boolean => word !== undefined && /^v/.test(word.tag);
const isNoun = (word: NameWord | undefined): boolean => word !== undefined && /^(?:n|j|l|i|b)/.test(word.tag);
const join = (words: readonly NameWord[]): string => words.map(({ text }) => text).join('');

class Candidates {
  readonly found = new Map<string, NameCandidate>();

  add(name: string, shape: Shape, rest: Partial<NameCandidate> = {}): void {
    if (name.length < 2 || name.length > maximumLength || this.found.size >= maximumCandidates || this.found.has(name)) return;
    // 不合格3台: a verb alone would be added up with whatever else is 不合格.
    if (shape !== 'rule' && isBareVerb(name)) return;
    this.found.set(name, { name, shape, used: 0, skippedFront: 0, skippedBehind: 0, ending: '', isInFull: false, ...rest });
  }

  /** The words as they were said, and with the verb that they begin with written out. */
  addSaid(words: readonly NameWord[], tail: string, shape: Shape, rest: Partial<NameCandidate> = {}): void {
    const [first, ...more] = words;
    if (first === undefined) return;
    const said = join(words) + tail;
    const full = `${inFull(first)}${join(more)}${tail}`;
    this.add(said, shape, rest);
    if (full !== said) this.add(full, shape, { ...rest, isInFull: true });
  }
}

/** Every name that the words around a figure allow, the likeliest ways of forming one first. */
export function nameCandidates(scene: FigureScene, words: SceneWords): NameCandidate[] {
  const candidates = new Candidates();
  const { left, core, right, before, topic } = words;
  candidates.add(scene.rule, 'rule');
  addLeft(core, candidates);
  addRight(core, right, candidates);
  addPrevious(scene, words, candidates);
  addAround(before, core, 'before', candidates);
  addAround(topic, core, 'topic', candidates);
  if (core.length < left.length) addLeft(left, candidates);
  addEndings(scene, candidates);
  return [...candidates.found.values()];
}

function addLeft(left: readonly NameWord[], candidates: Candidates): void {
  const count = left.length;
  const closing = left[count - 1];
  for (let behind = 0; behind <= Math.min(2, count - 1); behind++)
    for (let from = count - behind - 1; from >= 0; from--) {
      const used = left.slice(from, count - behind);
      const details = {
        used: used.length,
        skippedFront: from,
        skippedBehind: behind,
        first: used[0],
        last: used.at(-1),
        outBefore: left[from - 1],
        outBehind: left[count - behind],
      };
      candidates.addSaid(used, '', 'left', details);
      // 简历收了1300份: the verb of speech stands between the thing and its number.
      if (behind === 1 && closing !== undefined && (isVerb(closing) || closing.text.length === 1))
        candidates.addSaid([closing], join(used), 'moved', { ...details, first: closing });
    }
  for (let at = count - 3; at >= 0; at--) {
    const verb = left[at];
    if (verb === undefined || !isVerb(verb)) continue;
    for (let from = count - 1; from > at + 1; from--) {
      const rest = left.slice(from);
      candidates.addSaid([verb], join(rest), 'skipped', {
        used: rest.length + 1,
        skippedFront: at,
        first: verb,
        last: rest.at(-1),
        outBefore: left[from - 1],
      });
    }
  }
}

function addRight(left: readonly NameWord[], right: readonly NameWord[], candidates: Candidates): void {
  const verb = left.findLast(isVerb);
  for (let until = 1; until <= Math.min(4, right.length); until++) {
    const behind = right.slice(0, until);
    const details = { last: behind.at(-1), outBehind: right[until] };
    candidates.addSaid(behind, '', 'right', { ...details, first: behind[0] });
    for (let from = left.length - 1; from >= Math.max(0, left.length - 3); from--) {
      const own = left.slice(from);
      candidates.addSaid(own, join(behind), 'leftRight', {
        ...details,
        used: own.length,
        skippedFront: from,
        first: own[0],
        outBefore: left[from - 1],
      });
    }
    if (verb !== undefined) candidates.addSaid([verb], join(behind), 'leftRight', { ...details, used: 1, first: verb });
    const [act, ...thing] = behind;
    if (act !== undefined && thing.length > 0) candidates.addSaid(thing, act.text, 'rightLeft', { ...details, first: thing[0] });
    // 2个学校约谈: what was done to them stands behind the thing.
    const done = behind.at(-1);
    if (done !== undefined && thing.length > 0 && isVerb(done))
      candidates.addSaid([done], join(behind.slice(0, -1)), 'rightLeft', { ...details, first: done, isInFull: false });
  }
}

function addPrevious({ previous, head }: FigureScene, { core, right, previous: told }: SceneWords, candidates: Candidates): void {
  const noun = told.findLast(isNoun)?.text ?? '';
  for (const name of new Set([previous, head])) {
    if (name === '') continue;
    const thing = thingOf(name);
    const act = verbOf(name);
    for (const own of [core, right])
      for (let length = 1; length <= Math.min(3, own.length); length++) {
        const used = own === core ? own.slice(-length) : own.slice(0, length);
        const details = { used: length, skippedFront: own.length - length, first: used[0], last: used.at(-1) };
        candidates.addSaid(used, thing, 'ownPrevious', details);
        if (noun !== '' && noun !== thing) candidates.addSaid(used, noun, 'ownPrevious', { ...details, skippedBehind: 1 });
        candidates.add(thing + join(used), 'previousOwn', details);
        if (act !== '') candidates.add(act + join(used), 'verbOfPrevious', details);
        candidates.add(name + join(used), 'previousOwn', { ...details, skippedBehind: 1 });
      }
    candidates.add(name, 'previous');
    candidates.add(thing, 'previous', { skippedFront: 1 });
  }
}

function addAround(source: readonly NameWord[], left: readonly NameWord[], kind: 'before' | 'topic', candidates: Candidates): void {
  const [alone, withOwn, ownWith] =
    kind === 'before' ? (['before', 'beforeOwn', 'ownBefore'] as const) : (['topic', 'topicOwn', 'ownTopic'] as const);
  const own = left.slice(-2);
  for (let length = 1; length <= Math.min(4, source.length); length++)
    for (let from = source.length - length; from >= 0; from--) {
      const used = source.slice(from, from + length);
      const details = {
        skippedFront: from,
        skippedBehind: source.length - from - length,
        first: used[0],
        last: used.at(-1),
        outBefore: source[from - 1],
        outBehind: source[from + length],
      };
      if (own.length === 0 || kind === 'before') candidates.addSaid(used, '', alone, details);
      if (left.length > 3) continue;
      for (const words of own.length > 1 ? [own, own.slice(-1)] : own.length === 1 ? [own] : []) {
        candidates.add(join(used) + join(words), withOwn, { ...details, used: words.length, last: words.at(-1) });
        candidates.addSaid(words, join(used), ownWith, { ...details, used: words.length, first: words[0] });
      }
    }
}

/** What a unit lets one add: 30户 of 清退 are 清退户数. */
function endingsOf({ unitClass, quantity }: FigureScene): readonly string[] {
  if (quantity.unit === '户') return ['户数'];
  if (unitClass === 'people') return ['人数'];
  if (unitClass === 'money') return ['金额'];
  if (unitClass === 'rate') return ['率', '占比', '增长', '下降', '同比增长'];
  return unitClass === 'organisations' ? ['企业'] : [];
}

function addEndings(scene: FigureScene, candidates: Candidates): void {
  const bases = [...candidates.found.values()].slice(0, 14);
  for (const ending of endingsOf(scene))
    for (const base of bases)
      if (!base.name.endsWith(ending))
        candidates.add(base.name.replace(/占$/, '') + ending, base.shape, { ...base, name: base.name.replace(/占$/, '') + ending, ending });
}
