import { contentOf } from '../name-fit.ts';
import { isWork } from '../work-words.ts';
import { light, type NameWord } from './figure-scene.ts';
import { isTold, type SaidWords } from './known-name-features.ts';
import type { KnownName } from './known-names.ts';
import { fullVerbsOf } from './name-candidates.ts';

/** 另一回事 — not the same for all that is alike in it. What a bureau listed is meant also by other verbs; what figures were only kept under is not. */
export function isOtherMatter(known: KnownName, said: SaidWords): boolean {
  return saysNarrower(known, said) || saysWider(known, said) || (known.definition === null && saysOtherAct(known, said));
}

/** 宾馆电梯10台 of 检查电梯: what the words say beyond the name is a thing of its own, and no mere when, where and who, unless the metric counts every kind. */
function saysNarrower(known: KnownName, { core, texts }: SaidWords): boolean {
  const { words, definition } = known;
  // 走访外贸企业 is a 走访企业; 检查网吧 says no 企业.
  if (definition?.metric.ofAnyKind === true && words.every(({ text }) => texts.some(said => said.includes(text)))) return false;
  const untold = core.map(word => (isTold(word, known) || isWork(word.text) || light.test(word.text) ? ' ' : word.text)).join('');
  return untold.split(' ').some(words => contentOf(words).length >= 2);
}

const isAct = ({ text, isVerb }: NameWord): boolean => isWork(text) || (isVerb && text.length >= 2 && !light.test(text));

/** What is new, what is not, what is left: never told of what was done. */
const turns = /[新未没不剩余欠停]/g;

/** 改造学校食堂2所 of 检查学校食堂: something else was done to it. */
function saysOtherAct(known: KnownName, { texts, fullVerbs, acts, core, right, near }: SaidWords): boolean {
  const { name, words } = known;
  if ([...near.matchAll(turns)].some(([turn]) => !name.includes(turn))) return true;
  const act = words.find(isAct)?.text;
  if (act === undefined || texts.some(text => text.includes(act)) || fullVerbs.some(verbs => verbs.has(act))) return false;
  if (acts.some(said => [...known.acts].some(row => said.has(row)))) return false;
  return [...core, ...right].some(word => {
    return (isAct(word) || fullVerbsOf(word).some(isAct)) && !isTold(word, known);
  });
}

/** Words that make of a thing one sort of it. */
const sorts =
  /持证|规[上下]|不?合格|逾期|重大|一般|严重|[高中初]级|优秀|[达超]标|困难|残疾|妇女|女性|党员|未成年|老年|青少?年|[省市县]级|国家级|当场|当天|提前|免费/g;

/** 执法人员现有25人 of 现有持证执法人员: nobody said of which sort. */
function saysWider({ name }: KnownName, { texts }: SaidWords): boolean {
  return [...name.matchAll(sorts)].some(([sort]) => !texts.some(text => text.includes(sort)));
}
