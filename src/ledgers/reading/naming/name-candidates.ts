import { isBareVerb, thingOf } from '../name-figure.ts';
import { fullVerbOf, isWork, shortVerbs, verbOf } from '../work-words.ts';
import { type FigureScene, type NameWord, nameWord, type SceneWords, wordsOf } from './figure-scene.ts';

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
  | 'likePrevious'
  | 'ofPrevious'
  | 'before'
  | 'beforeOwn'
  | 'ownBefore'
  | 'topic'
  | 'topicOwn'
  | 'ownTopic';

/** 候选名 — a name that the words allow. */
export interface NameCandidate extends Cut {
  name: string;
  shape: Shape;
  /** All that it is made of, in order. */
  words: readonly NameWord[];
  /** 人数, 金额 added to it. */
  ending: string;
  /** A verb of speech was written out. */
  isInFull: boolean;
}

/** Where a name was cut out of its source: how many words were used, left out in front and behind, and the words beside the cuts. */
interface Cut {
  used: number;
  skippedFront: number;
  skippedBehind: number;
  outBefore: NameWord | undefined;
  outBehind: NameWord | undefined;
}

function cut(used: number, skippedFront: number, skippedBehind = 0, outBefore?: NameWord, outBehind?: NameWord): Cut {
  return { used, skippedFront, skippedBehind, outBefore, outBehind };
}

const uncut = cut(0, 0);

const maximumLength = 16;
const maximumCandidates = 140;

/** Verbs of speech as a ledger writes them. */
const written: Record<string, readonly string[]> = {
  看: ['检查', '查看'],
  查看: ['检查'],
  搞: ['开展'],
  立: ['设置'],
  设: ['设置'],
  摆: ['设置', '摆放'],
  签: ['签订'],
  送: ['发放'],
  派: ['发放'],
  发出: ['发放'],
  走: ['走访', '走进'],
  进: ['走进'],
  过: ['通过'],
  抓: ['查处', '抓获'],
  罚: ['罚款'],
  扣: ['扣押', '查扣'],
  审: ['审核'],
  批: ['审批', '批准'],
  调: ['调解'],
  修: ['维修'],
  换: ['更换'],
  装: ['安装'],
  清: ['清理'],
  补: ['补发'],
  讲: ['宣讲'],
  贴: ['张贴'],
  挂: ['悬挂'],
  拉: ['悬挂'],
  推: ['推送', '推荐'],
  退: ['退回'],
  转: ['转办'],
  约: ['约谈'],
  抽: ['抽查'],
  增: ['新增'],
  增加: ['新增'],
  加: ['新增', '增加'],
  报: ['上报', '报送'],
  评: ['评选'],
  测: ['检测'],
  结: ['办结', '结案'],
  整: ['整改'],
  改: ['整改'],
  弄: ['整改'],
  放: ['发放'],
  交: ['上报'],
  来: ['参加'],
  到: ['参加'],
  劝: ['劝离'],
  收: ['收到'],
  接: ['接'],
  办: ['办理'],
  没: ['未'],
};

/** Every verb of speech with what a ledger may write for it, the likeliest first. */
const inFull: ReadonlyMap<string, readonly NameWord[]> = new Map(
  [...new Set([...Object.keys(written), ...shortVerbs.keys()])].map(verb => {
    const said = [...(written[verb] ?? []), fullVerbOf(verb) ?? verb].filter(word => word !== verb);
    return [verb, [...new Set(said)].map(text => nameWord({ text, tag: 'v' }))];
  }),
);

/** The word as a ledger writes it; what it may stand for, the likeliest first. */
export function fullVerbsOf({ text }: NameWord): readonly NameWord[] {
  return inFull.get(text) ?? none;
}

const none: readonly NameWord[] = [];

function join(words: readonly NameWord[]): string {
  let name = '';
  for (const { text } of words) name += text;
  return name;
}

class Candidates {
  readonly found = new Map<string, NameCandidate>();

  add(words: readonly NameWord[], shape: Shape, at: Cut, isInFull = false): void {
    this.addNamed(join(words), words, shape, at, '', isInFull);
  }

  addNamed(name: string, words: readonly NameWord[], shape: Shape, at: Cut, ending = '', isInFull = false): void {
    if (name.length < 2 || name.length > maximumLength || this.found.size >= maximumCandidates || this.found.has(name)) return;
    // 不合格3台: a verb alone would be added up with whatever else is 不合格.
    if (shape !== 'rule' && words.length <= 3 && (isBareVerb(name) || isWork(name))) return;
    const { used, skippedFront, skippedBehind, outBefore, outBehind } = at;
    this.found.set(name, { name, shape, words, used, skippedFront, skippedBehind, outBefore, outBehind, ending, isInFull });
  }

