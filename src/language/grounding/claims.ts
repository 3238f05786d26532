import { words } from '../segmentation.ts';

/** 断言 — one thing that is said of what may, must or must not be, or of how much; `said` triggers it, `held` in the source bears it out. */
interface Claim {
  said: RegExp;
  held: RegExp;
}

/** In law one of these words turns a sentence round. */
const legalClaims: readonly Claim[] = [
  { said: /不得|禁止|严禁|不准|不能|不可(?!抗)|不允许|不应/, held: /不得|禁止|严禁|不准|不能|不可|不应|不予/ },
  {
    said: /无需|无须|不必|不用|不需|免[予于除交缴]|不予|可以不|不再/,
    held: /无需|无须|不必|不用|不需|免[予于除交缴]|免|不予|可以不|不再|不收|不得收取/,
  },
  { said: /必须|应当|务必|有义务/, held: /必须|应当|应(?![急用])|须|不得|有义务|责任/ },
  { said: /(?<!不)可以(?!不)|有权|允许|能够|准许/, held: /可以|有权|允许|可(?!能)|能够|准予|另有约定|从其约定|由[^，。；]{2,20}(?:处|责令|给予)/ },
  { said: /除外|除非|例外|另有/, held: /除外|除非|但是|但|另有|不适用/ },
  { said: /任何|所有|全部|一律|无论|不论/, held: /任何|所有|全部|一律|无论|不论|各|均/ },
  { said: /只有|仅(?!供)|唯有|必定|当然|自动/, held: /只有|仅|方可|自动|当然/ },
  { said: /违法|犯罪|刑事/, held: /违法|违反|犯罪|刑事|罚/ },
  { said: /立即|马上|随时/, held: /立即|随时|及时|当日/ },
];

/** What a report may say of its figures only where its records do. */
export const reportClaims: readonly RegExp[] = [
  /同比|环比|增长|增幅|上升|下降|降低|减少|提升(?!服务|能力|水平|质效|效能|素养|意识)|提高(?!服务|能力|水平|质效|效能|素养|意识)|翻/g,
  /首[次个批家创]|率先|领先|名列|前列|排名|位居|居[全省市]|冠|新高|新低|创历史/g,
  /全部|全覆盖|全面完成|圆满|超额|均已|全数|无[一事投]|清零|归零/g,
  /大幅|显著|明显|大量|众多|广泛|多[家次场件名份期]|频/g,
  /表彰|表扬|获[得评奖]|荣|好评|满意|肯定|认可|批示/g,
  /今年|去年|上半年|下半年|年初|年底|月底|季度|近日|日前|截至|目前|此前|以来/g,
  // What turns a fact round, or into a plan.
  /未|没有?|尚|不(?!断|懈|同)|拟|计划|(?<!现)将|预计|力争|争取|目标(?!导向)|如果|假如|本应|可能|大约|左右|其中|仅|只有|除了?/g,
];

/** Function words and words that every official sentence has: they say nothing that a source must bear out. */
const empty =
  /^(?:根据|依照|按照|依据|对此|其中|同时|此外|另外|因此|所以|因为|如果|若|的话|以及|或者|并且|而且|但是|即|也就是说|也就是|具体|具体来说|具体为|情况|情形|规定|明确|法律|法规|条文|条款|有关|相关|问题|方面|属于|对于|关于|进行|需要|可以|应当|应|必须|这种|这个|该|此|其|您|你|我们|一般|一是|二是|三是|来说|而言|通常|包括|内容|要求|如下|作出|处理|办理|单位|部门|企业|个人|人员|工作|期限|时间|标准|金额|责任|条件|程序|范围|方式|结果|原文|依据|措施|做法|事项|材料|期间|之内|规则|方面|主要|这样|那样|如此|写的|写明|所述|简言之|换句话说|换言之|注意|关键|答案|明文|原话|原句|专门|作了|另行|同样|时候|是否|怎么|怎样|如何|什么|哪些|多少|多久|回答|结论|简单|总之|上述|前述|下列|还|也|都|就|则|才|再|又|已|在|是|有|为|与|和|及|由|从|向|对|被|把|将|会|能|要|等|中|上|下|内|外|后|前|时|者|所|之|以|于|而|且|或|不|无|未|非)$/;
