import type { Approximation, Quantity } from '../domain/quantity.ts';
import { normaliseWidth } from './normalise.ts';
import { blankNonQuantities } from './not-quantities.ts';
import { chineseNumeralCharacters, parseNumeral, scale } from './numerals.ts';
import { type UnitClass, unitClassOf, unitNames } from './units.ts';

/** 数量及其位置 — a quantity and where it stands in the text. */
export interface QuantityMention {
  quantity: Quantity;
  start: number;
  end: number;
}

const arabic = '\\d+[亿万千]零?\\d+[万千百]|\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
// 19万6, 2百5: the last digit counts tenths of the magnitude before it. With a unit behind it (19万6人) it may be a figure of its own.
const ends = '(?=\\s|\\s*(?:$|[，。；、！？：:,;!?）)\\n]|元|块|左右|上下|[吧了呢啊哈改应→]))';
const shortened = `(?<![第\\d.])\\d+[亿万千百](?:\\d[千百])?[1-9]${ends}|(?<![第\\d.])\\d+[亿万]\\d[千百]${ends}|(?<!第)[一二两三四五六七八九十百千万]+[万千百](?:[一二两三四五六七八九][千百])?[一二三四五六七八九](?![万千百十点])${ends}`;
const chinese = `[${chineseNumeralCharacters}]{1,9}(?:点[零一二三四五六七八九]{1,4}(?!十))?`;
// 12.3亿千瓦时: the 千 of a unit multiplies nothing.
const magnitude = '(?:[十百万亿]|千(?![瓦克米])){1,2}';
/** 4部门, 3路公交, 5场所: the letter begins a word of its own. */
const wordsBegunBy: Record<string, string> = {
  部: '门|位|长|署|委|队',
  门: '诊|店|面|牌|卫',
  路: '口|灯|公交|段|人马|过|边|由|面',
  站: '点|台|区|长',
  场: '所|地|馆',
  双: '方|向|拥|语|创|减|重|休|节|随',
  听: '取|课|说|到|证|众|会|讲',
  年: '前|底|后|初|末|内|度|级|轻|货',
  平: '台|安|均|时|方|米|稳|衡|等|面|整',
  列: '席|车|入|为|出|装|支|示|举|明|管|异|级|表|项',
  首: '次|批|席|府|届|先|发|轮|家|创|期|日|个|贷|例|付|要|页|都|季|年|月|周|场|台|单|战|套|店|违|责|问|办|接|诊',
  案: '件|例|由|卷|值|发|子|情|头|管',
  担: '保|任|当|负|心|架',
  针: '对|灸|织|剂',
  刀: '具',
  发: '现|放|出|布|送|证|生|票|展|动|文|言|往|包|函|给|起|过|车|电|货|行|了|明|改|债|到|卡|信|表|力|射|热|烧|酵|挥|掘|育|病|案|达|短|催|整|告|工|奖|补|书|各|通|宣|提|资|折|纸|承',
  通: '过|知|报|电|车|行|道|讯|航|气|水|宝|州|用|告|信|路|常|关|风|缉|办|畅|勤',
  课: '程|题|堂|件|本|表|后|间|外|余|前|时|桌|文|余',
  集: '团|中|体|市|合|资|约|贸|装|训|结|美|群|散|镇|会|卡|体|聚|采|成|邮',
  瓦: '房|斯|片|解|砖|工|楞|屋',
  碗: '筷|柜',
  盆: '栽|景|地|花',
  方: '面|案|式|位|向|法|便|可|才|米|言|针|舱|阵|志|圆',
  晚: '上|会|间|报|点|宴|于|高峰|归|饭|八|七|六|九',
  T: '[A-Za-z]',
  m: '[A-Za-z0-9²³]',
  km: '[A-Za-z0-9²³/]',
  mm: '[A-Za-z]',
  cm: '[A-Za-z]',
  kg: '[A-Za-z]',
  P: '[A-Za-z]',
};
const unitPattern = `(?:家[（]次[）]|户[（]次[）]|${unitNames.map(unitSource).join('|')})`;