  /** The words as they were said, and with the verb that they begin with written out. */
  addSaid(words: readonly NameWord[], shape: Shape, at: Cut): void {
    const [first] = words;
    if (first === undefined) return;
    this.add(words, shape, at);
    for (const full of fullVerbsOf(first)) this.add([full, ...words.slice(1)], shape, at, true);
  }
}

/** Every name that the words around a figure allow, the likeliest ways of forming one first. */
export function nameCandidates(scene: FigureScene, words: SceneWords): NameCandidate[] {
  const candidates = new Candidates();
  const { left, core, right, before, topic } = words;
  addLeft(core, candidates);
  addRight(core, right, candidates);
  addPrevious(scene, words, candidates);
  addAround(before, core, 'before', candidates);
  addAround(topic, core, 'topic', candidates);
  if (core.length < left.length) addLeft(left, candidates);
  addEndings(scene, candidates);
  if (!candidates.found.has(scene.rule)) candidates.addNamed(scene.rule, wordsOf(scene.rule), 'rule', uncut);
  return [...candidates.found.values()];
}

function addLeft(left: readonly NameWord[], candidates: Candidates): void {
  const count = left.length;
  const closing = left[count - 1];
  for (let behind = 0; behind <= Math.min(2, count - 1); behind++)
    for (let from = count - behind - 1; from >= 0; from--) {
      const used = left.slice(from, count - behind);
      const at = cut(used.length, from, behind, left[from - 1], left[count - behind]);
      candidates.addSaid(used, 'left', at);
      // 简历收了1300份: the verb of speech stands between the thing and its number.
      if (behind === 1 && closing !== undefined && (closing.isVerb || closing.text.length === 1)) candidates.addSaid([closing, ...used], 'moved', at);
    }
  for (let verb = count - 3; verb >= 0; verb--) {
    const act = left[verb];
    if (act === undefined || !act.isVerb) continue;
    for (let from = count - 1; from > verb + 1; from--)
      candidates.addSaid([act, ...left.slice(from)], 'skipped', cut(count - from + 1, verb, 0, left[from - 1]));
  }
}

function addRight(left: readonly NameWord[], right: readonly NameWord[], candidates: Candidates): void {
  const verb = left.findLast(({ isVerb }) => isVerb);
  for (let until = 1; until <= Math.min(4, right.length); until++) {
    const behind = right.slice(0, until);
    const out = right[until];
    // 3个企业电话: the last word of a thing says what it is.
    if (out?.isNoun === true && behind.at(-1)?.isNoun === true) continue;
    candidates.addSaid(behind, 'right', cut(0, 0, 0, undefined, out));
    for (let from = left.length - 1; from >= Math.max(0, left.length - 3); from--)
      candidates.addSaid([...left.slice(from), ...behind], 'leftRight', cut(left.length - from, from, 0, left[from - 1], out));
    if (verb !== undefined) candidates.addSaid([verb, ...behind], 'leftRight', cut(1, 0, 0, undefined, out));
    // 12家单位发了提醒函: what they were given.
    for (let from = 1; from < until; from++) candidates.addSaid(behind.slice(from), 'right', cut(0, from, 0, behind[from - 1], out));
    const [act, ...thing] = behind;
    if (act !== undefined && thing.length > 0) candidates.addSaid([...thing, act], 'rightLeft', cut(0, 0, 0, undefined, out));
    // 2个学校约谈: what was done to them stands behind the thing.
    const done = behind.at(-1);
    if (done?.isVerb === true && thing.length > 0) candidates.addSaid([done, ...behind.slice(0, -1)], 'rightLeft', cut(0, 0, 0, undefined, out));
  }
}

