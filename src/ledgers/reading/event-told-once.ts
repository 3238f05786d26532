import type { MetricReading } from '../../domain/entry.ts';
import { unitClassOf } from '../../language/units.ts';
import { keywordScores } from './choose-ledger.ts';
import { comparable } from './filler-words.ts';
import type { Lexicon } from './lexicon.ts';
import { doneWords } from './plan-clause.ts';
import type { Group } from './time-of-group.ts';
import { notTakenPlace, once, type Told, unlistedEvent } from './unlisted-event.ts';

/** The one event of a group that nobody counted: 办了场培训, 座谈会开完了，来了25位. */
export function eventsIn(group: Group, told: Told, lexicon: Lexicon): MetricReading[] {
  const known = eventMetric(group, told, lexicon);
  return known.length > 0 ? known : unlistedEvent(group, told, lexicon);
}

/** One event without a number counts once: 办了场培训 is 1场. Totals over a long time are no event. */
function eventMetric(group: Group, told: Told, lexicon: Lexicon): MetricReading[] {
  const { ledger } = group;
  const { metrics, raw } = told;
  const metric = ledger?.metrics.find(({ name }) => name === ledger.eventMetric);
  const isNamed = lexicon.metrics
    .find(comparable(raw.replace(/《[^》]*》|(?:虚假|违法|夸大|误导性?)宣传/g, '')))
    .some(hit => hit.end - hit.start >= 2 && hit.targets.some(term => term.metric === metric));
  if (metric === undefined || ledger === null || !isNamed || !keywordScores(raw, lexicon).has(ledger)) return [];
  if (notTakenPlace.test(raw) || group.isShortcoming || metrics.some(({ name }) => name === metric.name)) return [];
  if (metrics.some(({ kind }) => kind === 'cumulative')) return [];
  // 宣传社保新规 新增参保417人: nothing that was counted belongs to an event.
  if (metrics.length > 0 && metrics.every(({ isNew }) => isNew) && !heldAs.test(raw)) return [];
  // 村医培训: who is trained there is no enterprise.
  if (metric.name.startsWith('企业') && !raw.includes('企业') && trainsOthers.test(raw)) return [];
  // 检查塔吊32台 says what was checked: it was no company.
  if (metrics.some(({ isNew, name }) => isNew && (unitClassOf(metric.units[0] ?? '') === 'organisations' || name.includes(metric.name)))) return [];
  // 出租车驾驶员培训3期 is a training of its own.
  if (
    metrics.some(
      ({ isNew, name, unit }) =>
        isNew && (unit === '个' || ['events', 'people'].includes(unitClassOf(unit) ?? '')) && ledger.keywords.some(word => name.includes(word)),
    )
  )
    return [];
  // 检查1次 already says how often.
  const countsEvents = unitClassOf(metric.units[0] ?? '') === 'events';
  if (!countsEvents && metrics.some(({ unit, isNew }) => !isNew && ['次', '场', '期'].includes(unit))) return [];
  const grain = group.time.mention?.grain;
  if (grain !== undefined && !['day', 'range', 'week'].includes(grain)) return [];
  if (!doneWords.test(raw) && metrics.length === 0) return [];
  return [{ ...once(metric.name, metric.units[0] ?? '次'), isNew: false }];
}

const trainsOthers = /(?:[一-龥]员|师|农民|村民|干部|职工|村医|司机|学生|志愿者|文书|[焊电]工)[一-龥]{0,4}(?:培训|班)/;

/** An event that is named as one: 宣传活动, 培训班, 讲座. */
const heldAs =
  /(?:活动|大会|会议?|班|讲座|宣传[周月日]|[周月日]宣传|培训|召开|举办|举行|摆摊|进(?:社区|企业|校园|农?村|园区))(?:$|[，。；：\s（\d]|上|中|期间)/;