function unitSource(unit: string): string {
  const begun = wordsBegunBy[unit];
  return `${unit.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}${begun === undefined ? '' : `(?!${begun})`}`;
}
const before =
  '(至少|最少|不少于|不低于|不足|不到|不超过|未超过|至多|最多|超过|突破|将近|接近|大约|大概|快(?=[\\d一二两三四五六七八九十百千])|约莫|差不多|估计|约为|(?<![签预邀节协契履违合])约|(?<![最附邻])近|逾|超|上(?=[百千万])|成(?=[百千万])|少说|不止|不下|顶多|撑死|直?逼近|估摸着?|大致|约摸|(?<![突打])破(?=[\\d一二两三四五六七八九十百千万])|(?<![超通不])过(?=[百千万])|(?<=[都均已率])过(?=\\d)|(?<![大中])小(?=[一二三四五六七八九]十|[一两二三四五六七八九]?[百千万])|(?<![人个家户次总件场份基])数(?=[百千万]))?\\s?';
const after = '(左右|出头|上下|以上|以下|以内|来往|不止|开外|挂零|有余|打底|往上|朝上|的?样子|\\+|余|多(?![家个次名人]))?';

const colloquial = new RegExp(`${before}(${shortened})\\s?(元|块钱|块)?${after}`, 'y');
const exact = new RegExp(
  `${before}(${arabic}|${chinese})(余|多|几|来|(?<=[百千万])把(?=[人个名份家户条斤元块号多])|\\+)?(?:个(?=[万亿](?![家户人名])|[架班车航批项]次))?(?: (?=[万亿](?:元|余|多|出头|左右|[^一-龥]|$)))?(${magnitude})?(余|多|来|\\+)?(?:(?! [尾口点面对把头段道节组队门间包车分度部班回路站双][一-龥])\\s?(${unitPattern}|俩(?=\\s|[，。；、]|$)))?${after}`,
  'y',
);
const range = new RegExp(
  `${before}(${arabic}|${chinese})(${magnitude})?\\s?(${unitPattern})?\\s?(?:至|到|[-—~]|、)\\s?(${arabic}|${chinese})(${magnitude})?\\s?(${unitPattern})`,
  'y',
);
const neighbours = new RegExp(
  `((?:[一二两三四五六七八九]百)?(?:[二三四五六七八九]?十)?)([一二三四五六七八九两])([二三四五六七八九])([十百千万]?)(来|多|余)?(${unitPattern})`,
  'y',
);
const vague = new RegExp(`(好几|若干|(?<![人个家户次总件场份基系函笔条分参])数|几|十几|好些)(${magnitude})?(来|多|余)?(${unitPattern})`, 'y');
const around = new RegExp(`(?<![一二两三四五六七八九])(?:(百)八十|(千)八百)(?:来|多)?(${unitPattern})`, 'y');
const masked = new RegExp(`(?:[*]{2,}(?:\\.[*]+)?|[×xX]{2,}|[*](?=${unitPattern}))(余|多)?\\s?(${unitPattern})`, 'y');
/** -3家, 1e30家, 12/15家, 3.5.6家, 5、6、7家: no number that a report can hold; what was meant has to be asked. */
const unreadable = new RegExp(
  `(?:(?:负|(?<!\\d)-)\\d+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?[eE][+-]?\\d+|\\d+/\\d+|(?<!第)\\d+(?:([.、])\\d+)(?:\\1\\d+)+)\\s?(${unitPattern})`,
  'y',
);
/** 3家+4家+5家=12家. */
const addition = new RegExp(
  `\\d+\\s?(?:${unitPattern})?(?:\\s?\\+\\s?\\d+\\s?(?:${unitPattern})?)+\\s?[=]\\s?共?\\s?(\\d+)\\s?(${unitPattern})`,
  'y',
);
const percentage = new RegExp(
  `${before}(?:百分之(${arabic}|${chinese})|千分之(${arabic}|${chinese})|(${chinese}|${arabic})分之(${chinese}|${arabic})|([一二三四五六七八九]|\\d)成([一二三四五六七八九半])?(?!立|果|员|效|功|长|本|品|交|为|人|绩|都|套)(?:(不到|不足)(?=\\s|[，。；、]|$))?)${after}`,
  'y',
);

