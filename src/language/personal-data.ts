import { allMatches } from '../lib/all-matches.ts';

/** 脱敏结果 — the text with personal data masked, and whether there was any. */
export interface MaskedText {
  text: string;
  masked: boolean;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

interface Pattern {
  pattern: RegExp;
  replace(match: string, around: string): string;
}

const cardWords = /账号|帐号|卡号|账户|银行卡|开户|户名|打到|汇到/;
const personWords = /反映|说|表示|提出|来电|打电话|联系|电话|称|介绍|咨询|问/;
const company =
  '(?:公司|集团|厂|企业|合作社|店|机电|精工|科技|电子|化工|机械|制造|实业|股份|材料|能源|食品|纺织|建材|物流|家具|药业|重工|电气|仪表|模具|铸造|包装)';
const role = '(?:总经理|董事长|总监|厂长|老板|经理|总工|总(?!共|计|数|额|量|体|结|投|产|局|装|分|是|面|的|会|理|部|队)|女士|先生|老板娘|法人)';
const surname =
  '[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳段巫乌焦巴弓牧山谷车侯全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司黎薄印白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴闻党翟谭贡劳姬申扶堵冉宰郦雍桑桂牛寿通边扈燕冀尚农温别庄晏柴瞿阎充慕连茹习艾容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广禄阙东欧利师巩聂关荆肖]';

const idWords = /身份证|证件号?|公民身份/;

const patterns: Pattern[] = [
  {
    // A mistyped check digit still tells who it is, so only the shape counts; no bureau counts anything in eighteen digits.
    pattern:
      /(?<![\dA-Za-z])[1-8]\d{5}[ -]{0,2}(?:19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])[ -]{0,2}\d{3}[ -]?[\dXx](?![\dA-Za-z])/g,
    replace: () => '［身份证号已隐去］',
  },
  {
    pattern: /(?<![\dA-Za-z])[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Za-z])/g,
    replace: (match, around) => (idWords.test(around) ? '［身份证号已隐去］' : match),
  },
  {
    pattern: /(?<![\d.]|\d-)(?:\d{4}(?:[ -]{0,2}\d{4}){2}[ -]{0,2}(?:\d{4}[ -]{1,2}\d{3}|\d{3,7})|\d{6}[ -]{1,2}\d{9,13})(?![\d.-])/g,
    replace: (match, around) => {
      const digits = match.replace(/\D/g, '');
      const isCard = digits.length >= 15 && digits.length <= 19 && (passesLuhn(digits) || cardWords.test(around));
      return isCard && (cardWords.test(around) || /^(?:62|4|5)/.test(digits)) ? '［银行账号已隐去］' : match;
    },
  },
  {
    pattern:
      /(?<![\d.]|\d-)(?:\+?86[ -]{0,2})?1[3-9](?:\d[ .-]{0,2}\d{4}[ .-]{0,2}\d{4}|\d{2}[ -]\d{3}[ -]\d{4}|\d[ -]\d{3}[ -]\d{5}|\d{3}[ -]\d{6})(?!\d|\.\d|[元万亿千]|-\d)/g,
    replace: match => {
      const digits = match.replace(/\D/g, '').slice(-11);
      return `${digits.slice(0, 3)}****${digits.slice(7)}`;
    },
  },
  { pattern: /(?<![\d-])0\d{2,3}-?\d{7,8}(?![\d-])/g, replace: () => '［电话已隐去］' },
  { pattern: /(?<![A-Za-z])[EGDSP]\d{8}(?!\d)|(?<![A-Za-z])[HM]\d{8,10}(?!\d)/g, replace: () => '［证件号已隐去］' },
  {
    pattern: /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])/g,
    replace: match => (/\d/.test(match) ? '［车牌已隐去］' : match),
  },
  { pattern: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,}/g, replace: () => '［邮箱已隐去］' },
  { pattern: /(?:QQ|qq|微信号?|vx|VX|wx)[：: 是]{1,2}[A-Za-z0-9_-]{5,20}/g, replace: () => '［联系方式已隐去］' },
  { pattern: /[一-龥]{1,6}(?:路|街|大道|巷)\d+号(?:院)?[^，。；\n]{0,10}?\d+(?:室|房|单元)/g, replace: () => '［住址已隐去］' },
];

