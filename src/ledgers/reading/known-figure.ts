import type { MetricReading } from '../../domain/entry.ts';
import type { MetricDefinition } from '../../domain/ledger.ts';
import type { Period } from '../../domain/period.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { unitClassOf } from '../../language/units.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import type { Collected, Context, GroupContext } from './collected-figure.ts';
import { defaultMetric, restOf } from './default-metric.ts';
import { emptyWindow, type FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';
import { perHead } from './kind-of-new.ts';
import { contentOf } from './name-fit.ts';
import { kindOf, type TimedClause } from './timed-clause.ts';
import { inUnitOf } from './unit-fit.ts';

/** 进园区3个、企业14家: in a list, the verb of the first item holds for the next. */
export function bestCandidate(quantity: Quantity, window: FigureWindow, previous: Collected | undefined, context: Context): Candidate | undefined {
  const direct = candidatesFor(quantity, window, context)[0];
  if (window.stop !== '、' || previous === undefined) return direct;
  const verb = stripFillers(previous.window.left).slice(0, 1);
  const carried = verb === '' ? undefined : candidatesFor(quantity, { ...window, left: `${verb}${window.left}` }, context)[0];
  return carried !== undefined && carried.score > (direct?.score ?? 0) + 8 ? carried : direct;
}

/** A number without words: the same as before over other days, or what the words before it speak of, or what the ledger counts first. */
export function bareMetric(
  quantity: Quantity,
  { window, timed }: { window: FigureWindow; timed: TimedClause },
  collected: Collected[],
  context: GroupContext,
): MetricDefinition | undefined {
  const { ledger } = context;
  if (ledger === null) return undefined;
  // 剩13条, 3个没谈拢: what is left is nothing that was done.
  if (/[剩余欠差缺没未]/.test(window.left) || /^[^，。；]{0,8}[没未]/.test(window.right)) return undefined;
  const previous = collected.findLast(
    ({ reading }) => !reading.isNew && (reading.unit === quantity.unit || (reading.unit === '人次' && unitClassOf(quantity.unit) === 'people')),
  );
  const goesOn = timed.clause.dates.length > 0 || /累计|总计|第?[一二三四五六][场期批轮]/.test(timed.clause.text);
  if (previous !== undefined && goesOn) return ledger.metrics.find(({ name }) => name === previous.reading.name);
  const silent: FigureWindow = { ...emptyWindow, right: context.silentText, isElsewhere: true };
  const used = new Set(collected.map(({ reading }) => reading.name));
  const told = candidatesFor(quantity, silent, context).find(
    candidate => candidate.ledger === ledger && !candidate.isGeneric && !used.has(candidate.metric.name) && candidate.metric.kind !== 'rate',
  );
  if (told !== undefined) return told.metric;
  if (perHead.test(stripFillers(window.left))) return undefined;
  const first = defaultMetric(ledger, quantity, used);
  // 伞50把, 送达9份, 拆2处: a word that the metric does not know is a thing or an act of its own.
  const letters = window.isBorrowed ? [] : [contentOf(window.left.replace(/[^一-龥]|[的了]/g, '')), restOf(window.right)];
  const isOther = (letter: string): boolean =>
    letter !== '' && !lightLetters.test(letter) && ![first?.name ?? '', ...(first?.aliases ?? [])].some(word => word.includes(letter));
  if (first === undefined || letters.some(isOther)) return undefined;
  // 31人参加 counts who took part: only a metric of that takes it.
  const tookPart = unitClassOf(quantity.unit) === 'people' && /参加|参与|到会|到场|出席|听课/.test(window.left + window.right);
  return tookPart && ![first.name, ...first.aliases].some(word => /参[加与训会学]|到[会场]|听|出席/.test(word)) ? undefined : first;
}

/** Verbs of speech that say only that something was done. */
const lightLetters = /^[发送赠办查搞开去跑了的记都吧在对请科股人]$/;

function withPeriod(reading: MetricReading, timed: TimedClause, entryPeriod: Period): MetricReading {
  const differs = timed.period.from !== entryPeriod.from || timed.period.to !== entryPeriod.to;
  return differs ? { ...reading, period: timed.period } : reading;
}

/** The figure as a reading of a defined metric; told by a name that only an editor's decision made one of its own, that name is kept. */
export function defined(
  quantity: Quantity,
  { metric, joined }: { metric: MetricDefinition; joined?: string | null },
  timed: TimedClause,
  context: Context,
): MetricReading {
  const said = joined ?? (metric.isAdopted ? metric.name : null);
  const reading: MetricReading = {
    ...inUnitOf(quantity, metric),
    name: metric.name,
    kind: kindOf(metric.kind, timed),
    isNew: false,
    inferred: false,
    partOf: metric.partOf,
    ...(said === null ? {} : { saidAs: said }),
  };
  return withPeriod(reading, timed, context.entryPeriod);
}

/** 办结率、满意率均为98%: the names before the last share its value. */
export function shareValue(reading: MetricReading, window: FigureWindow, quantity: Quantity, timed: TimedClause, context: Context): Collected[] {
  const own: Collected = { reading, window };
  if (window.stop !== '、' || !(quantity.unit === '%' || /都|均|各/.test(window.left))) return [own];
  const shared = window.before.split('、').flatMap(words => {
    const candidate = candidatesFor(quantity, { ...emptyWindow, left: words }, context)[0];
    return candidate === undefined || candidate.metric.name === reading.name
      ? []
      : [{ reading: defined(quantity, candidate, timed, context), window }];
  });
  return [...shared, own];
}