const atLeast = /余|出头|多(?!$)|^多$|来往|\+|超|逾|破|过|以上|至少|最少|不少于|不低于|几|不止|不下|少说|开外|挂零|打底|往上|朝上|^上$|^成$|^数$/;
const atMost = /近|快|^小$|顶多|撑死|不足|不到|不超过|未超过|至多|最多|以下|以内/;
const about = /约|左右|上下|大概|大致|差不多|估计|估摸|样子|来|把/;

function approximationOf(marks: (string | undefined)[]): Approximation | null {
  const words = marks.filter(mark => mark !== undefined);
  if (words.some(word => about.test(word) && word !== '来往')) return 'about';
  if (words.some(word => atMost.test(word))) return 'at-most';
  return words.some(word => atLeast.test(word)) ? 'at-least' : null;
}

function cleanUnit(unit: string | undefined): string {
  if (unit === undefined) return '';
  // 6俩 is a slip for 6辆.
  if (unit === '俩') return '辆';
  if (unit === '个人' || unit === '号人') return '人';
  if (unit === '块钱') return '元';
  if (unit === '平米' || unit === '平方' || unit === '平') return '平方米';
  if (unit === '立方') return '立方米';
  return unit.replace(/[（）余]/g, '');
}

const magnitudes: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 };

function magnitudeOf(text: string | undefined): number {
  return [...(text ?? '')].reduce((product, character) => product * (magnitudes[character] ?? 1), 1);
}

type Reader = (text: string, at: number) => QuantityMention | undefined;

function attempt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function mention(match: RegExpExecArray, quantity: Omit<Quantity, 'raw'>): QuantityMention {
  return { quantity: { ...quantity, raw: match[0].trim() }, start: match.index, end: match.index + match[0].length };
}

const readMasked: Reader = (text, at) => {
  const match = attempt(masked, text, at);
  return match === null ? undefined : mention(match, { value: null, unit: cleanUnit(match[2]), approximate: null });
};

const readUnreadable: Reader = (text, at) => {
  const match = attempt(unreadable, text, at);
  if (match === null) return undefined;
  const unit = cleanUnit(match[2]);
  const isFall = unitClassOf(unit) === 'rate' && /(?:[增降涨跌幅盈亏比])[一-龥]{0,3}$/.test(text.slice(Math.max(0, at - 5), at));
  return mention(match, { value: isFall ? (negative(match[0]) ?? null) : null, unit, approximate: null });
};

/** 增长-3.1%: what grew may have shrunk. */
function negative(text: string): number | undefined {
  const digits = /^(?:负|-)(\d+(?:\.\d+)?)/.exec(text)?.[1];
  return digits === undefined ? undefined : -Number(digits);
}

/** The sum counts; whether it is right, `checks.ts` looks up in what was written. */
const readAddition: Reader = (text, at) => {
  const match = attempt(addition, text, at);
  return match === null ? undefined : mention(match, { value: Number(match[1]), unit: cleanUnit(match[2]), approximate: null });
};

/** Far beyond anything that a bureau counts of it. */
const mostPlausible: Partial<Record<UnitClass, number>> = { organisations: 1e7, people: 1e9, events: 1e12, things: 1e9 };

/** 1.5家 and 999999999家 count nothing as they stand: kept as said, without a value, until somebody says what was meant. */
function isPlausible(value: number, unit: string): boolean {
  const most = mostPlausible[unitClassOf(unit) ?? 'money'];
  return value < 1e15 && (most === undefined || (value <= most && Number.isInteger(value)));
}

const readPercentage: Reader = (text, at) => {
  const match = attempt(percentage, text, at);
  if (match === null) return undefined;
  const [, lead, percent, permille, whole, part, tenths, hundredths, short, trail] = match;
  const approximate = approximationOf([lead, short, trail]);
  if (percent !== undefined) return mention(match, { value: parseNumeral(percent) ?? null, unit: '%', approximate });
  if (permille !== undefined) return mention(match, { value: parseNumeral(permille) ?? null, unit: '‰', approximate });
  if (tenths !== undefined)
    return mention(match, {
      value: (parseNumeral(tenths) ?? 0) * 10 + (hundredths === '半' ? 5 : (parseNumeral(hundredths ?? '') ?? 0)),
      unit: '%',
      approximate,
    });
  const denominator = parseNumeral(whole ?? '');
  if (denominator === undefined || denominator === 0) return undefined;
  return mention(match, {
    value: Math.round(((parseNumeral(part ?? '') ?? 0) / denominator) * 10_000) / 100,
    unit: '%',
    approximate: approximate ?? 'about',
  });
};

