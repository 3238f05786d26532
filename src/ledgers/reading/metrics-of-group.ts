import type { MetricReading } from '../../domain/entry.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { QuantityMention } from '../../language/quantities.ts';
import { asMoney, mayStandFor, unitClassOf } from '../../language/units.ts';
import { isAmountOf, isAmountOfNew, isFineOf, participants, tookPart } from './beside-figure.ts';
import { isBesideThePoint } from './beside-the-point.ts';
import type { Candidate } from './candidates.ts';
import type { Collected, Context, GroupContext } from './collected-figure.ts';
import { comparison, earlierYear, isAllAboutLastYear, isBareGrowth, readComparison } from './compared-figure.ts';
import { isBare } from './default-metric.ts';
import { emptyWindow, type FigureWindow, windowOf, windowOfPlan } from './figure-window.ts';
import { inferredParts, inferredRates, readZero } from './figures-in-words.ts';
import { comparable, stripFillers } from './filler-words.ts';
import type { PlacedFigure } from './kinds/kind-features.ts';
import { settleKinds } from './kinds/settle-kinds.ts';
import { bareMetric, bestCandidate, defined, shareValue } from './known-figure.ts';
import type { Lexicon } from './lexicon.ts';
import { saysOnlyVerb, thingOf } from './name-figure.ts';
import { named } from './named-figure.ts';
import { continuesBreakdown, readPart } from './part-figure.ts';
import { isStartingPoint, reachedFrom } from './reached-figure.ts';
import { asRunningTotal } from './running-total.ts';
import type { TimedClause } from './timed-clause.ts';
import { readUnknown } from './unknown-figure.ts';
import { saysMoney } from './unsaid-unit.ts';
import { opensWithWork } from './work-words.ts';

/** Everything counted in one group of clauses, in order. */
export function metricsOf(group: readonly TimedClause[], given: Context): MetricReading[] {
  const collected: PlacedFigure[] = [];
  const silent = group.filter(({ clause }) => clause.quantities.length === 0);
  const context: GroupContext = {
    ...given,
    silentText: silent.map(({ clause }) => clause.words).join(''),
    told: group.flatMap(({ clause: { quantities, text } }) =>
      quantities.map((mention, index) => ({ mention, words: text.slice(quantities[index - 1]?.end ?? 0, mention.start).trim() })),
    ),
  };
  for (const timed of group) {
    timed.clause.quantities.slice(0, 40).forEach((_, index) => {
      const before = collected.map(({ reading }) => reading);
      const found = readFigure(timed, index, collected, context).map(each =>
        named(each, { collected, timed, topic: topicBefore(timed, silent, group), context }),
      );
      collected.push(...found.map(({ reading, ...rest }) => ({ reading: asRunningTotal(reading, { timed, index, before }), ...rest, timed, index })));
    });
    const zero = context.ledger === null ? null : readZero(timed, context.ledger);
    if (zero !== null) collected.push({ reading: zero, window: emptyWindow, timed, index: 0 });
  }
  const text = group.map(({ clause }) => clause.text).join('，');
  const readings = withoutBase(settleKinds(collected, { group, grain: context.grain ?? '', choose: context.lexicon.chooseKind }), text);
  const settled = context.ledger === null ? [] : inferredParts(silent, readings, context.ledger);
  return [...readings, ...settled, ...inferredRates(text, readings, context.ledger)];
}

/** The clause without figures that was said last before this one. */
function topicBefore(timed: TimedClause, silent: readonly TimedClause[], group: readonly TimedClause[]): string {
  const at = group.indexOf(timed);
  return silent.findLast(each => group.indexOf(each) < at)?.clause.words ?? '';
}

