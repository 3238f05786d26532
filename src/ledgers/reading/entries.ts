import type { Bureau } from '../../bureau/bureau.ts';
import type { LocalDate } from '../../domain/date.ts';
import type { EntryContent, MetricReading } from '../../domain/entry.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { unitClassOf } from '../../language/units.ts';
import { checksOf } from './checks.ts';
import { keywordScores } from './choose-ledger.ts';
import type { Item } from './clauses.ts';
import { isComparison } from './compared-figure.ts';
import { flagsOf } from './entry-flags.ts';
import { comparable } from './filler-words.ts';
import { type EntryContext, groupItems } from './group-clauses.ts';
import { type Lexicon, lexiconOf } from './lexicon.ts';
import { hasFigures } from './merge-groups.ts';
import { metricsOf } from './metrics-of-group.ts';
import { isPrivate, urges } from './not-a-report.ts';
import { responsibilityIn } from './people.ts';
import { placeWork } from './place-work.ts';
import { doneWords, planWords } from './plan-clause.ts';
import { summaryOf } from './summary.ts';
import type { Group } from './time-of-group.ts';

/** What others issued is news, not this bureau's work. */
const backgroundWords =
  /(?:国家|中央|国务院|全国人大|省里|省政府|省委|省厅|市里|市政府|市委|市局|上级|部里|[一-龥]{1,4}部)[^，。；]{0,6}(?:发了|印发|出台|发布|公布|下发|通过)/;
const cancelledWords = /取消了?|推迟|延期|改期|没开成|未召开|未举办|没办成|暂停|不开了|不办了/;
/** Reads the items of one reporter into entries. */
export function readEntries(items: readonly Item[], context: EntryContext): EntryContent[] {
  const lexicon = lexiconOf(context.bureau);
  const groups = groupItems(items, context);
  const told = context.tellsOf === 'plan' ? groups.map(group => ({ ...group, isPlan: true })) : groups;
  const entries = told.flatMap(group => entryOf(group, context, lexicon));
  if (entries.length > 0 || context.tellsOf !== 'work') return entries;
  // 欠薪台账更新完了: the first thing that was done, though nothing was counted.
  return told
    .filter(group => !hasFigures(group) && group.clauses.some(({ clause }) => doneWords.test(clause.text)))
    .flatMap(group => entryOf({ ...group, isListed: true }, { ...context, isBare: true }, lexicon))
    .slice(0, 1);
}

function entryOf(group: Group, context: EntryContext & { isBare?: boolean }, lexicon: Lexicon): EntryContent[] {
  const raw = group.clauses.map(({ clause }) => clause.text.trim()).join('，');
  const metrics = group.isPlan
    ? []
    : metricsOf(group.clauses, {
        lexicon,
        ledger: group.ledger,
        entryPeriod: group.time.period,
        ...(context.tellsOf === 'work' ? { unitUnsaid: '个' } : {}),
        ...(context.namesInUse ? { namesInUse: context.namesInUse } : {}),
      });
  const ledger = ledgerOf(metrics, group.ledger, lexicon);
  const base = { ledger: group.isPlan ? null : (ledger?.id ?? null), raw, ...responsibilityIn(raw, group.department, context.bureau) };
  const date = group.time.period.from === group.time.period.to ? group.time.period.from : null;
  const common = { ...base, date, period: group.time.period, deadline: deadlineOf(group), progress: progressOf(raw), summary: summaryOf(raw) };
  if (group.isPlan) {
    if (ledger === null && context.tellsOf !== 'plan' && !planWords.test(raw)) return [];
    return [
      {
        ...common,
        section: planSection(context.bureau) ?? ledger?.section ?? '',
        category: '下步安排',
        metrics: [],
        flags: [],
        checks: [],
        progress: '计划',
      },
    ];
  }
  // Figures that were all set aside (last year's) leave nothing to record.
  if (metrics.length === 0 && hasFigures(group)) return [];
  // 比上周多走访3家 alone compares and counts nothing.
  if (metrics.length > 0 && metrics.every(isComparison)) return [];
  if (metrics.length === 0 && (backgroundWords.test(raw) || cancelledWords.test(raw))) return [];
  const isWork = context.tellsOf === 'work';
  if (!isWork && !hasFigures(group) && urges(raw)) return [];
  if (!isWork && ledger === null && !group.isListed && metrics.every(metric => metric.isNew) && isPrivate(raw, metrics.length)) return [];
  const settled = { ...group, ledger };
  const known = eventMetric(settled, { metrics, raw }, lexicon);
  const withEvent = [...(known.length > 0 ? known : unknownEvent(settled, { metrics, raw })), ...metrics];
  if (withEvent.length === 0 && context.isBare !== true && !group.isShortcoming && !tellsOfWork(raw, ledger, lexicon)) return [];
  const checks = checksOf(withEvent, ledger, raw);
  const section = group.isShortcoming ? (gapSection(context.bureau) ?? ledger?.section) : ledger?.section;
  return [
    {
      ...common,
      section:
        section ??
        placeWork(
          { raw, department: base.department, names: withEvent.map(({ name }) => name), units: withEvent.map(({ unit }) => unit) },
          context.bureau,
        ),
      category: group.isShortcoming ? '存在问题' : (ledger?.name ?? '其他工作'),
      metrics: withEvent,
      flags: flagsOf(group, { metrics: withEvent, checks, raw }, context.today),
      checks,
    },
  ];
}