/** 占比从61%到78%, 从3所到7所: where it came from, and where it is; 由3至5人组成 and 从3-5家中选1家 are ranges. */
function isJourney([raw, , , , lowUnit, , , unit]: RegExpExecArray, text: string, end: number): boolean {
  if (raw.includes('、')) return false;
  if (/^(?:rate|money)$/.test(unitClassOf(cleanUnit(unit)) ?? '')) return true;
  return lowUnit !== undefined && /[到至]/.test(raw) && !/^[^，。；]{0,6}(?:组成|中|里)/.test(text.slice(end));
}

const readRange: Reader = (text, at) => {
  const match = attempt(range, text, at);
  if (match === null) return undefined;
  const [raw, , low, lowScale, lowUnit, high, highScale, unit] = match;
  const factor = magnitudeOf(highScale);
  const min = scale(parseNumeral(low ?? '') ?? Number.NaN, lowScale === undefined ? factor : magnitudeOf(lowScale));
  const max = scale(parseNumeral(high ?? '') ?? Number.NaN, factor);
  // 住建3、自规2 never gets here; 6、7家 is a range only when the two are neighbours, and 12家、8家 are two figures.
  if (!(max > min) || (raw.includes('、') && (max - min !== 1 || lowUnit !== undefined))) return undefined;
  if (lowUnit !== undefined && cleanUnit(lowUnit) !== cleanUnit(unit)) return undefined;
  if (/[从由]/.test(text[at - 1] ?? '') && isJourney(match, text, at + raw.length)) return undefined;
  return mention(match, { value: null, min, max, unit: cleanUnit(unit), approximate: 'range' });
};

const readNeighbours: Reader = (text, at) => {
  const match = attempt(neighbours, text, at);
  if (match === null) return undefined;
  const [, tens = '', first = '', second = '', size, , unit] = match;
  const factor = magnitudeOf(size);
  const low = parseNumeral(first) ?? 0;
  const high = parseNumeral(second) ?? 0;
  const isPair = high - low === 1 || (high === 5 && low === 3);
  if (!isPair) return undefined;
  // 十七八家 is 17 to 18 and 一百二三十家 120 to 130; 一百二三家 is nothing.
  if (tens !== '' && factor !== magnitudeOf(tens.at(-1)) / 10 && (factor < 10_000 || !tens.endsWith('十'))) return undefined;
  const base = parseNumeral(tens) ?? 0;
  const of = (digit: number): number => (factor < 10_000 ? base + digit * factor : (base + digit) * factor);
  return mention(match, { value: null, min: of(low), max: of(high), unit: cleanUnit(unit), approximate: 'range' });
};

/** 百八十份, 千八百人: a hundred or somewhat less. */
const readAround: Reader = (text, at) => {
  const match = attempt(around, text, at);
  if (match === null) return undefined;
  const max = magnitudeOf(match[1] ?? match[2]);
  return mention(match, { value: null, min: max * 0.8, max, unit: cleanUnit(match[3]), approximate: 'range' });
};

const readVague: Reader = (text, at) => {
  const match = attempt(vague, text, at);
  if (match === null) return undefined;
  if (match[1] === '十几') return mention(match, { value: 10 * magnitudeOf(match[2]), unit: cleanUnit(match[4]), approximate: 'at-least' });
  return mention(match, { value: null, unit: cleanUnit(match[4]), approximate: 'about' });
};

/** 万 and 亿 stay with money and measures as written (1.3亿元, 12.3亿千瓦时); before any other unit they are multiplied out. 1260万 alone keeps 万: what it counts decides. */
function applyMagnitude(value: number, size: string | undefined, unit: string): { value: number; unit: string } {
  if (size === undefined) return { value, unit };
  const money = /^[万亿]$/.test(size);
  // 3万块水费.
  if (money && unit === '块') return { value, unit: `${size}元` };
  if (money && unit === '元') return { value, unit: `${size}元` };
  if (money && unit === '') return { value, unit: size };
  if (money && unitClassOf(unit) === 'measure') return { value, unit: `${size}${unit}` };
  return { value: scale(value, magnitudeOf(size)), unit };
}

