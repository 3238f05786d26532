import type { MetricReading } from '../../../domain/entry.ts';
import type { MetricKind } from '../../../domain/quantity.ts';
import type { DateGrain } from '../../../language/date-mention.ts';
import { isComparison } from '../compared-figure.ts';
import type { TimedClause } from '../timed-clause.ts';
import { type KindScene, kindFeatures, type PlacedFigure } from './kind-features.ts';
import { type KindWeights, kindOdds, type ToldKind, toldApart } from './learned-kinds.ts';

/** 定性 — the kind of a figure that no metric defines. */
export type ChooseKind = (scene: KindScene) => MetricKind;

/**
 * How many times as likely another kind must be for the rules to be overruled; kinds that are not here never overrule them.
 * What there is, added up week after week, is told as more than was done, and goes into a report; work done, taken for what there is,
 * loses the weeks before and is missed by whoever did it. So the rules' level stands unless the words speak loudly against it, and their work done falls sooner.
 */
const SURE: Partial<Record<`${ToldKind} to ${ToldKind}`, number>> = {
  'done to level': 1.5,
  'level to done': 8,
  'done to rate': 1,
  'level to rate': 1.5,
};

/** 累计走访, 新增企业: done, whatever stands beside it. */
const saysDone = /累计|总计|新[增吸入进建聘]|净[增减]/;
/** 现有, 在册, 目前回港船只: there, whatever stands beside it. */
const saysThere = /现[有存保]|在册|实储|库存|存量|存栏|结余|保有量|尚有|还剩|剩余|剩下|只剩|正在|^应[缴报]|(?:目前|现在)[^了已\d]*$/;
const goesOn = /^[^，。；\d]{0,4}(?:还在|仍在|正在|挂着)/;

export function chooseKindBy(weights: KindWeights | null): ChooseKind {
  return scene => {
    const { reading } = scene.figure;
    if (weights === null) return reading.kind;
    const ruled = toldKindOf(reading.kind);
    const odds = kindOdds(kindFeatures(scene), weights);
    const oddsOf = (told: ToldKind): number => odds[toldApart.indexOf(told)] ?? 0;
    const best = toldApart.reduce((top, told) => (oddsOf(told) > oddsOf(top) ? told : top));
    const sure = SURE[`${ruled} to ${best}`];
    if (sure === undefined || oddsOf(best) < sure * oddsOf(ruled) || isSaid(ruled, scene)) return reading.kind;
    if (best === 'done') return scene.figure.timed.cumulative ? 'cumulative' : 'increment';
    return best;
  };
}

export function toldKindOf(kind: MetricKind): ToldKind {
  return kind === 'level' || kind === 'rate' ? kind : 'done';
}

/** The words of the figure itself say outright what the rules made of it. */
function isSaid(ruled: ToldKind, { figure: { timed, index, reading } }: KindScene): boolean {
  const { words, quantities } = timed.clause;
  const { start = 0, end = 0 } = quantities[index] ?? {};
  const own = words.slice(quantities[index - 1]?.end ?? 0, start);
  if (ruled === 'done') return saysDone.test(own) || saysDone.test(reading.name);
  return ruled === 'level' && (saysThere.test(own) || saysThere.test(reading.name) || goesOn.test(words.slice(end)));
}

/** What is known of a piece of work while the kinds of its figures are settled. */
interface Work {
  group: readonly TimedClause[];
  grain: DateGrain | '';
  choose: ChooseKind;
}

/** The figures of a piece of work, those of no metric with the kind that their words mean. */
export function settleKinds(figures: readonly PlacedFigure[], { group, grain, choose }: Work): MetricReading[] {
  const settled: MetricReading[] = [];
  const places = new Map(group.map((timed, at) => [timed, at]));
  figures.forEach((figure, at) => {
    const { reading, timed } = figure;
    const previous = figures[at - 1];
    const told = settled.at(-1);
    if (!reading.isNew || isComparison(reading)) settled.push(reading);
    else if (previous !== undefined && told !== undefined && isSecondUnit(figure, previous))
      settled.push(told.kind === previous.reading.kind ? reading : { ...reading, kind: told.kind });
    else if (isPartOfDone(figure, settled)) settled.push(reading);
    else {
      const kind = choose({ figure, previous: previous?.reading, following: group[(places.get(timed) ?? -1) + 1], grain });
      settled.push(kind === reading.kind ? reading : { ...reading, kind });
    }
  });
  return settled;
}

/** 现共5处, 其中超期未改1处. */
const isLeft = /[现尚仍未]|还[有在剩]|目前|在(?:办|建|册|库|岗|用|逃|职)/;

/** 走访企业12家，其中规上企业5家: a part of what was done was done. What the rules found to be there, 其中在办3件, is none. */
function isPartOfDone(part: PlacedFigure, settled: readonly MetricReading[]): boolean {
  const { partOf, kind } = part.reading;
  if (isLeft.test(wordsBefore(part))) return false;
  const whole = partOf === null ? undefined : settled.findLast(({ name }) => name === partOf);
  return whole !== undefined && toldKindOf(whole.kind) === 'done' && toldKindOf(kind) === 'done';
}

function wordsBefore({ timed, index }: Pick<PlacedFigure, 'timed' | 'index'>): string {
  const { words, quantities } = timed.clause;
  return words.slice(quantities[index - 1]?.end ?? 0, quantities[index]?.start ?? 0);
}

/** 挂账27笔2260万元: the second unit of a thing is of what kind the first was found to be. */
function isSecondUnit({ reading, window, timed, index }: PlacedFigure, before: PlacedFigure): boolean {
  const isBeside = window.isBorrowed && before.timed === timed && before.index === index - 1;
  if (!isBeside || !before.reading.isNew || reading.kind === 'rate' || before.reading.kind === 'rate') return false;
  return !/[一-龥]/.test(wordsBefore({ timed, index }));
}
