import type { MetricDefinition } from '../../domain/ledger.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { unitClassOf } from '../../language/units.ts';
import { comparable, stripFillers } from './filler-words.ts';
import type { Hit } from './hit-score.ts';
import type { MetricTerm } from './lexicon.ts';
import { contentOf, fitOf, type NameFit, ownSpans, type Span, saysMetric } from './name-fit.ts';
import { isOnlyWork, opensWithWork } from './work-words.ts';

/** Where it was done (走访化工园12家). A 加油站 or a 砖厂 is what was checked. */
const place = /[一-龥]{1,6}(?:[园区县镇乡村街路港]|园区|街道|社区|开发区|市场|企业|公司|单位)$/;

const document = /(?:规定|办法|细则|意见|方案|制度|规则|政策|措施|清单)$/;

const checks = /(?:检查|抽查|巡查|排查|督查|清理|查)$/;

/** What is checked is named by what it is; 企业, 单位 and the like are what a 检查企业 counts, and a 园区 is only where. */
const otherPlace = /(?:景区|校区|社区|[小市]区|市场|用人单位|施工单位|建设单位|监理单位|医疗单位)$/;

/** Who is trained there is no enterprise. */
const trainsPeople = /(?:[一-龥]员|师|农民|干部|职工|村民|居民|工人|司机|学生|妇女|青年|技能)[一-龥]{0,6}$/;

/** 未结案5件, 撤销行政处罚3件: the contrary of what a metric counts. */
const undone = /(?:未|撤销|逾期)$/;

/** Whether the words beside a number say the metric of these hits: `name-fit.ts` judges what is left over, with what the number's unit tells. */
export function wordsSay(window: { left: string; right: string }, quantity: Quantity, hits: readonly Hit[]): boolean {
  const term = hits[0]?.term;
  const left = comparable(window.left);
  if (term === undefined) return false;
  const inLeft = hits.filter(({ start }) => start < left.length).map(({ start, end }) => ({ start, end: Math.min(end, left.length) }));
  const words = stripFillers(window.left);
  if (isOtherShortAct(words, term.metric)) return false;
  if (isPlaceBehind(window.right, quantity, term) || isNoOrganisation(window, quantity, term)) return false;
  if (inLeft.length === 0) return !isThingInFront(window, quantity, term) && saidBehind(window.right, quantity, hits, left.length);
  if (undone.test(words.slice(0, inLeft[0]?.start))) return false;
  const fit = fitOf(words, [...inLeft, ...ownSpans(left, term.vocabulary)], occurrences(left, term.topics));
  // 中小微企业日普法宣传活动: the metric's whole name is said, and of which kind before it.
  const isNamed = term.metric.name.length >= 4 && left.includes(comparable(term.metric.name));
  const takesAnyKind = (term.metric.ofAnyKind === true || isNamed) && !otherPlace.test(words);
  if (/培训|参训/.test(term.metric.name) && trainsPeople.test(words.slice(0, inLeft[0]?.start))) return false;
  if (isActInOtherUnit(fit, quantity, term) || isThingBehind(fit, { words, right: window.right }, quantity, term)) return false;
  const end = Math.max(...inLeft.map(hit => hit.end));
  const isNoThing =
    isPlaceOnly(words.slice(0, end), words.slice(end), quantity) || isOneOf(fit.behind, quantity, { ...term.metric, ofAnyKind: takesAnyKind });
  return saysMetric(isNoThing ? { ...fit, behind: '' } : fit, takesAnyKind);
}

/** 签合同3份 of 审查合同: one letter tells that something else was done. */
function isOtherShortAct(words: string, { name, aliases }: MetricDefinition): boolean {
  const act = /^[签拆修换装租卖]/.exec(words)?.[0];
  return act !== undefined && ![name, ...aliases].some(each => each.includes(act));
}