const readExact: Reader = (text, at) => {
  const match = attempt(exact, text, at);
  if (match === null) return undefined;
  const [raw, lead, digits = '', vagueMark, size, lateMark, unitWord, trail] = match;
  let number = digits;
  let scaleWord = size;
  // 1260万 in Chinese or mixed writing: the last 万/亿 of 三千万 belongs to the unit when money follows.
  const tail = /^(.+?)([万亿])$/.exec(digits);
  if (scaleWord === undefined && tail !== null && (unitWord === undefined || unitWord === '元')) [, number = digits, scaleWord] = tail;
  const value = parseNumeral(number);
  if (value === undefined) return undefined;
  const isChinese = !/^\d/.test(digits);
  // 初面三百五十二, 来了八十多: long enough to be no word of another kind.
  const isWhole = digits.length >= 3 || (digits.length >= 2 && (vagueMark ?? lateMark ?? trail) !== undefined);
  // 罚款八千, 奖金发掉六千.
  const isPaid = /(?:罚款?|奖金|[课讲租水电]费|工资|补贴|[问助]金|赔|损失)(?:发|给|付)?[了掉出]*$/.test(text.slice(Math.max(0, at - 8), at));
  const isAtEnd = /^(?:\s|[，。；、]|$)/.test(text.slice(at + raw.trimEnd().length));
  if (isChinese && unitWord === undefined && scaleWord === undefined && !((isWhole || isPaid) && isAtEnd && /[十百千]/.test(digits)))
    return undefined;
  if (
    isChinese &&
    digits.length === 1 &&
    /[十百千万亿]/.test(digits) &&
    lead === undefined &&
    vagueMark === undefined &&
    lateMark === undefined &&
    !/^十/.test(digits)
  )
    return undefined;
  if (lead === '数') return mention(match, { value: null, unit: cleanUnit(unitWord), approximate: 'about' });
  const scaled = applyMagnitude(value, scaleWord, cleanUnit(unitWord));
  // 每千人口4.1个: a mean may have a fraction.
  const isKnown =
    isPlausible(scaled.value, scaled.unit) ||
    (scaleWord === '亿' && Number.isInteger(scaled.value)) ||
    /(?:[每均]|[万千百]人)[^，。；]{0,16}$/.test(text.slice(Math.max(0, at - 18), at));
  const approximate = isKnown ? approximationOf([lead, vagueMark, lateMark, trail]) : null;
  return { ...mention(match, { unit: scaled.unit, value: isKnown ? scaled.value : null, approximate }), end: at + raw.length };
};

/** 赔付19万6 is 19.6万, as 1260万 is 1260万: what it counts decides whether that is money. */
const readColloquial: Reader = (text, at) => {
  const match = attempt(colloquial, text, at);
  if (match === null) return undefined;
  const [, lead, digits = '', unit, trail] = match;
  const value = parseNumeral(digits);
  const size = (/[亿万]/.exec(digits) ?? /[千百](?=[^千百]*$)/.exec(digits))?.[0] ?? '';
  if (value === undefined) return undefined;
  const approximate = approximationOf([lead, trail]);
  if (unit !== undefined) return mention(match, { value, unit: '元', approximate });
  return mention(match, { value: scale(value, 1 / magnitudeOf(size)), unit: size, approximate });
};

/** 压到26块4: yuan and tenths of one. */
const readTenths: Reader = (text, at) => {
  const match = attempt(/(\d+)块([1-9])(?=\s|[，。；、]|$)/y, text, at);
  return match === null ? undefined : mention(match, { value: Number(`${match[1]}.${match[2]}`), unit: '元', approximate: null });
};

const points = new RegExp(`${before}(${arabic}|${chinese})个点(?!位)`, 'y');

/** What rises by points of a hundred, within the clause. */
const ofRate = /(?:[率比占幅息]|增速|速度|份额|指数|利润|毛利|满意度|[完达]成)[^，。；]*$/;