/** Where no keyword told what the work was, its metrics do: the ledger that has most of them. */
function ledgerOf(metrics: readonly MetricReading[], told: Ledger | null, { ledgers }: Lexicon): Ledger | null {
  const names = new Set(metrics.flatMap(({ name, isNew }) => (isNew ? [] : [name])));
  const count = (ledger: Ledger): number => ledger.metrics.filter(({ name }) => names.has(name)).length;
  if (told !== null || names.size === 0) return told;
  return ledgers.reduce((best, ledger) => (count(ledger) > count(best) ? ledger : best));
}

/** 印发《…的通知》 is a piece of work by itself. */
const issued = /^(?:本周|今[天日])?(?:联合)?(?:印发|出台|制定|发布|修订|起草|报送)了?《/;

/** Work without a figure is named with what it was about: a bare 走访 or 领导已批示 is no report. */
function tellsOfWork(raw: string, ledger: Ledger | null, lexicon: Lexicon): boolean {
  const words = raw.replace(/[^一-龥]/g, '');
  if (issued.test(raw)) return true;
  return ledger !== null && words.length >= 6 && doneWords.test(raw) && keywordScores(raw, lexicon).has(ledger);
}

function planSection(bureau: Bureau): string | undefined {
  return bureau.sections.find(section => section.id === 'PLAN' || /下步|下一步|计划|安排/.test(section.name))?.id;
}

function gapSection(bureau: Bureau): string | undefined {
  return bureau.sections.find(section => section.id === 'GAP' || /问题|不足/.test(section.name))?.id;
}

/** One event without a number counts once: 办了场培训 is 1场. Totals over a long time are no event. */
function eventMetric(group: Group, entry: { metrics: MetricReading[]; raw: string }, lexicon: Lexicon): MetricReading[] {
  const { ledger } = group;
  const { metrics, raw } = entry;
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
  return [
    {
      value: 1,
      unit: metric.units[0] ?? '次',
      approximate: null,
      raw: '',
      name: metric.name,
      kind: 'increment',
      isNew: false,
      inferred: true,
      partOf: null,
    },
  ];
}

const notTakenPlace = /没[开办]成|未(?:召开|举办)/;

const trainsOthers = /(?:[一-龥]员|师|农民|村民|干部|职工|村医|司机|学生|志愿者|文书|[焊电]工)[一-龥]{0,4}(?:培训|班)/;

const meeting =
  /(?:^|[，。；：\s的个场在把])([^，。；：、\s\d《》“”]{0,10}?(?:座谈会|对接会|听证会|招聘会|恳谈会|协调会|调解会|动员会|现场会|推介会|论证会|碰头会|圆桌会|启动仪式|演练|讲座|沙龙|比武|直播带岗|听证|吐槽会|宣讲会|议事会|例会|拉练|招聘专场|(?:培训|实操|研修|辅导|提高|轮训)班|(?:岗前|专题|业务|技能|急救)培训))(?!上|要求|精神|室|费|方案|计划|通知|准备|前|告知|机构|学员|老师)/;

/** 去县里参加招聘会, 反映例会太多, 培训班结业: somebody else's, or none that took place now. */
const notHeld =
  /(?:反映|收到|参加|观看|观摩|旁听|听了?(?!证)|去(?!年)|赴|涉及)[^，。；\d]{0,10}(?:会|演练|讲座|沙龙|比武|带岗|听证|拉练|专场|班|培训)|(?:班|培训)[^，。；\d]{0,4}(?:结业|毕业)/;

/** 民营企业座谈会开完了，来了25位企业主: a meeting whose guests are counted took place once. */
function unknownEvent(group: Group, { metrics, raw }: { metrics: MetricReading[]; raw: string }): MetricReading[] {
  const said = meeting.exec(raw.replace(/^(?:今天|昨天|上午|下午|今早|本周|周[一二三四五六日])+/, ''))?.[1];
  const grain = group.time.mention?.grain;
  if (
    said === undefined ||
    notHeld.test(raw) ||
    notTakenPlace.test(raw) ||
    group.isShortcoming ||
    (grain !== undefined && grain !== 'day' && grain !== 'week' && grain !== 'range')
  )
    return [];
  const hasGuests = metrics.some(({ unit, kind }) => kind === 'increment' && /^(?:people|organisations)$/.test(unitClassOf(unit) ?? ''));
  const isCounted = metrics.some(({ unit, kind }) => kind === 'cumulative' || unitClassOf(unit) === 'events');
  if (!hasGuests || isCounted) return [];
  const name = said.replace(/^(?:组织|召开|举办|开展|开(?![放发工业学庭幕])[展了]?|了|的|今天|昨天|上午|下午)+/, '');
  return [{ value: 1, unit: '场', approximate: null, raw: '', name, kind: 'increment', isNew: true, inferred: true, partOf: null }];
}

/** An event that is named as one: 宣传活动, 培训班, 讲座. */
const heldAs =
  /(?:活动|大会|会议?|班|讲座|宣传[周月日]|[周月日]宣传|培训|召开|举办|举行|摆摊|进(?:社区|企业|校园|农?村|园区))(?:$|[，。；：\s（\d]|上|中|期间)/;

function deadlineOf(group: Group): LocalDate | null {
  return group.clauses.flatMap(({ clause }) => clause.dates).find(date => date.isDeadline)?.period.to ?? null;
}

function progressOf(raw: string): string | null {
  return (
    /待批|待审|正在协调|协调中|整改中|起草中|征求意见中|已办结|已完成|已缴|已整改|已闭环|推进中|办理中|已印发|已公开|交办/.exec(raw)?.[0] ?? null
  );
}