function addPrevious({ previous, head }: FigureScene, { core, right, previous: told }: SceneWords, candidates: Candidates): void {
  const noun = told.findLast(({ isNoun }) => isNoun);
  for (const name of previous === head ? [previous] : [previous, head]) {
    if (name === '') continue;
    const whole = name === previous ? told : wordsOf(name);
    const thing = partOf(whole, thingOf(name));
    const act = partOf(whole, verbOf(name));
    for (const own of [core, right])
      for (let length = 1; length <= Math.min(3, own.length); length++) {
        const used = own === core ? own.slice(-length) : own.slice(0, length);
        const at = cut(length, own.length - length);
        const farther = cut(length, own.length - length, 1);
        candidates.addSaid([...used, ...thing], 'ownPrevious', at);
        if (noun !== undefined) candidates.addSaid([...used, noun], 'ownPrevious', farther);
        candidates.add([...thing, ...used], 'previousOwn', at);
        candidates.add([...whole, ...used], 'previousOwn', farther);
        // 检查塔吊18台，不合格3台: without its thing it would be added up with whatever else is 不合格.
        const isBare = isBareVerb(join(used));
        if (act.length > 0 && !isBare) candidates.add([...act, ...used], 'verbOfPrevious', at);
        // 口蹄疫免疫牛0.86万头、羊4.3万只: the same, but for its last words.
        for (let kept = whole.length - 1; kept >= 1 && length <= 2 && !isBare; kept--)
          candidates.add([...whole.slice(0, kept), ...used], 'likePrevious', cut(length, own.length - length, whole.length - kept));
        for (let from = 1; from < whole.length && length <= 2; from++)
          candidates.add([...used, ...whole.slice(from)], 'ofPrevious', cut(length, own.length - length, whole.length - from));
      }
    candidates.addNamed(name, whole, 'previous', uncut);
    candidates.add(thing, 'previous', cut(0, 1));
  }
}

/** The words of a name that make up a part of it; the part as one word where it ends within a word. */
function partOf(whole: readonly NameWord[], part: string): readonly NameWord[] {
  if (part === '') return [];
  for (let from = 0; from < whole.length; from++) {
    let rest = part;
    let until = from;
    while (rest !== '' && rest.startsWith(whole[until]?.text ?? '-')) rest = rest.slice(whole[until++]?.text.length);
    if (rest === '') return whole.slice(from, until);
  }
  return [nameWord({ text: part, tag: 'n' })];
}

function addAround(source: readonly NameWord[], left: readonly NameWord[], kind: 'before' | 'topic', candidates: Candidates): void {
  const [alone, withOwn, ownWith] =
    kind === 'before' ? (['before', 'beforeOwn', 'ownBefore'] as const) : (['topic', 'topicOwn', 'ownTopic'] as const);
  const own = left.slice(-2);
  const owns = own.length > 1 ? [own, own.slice(-1)] : own.length === 1 ? [own] : [];
  for (let length = 1; length <= Math.min(4, source.length); length++)
    for (let from = source.length - length; from >= 0; from--) {
      const used = source.slice(from, from + length);
      const [outBefore, outBehind] = [source[from - 1], source[from + length]];
      const behind = source.length - from - length;
      if (own.length === 0 || kind === 'before') candidates.addSaid(used, alone, cut(0, from, behind, outBefore, outBehind));
      if (left.length > 3) continue;
      for (const words of owns) {
        const at = cut(words.length, from, behind, outBefore, outBehind);
        candidates.add([...used, ...words], withOwn, at);
        candidates.addSaid([...words, ...used], ownWith, at);
      }
    }
}

/** What a unit lets one add: 30户 of 清退 are 清退户数. */
function endingsOf({ unitClass, quantity: { unit } }: FigureScene): readonly string[] {
  return endings[unit] ?? endings[unitClass ?? ''] ?? [];
}

const endings: Record<string, readonly string[]> = {
  人次: ['人次', '人数'],
  people: ['人数', '人员'],
  money: ['金额', '资金'],
  rate: ['率', '占比', '增长', '下降', '同比增长'],
  organisations: ['企业', '单位'],
  户: ['户数', '企业'],
  笔: ['笔数'],
  measure: ['面积'],
  公里: ['里程'],
  起: ['案件'],
  宗: ['案件'],
  项: ['事项', '项目'],
  条: ['问题'],
  处: ['隐患', '点位'],
  个: ['项目', '问题'],
  台: ['车辆', '设备'],
  辆: ['车辆'],
};

function addEndings(scene: FigureScene, candidates: Candidates): void {
  const added = endingsOf(scene);
  if (added.length === 0) return;
  const bases = [...candidates.found.values()].slice(0, 14);
  for (const ending of added) {
    const word = nameWord({ text: ending, tag: 'n' });
    for (const base of bases)
      if (!base.name.endsWith(ending))
        candidates.addNamed(base.name.replace(/占$/, '') + ending, [...base.words, word], base.shape, base, ending, base.isInFull);
  }
}