function readFigure(timed: TimedClause, index: number, collected: Collected[], context: GroupContext): Collected[] {
  const said = timed.clause.quantities[index]?.quantity;
  const previous = collected.at(-1);
  const stated = windowOf(timed.clause, index);
  if (said === undefined) return [];
  const own = timed.planned !== undefined && index === 0 ? windowOfPlan(timed.planned, said, stated) : reachedFrom(stated, timed, index);
  const isAmount = isAmountOf(said, own, previous);
  const window = isAmount && previous !== undefined ? { ...previous.window, stop: '' } : own;
  const once = isAmount ? asMoney(said) : saysMoney(said, own) ? { ...said, unit: '元' } : noneAtAll(said, own);
  const before = timed.clause.text.slice(0, timed.clause.quantities[index]?.start);
  const quantity = onEachDay(once, before, timed);
  const unitBefore = collected.findLast(
    ({ reading }) => reading.unit !== '' && !/^(?:rate|time)$/.test(unitClassOf(reading.unit) ?? '') && reading.raw.includes(reading.unit),
  )?.reading.unit;
  const many = collected.findLast(({ reading }) => /[万亿]/.test(reading.raw) && !/(?:元|^[万亿])$/.test(reading.unit))?.reading;
  const countBefore = collected.findLast(({ reading }) => reading.kind !== 'rate')?.reading;
  const beside = {
    timed,
    previous,
    countBefore,
    many,
    unitBefore,
    unitAfter: said.unit === '' ? unitAfter(timed.clause.quantities[index], context) : undefined,
    silentText: context.silentText,
    isAmount,
  };
  if (isBesideThePoint({ said: once, window: stated, timed, index }, collected) || isStartingPoint(stated, timed, index)) return [];
  const isReached = own !== stated && timed.planned === undefined;
  if (
    !isReached &&
    (comparison.test(window.left) || isBareGrowth(quantity, window) || (earlierYear.test(before) && !isAllAboutLastYear(before, collected)))
  )
    return readComparison(quantity, window, previous, timed, context);
  if (isAmountOfNew(quantity, own, previous)) return readUnknown(quantity, own, beside);
  if (previous?.reading.isNew === true && window.isBorrowed && tookPart(quantity, previous)) return [participants(quantity, window, timed)];
  const candidate = bestCandidate(quantity, isFineOf(quantity, own, previous) ? { ...emptyWindow, left: '罚款' } : window, previous, context);
  if (previous !== undefined && isOfNewThing(candidate, window, quantity, previous)) return readUnknown(quantity, own, beside);
  const isDefinedPart =
    candidate !== undefined && candidate.metric.partOf !== null && candidate.metric.partOf === (previous?.reading.partOf ?? previous?.reading.name);
  if (candidate !== undefined && isOfOtherThings(candidate, window, quantity, collected)) return readUnknown(quantity, own, beside);
  const item = !isDefinedPart && continuesBreakdown(quantity, window, previous) ? readPart(quantity, window, previous, timed) : null;
  if (item !== null) return [item];
  if (candidate !== undefined) return shareValue(defined(quantity, candidate, timed, context), window, quantity, timed, context);
  // 收入14.6亿，同比增1.1亿，其中增值税5.2亿: the parts are those of the income.
  const part = readPart(
    quantity,
    window,
    previous?.reading.kind === 'rate' && quantity.unit !== '%' ? collected.findLast(({ reading }) => reading.kind !== 'rate') : previous,
    timed,
  );
  if (part !== null) return [part];
  // 发货137吨、4.6万单: the second unit of a new thing is no other's figure.
  const goesOnAboutNew = previous?.reading.isNew === true && (previous.reading.unit === quantity.unit || window.isBorrowed);
  const metric = isBare(window) && !goesOnAboutNew ? bareMetric(quantity, { window, timed }, collected, context) : undefined;
  if (metric !== undefined) return [{ reading: defined(quantity, { metric }, timed, context), window }];
  if (previous !== undefined && window.isBorrowed && tookPart(quantity, previous)) return [participants(quantity, window, timed)];
  return readUnknown(quantity, own, beside);
}