/** 张总 beside a company, a telephone number or a verb of speaking is a business owner; 王总工作会 is not. */
const ownerNearCompany = new RegExp(`(${company}(?:有限)?(?:责任)?(?:公司)?的?(?:负责人|法人|老板)?)(${surname}[一-龥]{0,2}?)(${role})`, 'g');
const ownerNearPhone = new RegExp(`(${surname}[一-龥]{0,1}?)(${role})(?=[（(，, ]{0,2}(?:电话|手机|联系)?[：:是]?\\s?1[3-9]\\d)`, 'g');
const ownerSpeaking = new RegExp(`(?<=的|^|[，。；：\\s、])(${surname})(${role})(?=(?:${personWords.source}))`, 'g');

function maskOwners(text: string): string {
  return text.replace(ownerNearPhone, '企业负责人').replace(ownerNearCompany, '$1企业负责人').replace(ownerSpeaking, '企业负责人');
}

const spokenDigits: Record<string, string> = {
  零: '0',
  〇: '0',
  '○': '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  贰: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
};
const spoken = Object.keys(spokenDigits).join('');
/** As many digits as a telephone number has, one character each: no amount is written so. */
const spokenRun = new RegExp(`[\\d${spoken}]{11,}`, 'g');

const digitOfAnyKind = `[\\d０-９${spoken}]`;
/** What a text has that any of the patterns could find, in one look: seven digits nearly side by side, a plate, an address, a name for contacts, a title. Most texts have none of it. */
const hint = new RegExp(
  [
    `${digitOfAnyKind}(?:.{0,2}${digitOfAnyKind}){6}`,
    '[A-ZＡ-Ｚ][·•]?[A-Z0-9Ａ-Ｚ０-９]{5}',
    '[路街巷道][0-9０-９]',
    '[@＠]|[QqＱｑ]{2}|微信|[VvWwＶｖＷｗ][XxＸｘ]',
    '总|董事长|厂长|老板|经理|女士|先生|法人',
  ].join('|'),
  's',
);

/** Digits, letters, dashes and blanks of any width in their plain form, for matching only; every position stays what it was. */
function plainForm(text: string): string {
  return text
    .replace(/[０-９Ａ-Ｚａ-ｚ＠．＋]/g, character => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200d\u2060\u3000\ufeff\t]/g, ' ')
    .replace(/[－‐‑‒–—―﹣]/g, '-')
    .replace(spokenRun, run => [...run].map(character => spokenDigits[character] ?? character).join(''));
}

/** A text with its plain form, which is made anew only where something was masked. */
interface Masking {
  text: string;
  plain: string;
}

function maskingOf(text: string): Masking {
  return { text, plain: plainForm(text) };
}

/** Finds in the plain form, replaces in the text as it was written. */
function maskPattern({ text, plain }: Masking, { pattern, replace }: Pattern): Masking {
  let result = '';
  let done = 0;
  for (const { 0: match, index } of allMatches(plain, pattern)) {
    const end = index + match.length;
    const mask = replace(match, plain.slice(Math.max(0, index - 12), end + 12));
    result += text.slice(done, index) + (mask === match ? text.slice(index, end) : mask);
    done = end;
  }
  return done === 0 ? { text, plain } : maskingOf(result + text.slice(done));
}

/**
 * Masks what identifies a person: ID, bank, passport and plate numbers, telephone numbers, addresses, and 张总 beside a company, in whatever width or
 * grouping they were typed. Amounts, project codes and 统一社会信用代码 stay. Runs before disk, logs and prompts.
 */
export function maskPersonalData(text: string): MaskedText {
  if (!hint.test(text)) return { text, masked: false };
  const result = patterns.reduce(maskPattern, maskingOf(maskOwners(text))).text;
  return { text: result, masked: result !== text };
}

const remnant = '(?:1\\d{2}\\*{4}\\d{4}|［[^［］]{1,12}已隐去］)';
const introduction =
  '(?:[，,、]?\\s?(?:我的|本人|其|法人|负责人)?(?:联系|办公|家庭|居民)?(?:电话|手机|方式|号码|TEL|Tel|tel|身份证|证件|银行卡|卡|账户|账号|帐号|邮箱|车牌|微信|住址|地址)(?:号码?)?[：:是为]?\\s?)?';
/** What masking leaves of a number, with the words that introduced it: enough for the bot's memory of a message, nothing for a ledger. */
const maskRemnants = new RegExp(`[（(][^（）()]{0,8}?${remnant}[^（）()]{0,4}[）)]|${introduction}${remnant}`, 'g');

/** The words of a masked text without what is left of telephone, ID and account numbers. */
export function withoutMaskRemnants(text: string): string {
  return text.replace(maskRemnants, '').replace(/^[，,、；;\s]+/, '');
}
