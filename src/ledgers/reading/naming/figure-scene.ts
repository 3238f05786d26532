import type { MetricKind, Quantity } from '../../../domain/quantity.ts';
import { type TaggedWord, taggedWords } from '../../../language/segmentation.ts';
import type { UnitClass } from '../../../language/units.ts';
import { fnv1a } from '../../../lib/fnv.ts';
import type { FigureWindow } from '../figure-window.ts';
import { fullVerbOf, isWork } from '../work-words.ts';

/** 起名的语境 — what a figure without a metric can be named by. */
export interface FigureScene {
  quantity: Pick<Quantity, 'value' | 'unit'>;
  window: FigureWindow;
  unitClass: UnitClass | undefined;
  /** As what it was read before it had a name. */
  kind: MetricKind;
  /** The figure before it in the same piece of work, and the first one; '' for none. */
  previous: string;
  head: string;
  isSameUnit: boolean;
  /** The clause without figures that was said last before it. */
  topic: string;
  /** What the rules of `name-figure.ts` call it. */
  rule: string;
  /** Names that it is not: of the figures before it, and of metrics that a word was said of but that the rules did not find meant. */
  refused: ReadonlySet<string>;
}

/** A word with the numbers that stand for it and for its kind among the features of names; signed, because V8 keeps those without an object for each. */
export interface NameWord extends TaggedWord {
  hash: number;
  kind: number;
  isVerb: boolean;
  isNoun: boolean;
  /** Written out as a ledger does; '' for what a name may have or lack. */
  bare: string;
}

/** 数, 金额, 企业: words that a name may have or lack and mean the same. */
export const light =
  /^(?:数量?|量|额|金额|资金|人数|人员|人次|户数|件数|场次|次数|企业|单位|项目|问题|事项|案件|工作|活动|情况|开展|举办|组织|完成|新增|累计|总数|总量|总额|个数|家数|面积|里程|长度)$/;

/** A verb of one letter (收, 做) is one of speech, one of two (核查) a word of the ledger. */
export function nameWord({ text, tag }: TaggedWord): NameWord {
  const full = fullVerbOf(text);
  const work = isWork(text) ? 8 : full !== undefined ? 16 : 0;
  const bare = full ?? text;
  return {
    text,
    tag,
    hash: fnv1a(text) | 0,
    kind: (fnv1a(tag) + Math.min(3, text.length) + work) | 0,
    isVerb: tag.startsWith('v'),
    isNoun: /^[njlib]/.test(tag),
    bare: light.test(bare) ? '' : bare,
  };
}

/** The words around a figure, each with its part of speech, without those that say nothing of a name. */
export interface SceneWords {
  left: NameWord[];
  /** Those of the left side that a name is made of: verbs and things, not when, where, how and to what effect. */
  core: NameWord[];
  right: NameWord[];
  before: NameWord[];
  topic: NameWord[];
  previous: NameWord[];
}

const empty =
  /^(?:[了的着过得地呢吧啊呀哈嘛共也都又还就才已均再约将把被于有是为达各]|已经|一共|总共|共计|累计|总计|合计|分别|本周|这周|今天|昨天|目前|现在|其中|另外|同时|大概|左右|大约|一直|加起来|里头|那边|那天|当前|全[县区市镇局]|仅|只|个|我们|我|咱|咱们|那个|这个|达到)$/;
const noPart = /^(?:[tdpcrmfuyeox]|ul|uj|uz|ud|ug|uv|nr)/;
const effect = /^(?:上来|下来|出来|出去|回来|下去|起来|掉|完|好|到|出|成|上|下|起|来|去|过|住|回|进|给|完毕|结束|到位|顺利|成功)$/;

/** At most so many words of each source: what stands farther off names nothing. */
const most = 9;

export function wordsOf(text: string): NameWord[] {
  // 检了 and 交了 are no words.
  const plain = text.replace(/[“”"「」【】]/g, '').replace(/了(?=$|\s)/g, ' ');
  if (plain === '') return [];
  return withDenials(taggedWords(plain))
    .filter(({ text: word }) => /[一-龥A-Za-z]|^12\d{3}$/.test(word) && !empty.test(word))
    .map(nameWord);
}

/** 不 and 合格 are one word here: a name must never lose what denies it. */
function withDenials(words: readonly TaggedWord[]): TaggedWord[] {
  return words.reduce<TaggedWord[]>((joined, word) => {
    const last = joined.at(-1);
    if (last !== undefined && /^(?:不|没|未|无|没有|拒不?|非)$/.test(last.text))
      joined[joined.length - 1] = { text: last.text + word.text, tag: word.tag };
    else joined.push(word);
    return joined;
  }, []);
}

const isPart = ({ text, tag }: TaggedWord): boolean => (!noPart.test(tag) && !effect.test(text)) || /^\d/.test(text);

export function wordsOfScene({ window, topic, previous }: FigureScene): SceneWords {
  const before = window.before.split(/[，。；！？：:、（）\n/|]/).findLast(part => part.trim() !== '') ?? '';
  const left = wordsOf(window.left).slice(-most);
  return {
    left,
    core: left.filter(isPart),
    right: wordsOf(window.right).slice(0, 5),
    before: wordsOf(before).slice(-5),
    topic: wordsOf(topic).filter(isPart).slice(-7),
    previous: wordsOf(previous).slice(-6),
  };
}