/** 应审8，合格7，降级1家: the unit is said at the end of the list. 网速提到500，检查企业8家 is no list. */
function unitAfter(own: QuantityMention | undefined, { told, unitUnsaid, lexicon }: GroupContext): string | undefined {
  const at = told.findIndex(({ mention }) => mention === own);
  const following = at < 0 ? [] : told.slice(at + 1, at + 4);
  const another = following.findIndex(({ words }) => opensWithWork(words) || namesMetric(words, lexicon));
  const list = another < 0 ? following : following.slice(0, another);
  const next = list.find(({ mention }) => mention.quantity.unit !== '')?.mention.quantity.unit;
  return next !== undefined && /^(?:people|organisations|things)$/.test(unitClassOf(next) ?? '') ? next : unitUnsaid;
}

/** 办件 is said of one metric only; 合格 and 实到 are of whatever is told. */
function namesMetric(words: string, { metrics }: Lexicon): boolean {
  return metrics
    .find(comparable(words))
    .some(({ start, end, targets }) => end - start >= 2 && targets.every(({ metric }) => metric.name === targets[0]?.metric.name));
}

/** 诉讼一件没有, 没有一户被拉闸: 0. */
function noneAtAll(said: Quantity, { left, right }: FigureWindow): Quantity {
  const isNone = /^(?:也|都)?没有?$/.test(right.trim()) || /没有$/.test(left.trim());
  return said.value === 1 && /^一/.test(said.raw) && isNone ? { ...said, value: 0 } : said;
}

/** 前天和昨天各走访3家: once for each day that was named. */
function onEachDay(quantity: Quantity, before: string, { clause }: TimedClause): Quantity {
  const days = clause.dates.find(date => date.days !== undefined)?.days ?? 1;
  return quantity.value === null || days === 1 || !/各|每天|分别/.test(before) ? quantity : { ...quantity, value: quantity.value * days };
}

/** 9件建议提案办复8件: the first number only says of how many, and was reported before. */
function withoutBase(readings: MetricReading[], text: string): MetricReading[] {
  const [base, part] = readings;
  // 9件建议提案办复8件: both read alike, and the first stands before any verb.
  if (
    base !== undefined &&
    part !== undefined &&
    base.name === part.name &&
    base.unit === part.unit &&
    base.period === part.period &&
    new RegExp(`^\\s*${escaped(base.raw)}[^，。；\\d]{1,14}${escaped(part.raw)}`).test(text)
  )
    return readings.slice(1);
  if (base === undefined || part === undefined || part.partOf !== base.name || base.unit !== part.unit) return readings;
  return text.startsWith(base.raw) && !/^[^，。；]*[，；]/.test(text.slice(0, text.indexOf(part.raw, base.raw.length)))
    ? readings.slice(1)
    : readings;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** 跟踪审计项目11个，总投资92.6亿: money and rates are those of the things told before them, unless a metric is named in full. */
function isOfOtherThings({ metric }: Candidate, { left, isElsewhere }: FigureWindow, { unit }: Quantity, collected: readonly Collected[]): boolean {
  if (isElsewhere || collected.length === 0 || !/^(?:money|rate)$/.test(unitClassOf(unit) ?? '')) return false;
  return collected.every(({ reading }) => reading.isNew) && !comparable(left).includes(comparable(metric.name));
}

/** 旅游投诉受理9件，办结9件: a bare verb goes on about the thing before it, which no definition has; 隐患点位73处，整改68处 is about 隐患 all the same. */
function isOfNewThing(candidate: Candidate | undefined, window: FigureWindow, quantity: Quantity, { reading }: Collected): boolean {
  const isLeftOver = /^(?:还有|还剩|剩|剩下|剩余|另有|尚有)$/.test(stripFillers(window.left)) && stripFillers(window.right).length >= 2;
  // 冷饮店抽查28户 合格25: the unit that was left out is that of the thing before.
  if (reading.isNew && quantity.unit === '' && candidate !== undefined)
    return saysOnlyVerb(window) || stripFillers(window.left).length <= 3 || !candidate.metric.units.some(unit => mayStandFor(reading.unit, unit));
  if (!reading.isNew || reading.unit !== quantity.unit || !(isLeftOver || saysOnlyVerb(window))) return false;
  return candidate === undefined || !reading.name.includes(thingOf(candidate.metric.name));
}
