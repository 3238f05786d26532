import { contentOf } from '../name-fit.ts';
import { isWork } from '../work-words.ts';
import { light, type NameWord } from './figure-scene.ts';
import { isShortFor, isTold, joined, type SaidWords, sharedRun } from './known-name-features.ts';
import type { KnownName } from './known-names.ts';
import { fullVerbsOf } from './name-candidates.ts';

/** 另一回事 — not the same for all that is alike in it. */
export function isOtherMatter(known: KnownName, said: SaidWords): boolean {
  return [saysNothingOfIt, saysNarrower, saysWider, isLeftOrNew, saysOtherAct].some(differs => differs(known, said));
}

/** Words that are said of everything. */
const faint = /^(?:车辆|设备|人员|单位|企业)$/;

/** 金额120万元 of 罚款金额, 企业12家 of 检查企业, 受理60件 of 受理投诉举报: what the name is about was not said, nor two words besides; of a name that says only what was done, not what was done. */
function saysNothingOfIt({ name, words, acts: own }: KnownName, { texts, fullVerbs, acts, core }: SaidWords): boolean {
  const shortened = joined(core.filter(({ text }) => isShortFor(text, name)));
  const isSaid = ({ text }: NameWord): boolean =>
    texts.some(said => 2 * sharedRun(text, said) > text.length || said.includes(text)) ||
    fullVerbs.some(verbs => verbs.has(text)) ||
    shortened.includes(text.slice(0, 1));
  const telling = words.filter(({ text }) => !light.test(text) && !faint.test(text));
  const about = telling.filter(word => word.text.length >= 2 && !isAct(word));
  const said = telling.filter(isSaid);
  if (about.length > 0) return said.length < 2 && !about.some(isSaid);
  return 2 * joined(said).length < joined(telling).length && !(telling.length === 1 && shares(acts, own));
}

function shares(rows: readonly ReadonlySet<number>[], own: ReadonlySet<number>): boolean {
  return rows.some(row => [...own].some(act => row.has(act)));
}

/** What is new, not done, left or under way is never told of what was done; what there is, never of what was done with it. */
const turns = /新[增办设建购发领立开签注]|[未没剩余欠坏损]|不(?!动产|少|锈)|停[产业工用]|正在|待/g;

function isLeftOrNew({ name, kind }: KnownName, { scene: { kind: readAs, window } }: SaidWords): boolean {
  return (
    (readAs === 'level' && kind === 'increment') ||
    [...(window.left + window.right).matchAll(turns)].some(([turn]) => !name.includes(turn.slice(0, 1)))
  );
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

/** 改造学校食堂2所 of 检查学校食堂: something else was done to it. */
function saysOtherAct(known: KnownName, { texts, fullVerbs, acts, core, right }: SaidWords): boolean {
  const { words } = known;
  const act = words.find(isAct)?.text;
  if (act === undefined || texts.some(text => text.includes(act)) || fullVerbs.some(verbs => verbs.has(act))) return false;
  if (shares(acts, known.acts)) return false;
  return [...core, ...right].some(word => {
    return (isAct(word) || fullVerbsOf(word).some(isAct)) && !isTold(word, known);
  });
}

/** Words that make of a thing one sort of it. */
const sorts =
  /持证|规[上下]|不?合格|逾期|重大|一般|严重|[高中初]级|优秀|[达超]标|困难|残疾|妇女|女性|党员|未成年|老年|青少?年|[省市县]级|国家级|当场|当天|提前|免费|挽回|追回|避免|减少|化解/g;

/** 执法人员现有25人 of 现有持证执法人员: nobody said of which sort. */
function saysWider({ name }: KnownName, { texts }: SaidWords): boolean {
  return [...name.matchAll(sorts)].some(([sort]) => !texts.some(text => text.includes(sort)));
}
