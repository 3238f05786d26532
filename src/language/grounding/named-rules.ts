import { words } from '../segmentation.ts';
import { contentWords } from './claims.ts';

const ordinary = /^(?:.?方法|依法|违法|合法|非法|执法|司法|立法|无法|没法|做法|说法|看法|想法|守法|普法|学法|用法|手法|犯法|知法|办法|规定|解释)$/;
const whole = /^[\u4e00-\u9fff]{2,}(?:法|条例|细则|法典|办法)$/;
const ending = /^(?:法|条例|细则|法典)$/;
const weakEnding = /^(?:办法|规定|解释|规则)$/;
/** Words in front of 条例 or 办法 that make no name of it. */
const plain =
  /^(?:[的该本此这一按依和与及有无各等新其在对由从照]|完整|原则|禁止性|强制性|对应|相应|总的|主要|直接|明文|超过|符合|违反|遵守|达到|低于|高于|不符|作出|作了|执行|落实|参照|本区|本市|本县|本省|我区|我市|我县|还|也|另|按照|依照|根据|依据|有关|相关|上述|前款|下列|法律|法规|具体|其他|另行|明确|没有|现行|国家|地方|部门|什么|哪些|处理|管理|行政)$/;

function isWord(word: string | undefined): word is string {
  return word !== undefined && /^[\u4e00-\u9fff]{2,}$/.test(word) && !plain.test(word);
}

function isNaming(before: string): boolean {
  return /^[\u4e00-\u9fff]+$/.test(before) && !plain.test(before) && (before.length === 1 || contentWords(before).length > 0);
}

/** 点名的规定 — 某某法, 某某条例, 某某办法 said without 《》, with the word in front that makes it a name. */
export function namedRules(text: string): string[] {
  const list = words(text);
  return list.flatMap((word, at) => {
    const before = list[at - 1];
    if (whole.test(word) && !ordinary.test(word)) return [word];
    if (ending.test(word) && isWord(before)) return [`${before}${word}`];
    // 时间规定 and 有关规定 name none; 免罚规定 does.
    return weakEnding.test(word) && before !== undefined && isNaming(before) ? [`${before}${word}`] : [];
  });
}