/** Words that speak of the text itself or of the telling, and those that say what kind of figure follows. */
const aboutText =
  /^(?:办法|文件|政策|法条|本身|一句|半句|一点|一条|这句|整句|这条|本条|该条|此条|这项|这里|此处|文字|表述|写法|说法|大意|完整|清楚|明白|清晰|直接|准确|权威|列举|列明|列出|载明|写道|写着|对应|相应|针对|至于|就此|为此|据此|说明|补充|答复|参照|参阅|参考|参见|详见|请见|引用|摘录|留意|值得注意|简而言之|总的来看|总的来说|换句话|为准|请以|适用|义务|分别|这么|那么|时限|年限|时长|天数|次数|比例|上限|下限|限额|额度|数额|幅度|一定|设有|设定|怎么办|咋办|如何办|对方|提起|提出|哪[个家里些天年]|哪一[个天年项条家]|多长|多长时间|多大|多高|怎么样|会怎样|后果|计算|(.)不\1|(.)没\2)$/;
/** 对小微, 奖补要: what segmentation leaves hanging on a word. */
const hanging = /^[对按由从向在把将被为给使让](?=.)|(?<=.)[要的了会能里后时前内外中上下]$/g;

function isEmpty(word: string): boolean {
  return empty.test(word) || aboutText.test(word);
}

/** 明确规定, 具体内容: segmentation draws together what says nothing apart either. */
function saysNothing(word: string): boolean {
  return (
    isEmpty(word) || Array.from({ length: word.length - 1 }, (_, at) => at + 1).some(at => isEmpty(word.slice(0, at)) && isEmpty(word.slice(at)))
  );
}

/** Words that mean something. */
export function contentWords(text: string): string[] {
  return words(text).filter(word => word.length > 1 && /[\u4e00-\u9fff]/.test(word) && !saysNothing(word));
}

/** 付款 beside 付清货款, 工信局 beside 工业和信息化局: the characters in this order, near one another. A word that denies is no short form. */
function isShortFor(word: string, source: string): boolean {
  if (word.length > 5 || !/^[\u4e00-\u9fff]+$/.test(word) || /[不未无非]/.test(word)) return false;
  return new RegExp([...word].join(`[\\u4e00-\\u9fff]{0,${word.length > 2 ? 3 : 2}}`)).test(source);
}

/** Whether a word of a generated text is borne out by its source: it stands there, also drawn together, or the greater part of its pairs of characters does. */
function isIn(word: string, source: string): boolean {
  if (source.includes(word) || isShortFor(word, source)) return true;
  if (word.length < 3) return false;
  const pairs = [...word].slice(1).map((character, at) => `${word[at]}${character}`);
  return pairs.filter(pair => source.includes(pair)).length * 2 > pairs.length;
}

/** 检查人员 beside 检查: a word of the source with one that says nothing. */
function isPutTogether(word: string, source: string): boolean {
  if (word.length < 4) return false;
  const borne = (part: string): boolean => isEmpty(part) || source.includes(part);
  return Array.from({ length: word.length - 3 }, (_, at) => at + 2).some(at => borne(word.slice(0, at)) && borne(word.slice(at)));
}

/** The words that mean something and that no source has. */
export function strangers(text: string, source: string): string[] {
  return [...new Set(contentWords(text))].filter(word => {
    if (isIn(word, source) || isPutTogether(word, source)) return false;
    const core = word.replace(hanging, '');
    return core === word || (core.length > 1 && !isIn(core, source));
  });
}

/** The claims of a text that its source does not make. */
export function claimsBeyond(text: string, source: string): string[] {
  return legalClaims.flatMap(({ said, held }) => {
    const found = said.exec(text)?.[0];
    return found === undefined || held.test(source) ? [] : [found];
  });
}

/** The claims of a text that none of the sentences bears out which deal with the same thing. */
export function unheldClaims(text: string, sentences: readonly string[]): string[] {
  const about = contentWords(text);
  const shared = (sentence: string): number => about.filter(word => isIn(word, sentence)).length;
  const near = Math.max(1, ...sentences.map(shared)) * 0.5;
  const supporting = sentences.filter(sentence => shared(sentence) >= near);
  const held = supporting.map(sentence => claimsBeyond(text, sentence));
  return claimsBeyond(text, '').filter(claim => held.every(beyond => beyond.includes(claim)));
}