/** 比上月低了0.8个点: of a hundred; 跑了6个点 and 宣传点增多3个点 are places. */
const readPoints: Reader = (text, at) => {
  const match = attempt(points, text, at);
  if (match === null || !/(?<!新)[高低升降多少增减快慢回][了出升落]?$/.test(text.slice(Math.max(0, at - 3), at))) return undefined;
  if (!ofRate.test(text.slice(Math.max(0, at - 16), at))) return undefined;
  const [, lead, digits = ''] = match;
  return mention(match, { value: parseNumeral(digits) ?? null, unit: '个百分点', approximate: approximationOf([lead]) });
};

/** 清零, 归零, 一百零. */
const noughtOfWord = new RegExp(`[清归从之调数${chineseNumeralCharacters}]`);

/** 投诉为零, 滞留旅客零: said at the end of a clause. */
const readNought: Reader = (text, at) => {
  const match = attempt(/零(?=\s*(?:[，。；、]|$))/y, text, at);
  const said = /[一-龥]/.test(text[at - 1] ?? '') && !noughtOfWord.test(text[at - 1] ?? '');
  return match === null || !said ? undefined : mention(match, { value: 0, unit: '', approximate: null });
};

/** 俩 and 仨 are 两个 and 三个 in one word: 收了仨问题. */
const readFused: Reader = (text, at) => {
  const match = attempt(/([俩仨])(?![家户条件份名位场次人月时天]|小时|礼拜|星期|钟头)/y, text, at);
  if (match === null || /[咱你他她们]/.test(text[at - 1] ?? '')) return undefined;
  return mention(match, { value: match[1] === '俩' ? 2 : 3, unit: '个', approximate: null });
};

const readers: Reader[] = [
  readAddition,
  readMasked,
  readUnreadable,
  readPercentage,
  readRange,
  readNeighbours,
  readAround,
  readVague,
  readFused,
  readTenths,
  readPoints,
  readNought,
  readColloquial,
  readExact,
];
const mayStart = new RegExp(`[-负\\d*×xX${chineseNumeralCharacters}数几好若不至最超突快将接大约莫差估近逾上成少顶撑直逼破过小未]`);

/**
 * Every quantity of a text, in order. Dates, document and telephone numbers, titles, quotations and slogans are none. A figure without any unit
 * has unit ''; 1260万 without 元 has unit 万 and 2百5 unit 百, because what it counts decides whether that is money.
 */
export function readQuantities(text: string): QuantityMention[] {
  return readQuantitiesIn(blankNonQuantities(normaliseWidth(text)), text);
}

/** The same on a text that is already normalised and blanked; `original` gives the words as written. */
export function readQuantitiesIn(blanked: string, original: string): QuantityMention[] {
  const found: QuantityMention[] = [];
  for (let at = 0; at < blanked.length; ) {
    const character = blanked[at] ?? '';
    const hit = mayStart.test(character) && !isInsideNumber(blanked, at) ? firstHit(blanked, at) : undefined;
    if (hit === undefined) at++;
    // 三家三家三家: said again in one breath, not counted again.
    else if (repeats(found.at(-1), hit, original)) at = hit.end;
    else {
      found.push({ ...hit, quantity: { ...hit.quantity, raw: original.slice(hit.start, hit.end).trim() } });
      at = Math.max(hit.end, at + 1);
    }
  }
  return found;
}

function repeats(previous: QuantityMention | undefined, hit: QuantityMention, original: string): boolean {
  return (
    previous !== undefined &&
    hit.quantity.unit !== '' &&
    original.slice(previous.end, hit.end) ===
      original.slice(previous.start, previous.end).repeat(Math.round((hit.end - previous.end) / (previous.end - previous.start)))
  );
}

function firstHit(text: string, at: number): QuantityMention | undefined {
  for (const read of readers) {
    const hit = read(text, at);
    if (hit !== undefined) return hit;
  }
  return undefined;
}

/** 队伍, 登陆, 捡拾: words that end with a letter of formal numerals. */
const endsWord: Readonly<Record<string, string>> = { 伍: '队入退', 陆: '大登着内', 拾: '收捡' };

/** After a digit, a point or a sign, a digit continues something that was already refused. */
function isInsideNumber(text: string, at: number): boolean {
  const [before = '', own = ''] = [text[at - 1], text[at]];
  return (/\d/.test(own) && /[\d.]/.test(before)) || (before !== '' && endsWord[own]?.includes(before) === true);
}