/** 跑了6个村: places, and no 走访企业 or 走访次数. */
function isPlaceBehind(right: string, { unit }: Quantity, { metric }: MetricTerm): boolean {
  return (
    unit === '个' &&
    metric.units.every(each => /^(?:organisations|events)$/.test(unitClassOf(each) ?? '')) &&
    /^\s*[一-龥]{0,2}?(?:[村镇乡摊站点]|园区|街道|小区|社区|工地|片区)/.test(right)
  );
}

/** 跑了两个镇, 应到38个点位: 个 counts organisations only where they are named. */
function isNoOrganisation({ left, right }: { left: string; right: string }, { unit }: Quantity, { metric }: MetricTerm): boolean {
  const isOfOrganisations = metric.units.every(each => unitClassOf(each) === 'organisations');
  return unit === '个' && isOfOrganisations && !organisation.test(left + right);
}

const organisation = /企业|公司|[商住农]?户|[店厂站场馆院校行社所]|机构|单位|主体|家/;

/** 兽药店9户检查完毕: the thing stands before the number and its act behind. */
function isThingInFront({ left, right }: { left: string; right: string }, { unit }: Quantity, { vocabulary }: MetricTerm): boolean {
  if (!opensWithWork(stripFillers(right)) || left.trim().endsWith('的')) return false;
  const front = contentOf(stripFillers(left));
  return unitClassOf(unit) !== 'people' && front.length >= 2 && ownSpans(comparable(front), vocabulary).length === 0;
}

/** 共享单车整治，清理200辆: of a bare verb only the unit tells what it is about. */
function isActInOtherUnit({ said }: NameFit, { unit }: Quantity, { metric }: MetricTerm): boolean {
  return isOnlyWork(said) && unitClassOf(unit) === 'things' && unit !== '个' && !metric.units.includes(unit);
}

/** 查了3个加油机, 检查3家药店: the thing stands behind the number. */
function isThingBehind(
  { said, behind }: NameFit,
  { words, right }: { words: string; right: string },
  { unit }: Quantity,
  { vocabulary }: MetricTerm,
): boolean {
  const looksOn = isOnlyWork(said) || (unitClassOf(unit) !== 'organisations' && checks.test(words));
  return behind === '' && looksOn && thingBehind(right, vocabulary).length >= 2;
}

/** 走访化工园12家: where it was done. */
function isPlaceOnly(before: string, behind: string, { unit }: Quantity): boolean {
  return unitClassOf(unit) === 'organisations' && place.test(behind) && !(checks.test(before) && otherPlace.test(behind));
}

/** What stands behind and is one of what the metric counts: 修订执法程序规定 of documents, 缺焊工20人 of people, 抽样药品12批次 of samples. */
function isOneOf(behind: string, { unit }: Quantity, { name, ofAnyKind }: MetricDefinition): boolean {
  if (/文件|政策/.test(name) && document.test(behind)) return true;
  return ofAnyKind === true && (/批/.test(unit) || (unitClassOf(unit) === 'people' && !trainsPeople.test(behind)));
}

/** 12家银行, 2条当场答复: words behind a number are judged as those before it; who took part may be told at length. */
function saidBehind(right: string, quantity: Quantity, hits: readonly Hit[], boundary: number): boolean {
  if (unitClassOf(quantity.unit) === 'people') return true;
  const own = hits.map(({ start, end }) => ({ start: start - boundary, end: end - boundary }));
  const said = stripFillers(right).replace(/(?<=[一-龥]{2})(?:已|并|全部).*$/, '');
  return saysMetric(fitOf(said, own), hits[0]?.term.metric.ofAnyKind === true);
}

/** 走访8家都挺好: how it went. */
const notAThing = /^[都也均全还就已正没不很挺并共吧呢哈啊都]/;

function thingBehind(right: string, vocabulary: ReadonlySet<string>): string {
  const words = stripFillers(right);
  if (notAThing.test(words) || opensWithWork(words)) return '';
  const fit = fitOf(words, ownSpans(comparable(right), vocabulary));
  return fit.said === '' ? fit.front : fit.behind;
}

function occurrences(text: string, words: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const word of words) {
    const start = text.indexOf(word);
    if (start >= 0) spans.push({ start, end: start + word.length });
  }
  return spans;
}
