import type { MetricReading } from '../../domain/entry.ts';
import { unitClassOf } from '../../language/units.ts';
import { keywordScores } from './choose-ledger.ts';
import { comparable } from './filler-words.ts';
import type { Lexicon } from './lexicon.ts';
import { doneWords } from './plan-clause.ts';
import type { Group } from './time-of-group.ts';

/** 未报次数的活动 — what was told of one piece of work, in which an event may have taken place without a number. */
interface Told {
  metrics: MetricReading[];
  raw: string;
}

/** The one event of a group that nobody counted: 办了场培训, 座谈会开完了，来了25位. */
export function eventsIn(group: Group, told: Told, lexicon: Lexicon): MetricReading[] {
  const known = eventMetric(group, told, lexicon);
  return known.length > 0 ? known : unknownEvent(group, told, lexicon);
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

const notTakenPlace = /没[开办]成|未(?:召开|举办)/;

const trainsOthers = /(?:[一-龥]员|师|农民|村民|干部|职工|村医|司机|学生|志愿者|文书|[焊电]工)[一-龥]{0,4}(?:培训|班)/;

const meeting =
  /(?:^|[，。；：\s的个场在把日号了])([^，。；：、\s\d《》“”]{0,10}?(?:座谈会|对接会|听证会|招聘会|恳谈会|协调会|调解会|动员会|现场会|推介会|论证会|碰头会|圆桌会|启动仪式|演练|讲座|沙龙|比武|直播带岗|听证|吐槽会|宣讲会|议事会|例会|拉练|招聘专场|(?:培训|实操|研修|辅导|提高|轮训)班|(?:岗前|专题|业务|技能|急救|法治|安全)培训))(?!上|要求|精神|室|费|方案|计划|通知|准备|前|告知|机构|学员|老师)/;

/** 去县里参加招聘会, 反映例会太多, 培训班结业: somebody else's, or none that took place now. */
const notHeld =
  /(?:反映|收到|参加|观看|观摩|旁听|听了?(?!证)|去(?!年)|赴|涉及)[^，。；\d]{0,10}(?:会|演练|讲座|沙龙|比武|带岗|听证|拉练|专场|班|培训)(?![员开\d])|(?:班|培训)[^，。；\d]{0,4}(?:结业|毕业)/;

/** An event of which only who came, or what was handed out, is counted. */
function unknownEvent(group: Group, { metrics, raw }: Told, lexicon: Lexicon): MetricReading[] {
  const grain = group.time.mention?.grain;
  const isLong = grain !== undefined && grain !== 'day' && grain !== 'week' && grain !== 'range';
  const isCounted = metrics.some(({ unit, kind }) => kind === 'cumulative' || unitClassOf(unit) === 'events');
  if (isLong || isCounted || group.isShortcoming || notTakenPlace.test(raw)) return [];
  return heldOnce(raw) ?? meetingOf(raw, metrics) ?? lessonOf(raw, metrics, lexicon) ?? outreachOf(raw, metrics, lexicon) ?? [];
}

/** 办了场安全培训, 开了期骨干班: one, as it says. */
function heldOnce(raw: string): MetricReading[] | null {
  const said = /(?:[办搞开讲]|组织|举办)了(场|期|堂)([一-龥“”]{2,16}?)(?=$|[，。；：（\s])/.exec(raw);
  return said === null ? null : [once(said[2]?.replace(/[“”]/g, '') ?? '', said[1] ?? '场')];
}

/** 民营企业座谈会开完了，来了25位企业主: a meeting whose guests are counted took place once. */
function meetingOf(raw: string, metrics: readonly MetricReading[]): MetricReading[] | null {
  const said = meeting.exec(raw.replace(/^(?:今天|昨天|上午|下午|今早|本周|周[一二三四五六日])+/, ''))?.[1];
  if (said === undefined || notHeld.test(raw) || !metrics.some(isOfGuests)) return null;
  return [once(said.replace(/^(?:组织|召开|举办|开展|开(?![放发工业学庭幕])[展了]?|办了?|搞了?|了|的|今天|昨天|上午|下午)+/, ''))];
}

/** 25位企业主, 6个部门. */
function isOfGuests({ unit, kind, name }: MetricReading): boolean {
  return (
    kind === 'increment' &&
    (/^(?:people|organisations)$/.test(unitClassOf(unit) ?? '') || (unit === '个' && /代表|部门|单位|品牌|主管|老板|[一-龥]人$/.test(name)))
  );
}

const lessons: readonly { words: RegExp; metric: string; unit: string }[] = [
  // 局务会学了《…法》，18人到会.
  { words: /(?:(?<!自)学(?:习|了)?|看)《[^》]{2,30}(?:法|条例|规定|办法|宪法|解释|准则)》/, metric: '集体学法', unit: '次' },
  // 请律师讲了安全生产法，37人听.
  { words: /法治课|(?:律师|法官|检察官|民警)[^，。；\d]{0,6}讲|讲了?《[^》]{2,30}(?:法|条例|规定|办法)》/, metric: '法治讲座', unit: '场' },
];

/** Law that was learned or taught, where those who listened are counted. */
function lessonOf(raw: string, metrics: readonly MetricReading[], { ledgers }: Lexicon): MetricReading[] | null {
  const lesson = lessons.find(({ words }) => words.test(raw));
  const hasListeners = metrics.some(({ unit, kind }) => kind === 'increment' && unitClassOf(unit) === 'people');
  return lesson === undefined || !hasListeners || /考试|测试|应考|学分/.test(raw) ? null : [listed(lesson, ledgers)];
}

const occasion = /宣传|普法|法治|法律|送法|安全月|活动|消费者权益日|(?:^|[^\d])[“]?3[·.]?15|[一-龥]日(?:当天|那天|[在来广主摆]|$|[，：])/;
const inPublic = /摆[摊台]|摆了?[^，。；]{0,8}[桌台摊子天]|广场|大集|赶集|主会?场|咨询台|宣传台|街头|步行街/;
const otherPurpose = /招聘|招工|求职|岗位|展销|投洽|年货|旅游|推介|劝离|占路|违建|音响|驾驶|对接|喷泉/;

/** 六五环境日在广场摆摊，发册子500本: law or safety was told of in the street, once. */
function outreachOf(raw: string, metrics: readonly MetricReading[], { ledgers }: Lexicon): MetricReading[] | null {
  const isTold = occasion.test(raw) && inPublic.test(raw) && !otherPurpose.test(raw);
  const reached = metrics.some(({ unit, kind }) => kind === 'increment' && /^(?:人|人次|名|位|份|册|本|张)$/.test(unit));
  return isTold && reached ? [listed({ metric: '普法宣传活动', unit: '场' }, ledgers)] : null;
}

/** Under the bureau's own metric where it lists one of the name. */
function listed({ metric, unit }: { metric: string; unit: string }, ledgers: Lexicon['ledgers']): MetricReading {
  const known = ledgers.flatMap(ledger => ledger.metrics).find(({ name }) => name === metric);
  return { ...once(metric, known?.units[0] ?? unit), isNew: known === undefined };
}

function once(name: string, unit = '场'): MetricReading {
  return { value: 1, unit, approximate: null, raw: '', name, kind: 'increment', isNew: true, inferred: true, partOf: null };
}

/** An event that is named as one: 宣传活动, 培训班, 讲座. */
const heldAs =
  /(?:活动|大会|会议?|班|讲座|宣传[周月日]|[周月日]宣传|培训|召开|举办|举行|摆摊|进(?:社区|企业|校园|农?村|园区))(?:$|[，。；：\s（\d]|上|中|期间)/;
