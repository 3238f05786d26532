import type { MetricReading } from '../../domain/entry.ts';
import { unitClassOf } from '../../language/units.ts';
import type { Lexicon } from './lexicon.ts';
import type { Group } from './time-of-group.ts';

/** 未报次数的活动 — what was told of one piece of work, in which an event may have taken place without a number. */
export interface Told {
  metrics: MetricReading[];
  raw: string;
}

export const notTakenPlace = /没[开办]成|未(?:召开|举办)/;

const meeting =
  /(?:^|[，。；：\s的个场在把日号了])([^，。；：、\s\d《》“”]{0,10}?(?:座谈会|对接会|听证会|招聘会|恳谈会|协调会|调解会|动员会|现场会|推介会|论证会|碰头会|圆桌会|启动仪式|演练|讲座|沙龙|比武|直播带岗|听证|吐槽会|宣讲会|议事会|例会|拉练|招聘专场|(?:培训|实操|研修|辅导|提高|轮训)班|(?:岗前|专题|业务|技能|急救|法治|安全)培训))(?!上|要求|精神|室|费|方案|计划|通知|准备|前|告知|机构|学员|老师)/;

/** 去县里参加招聘会, 反映例会太多, 培训班结业: somebody else's, or none that took place now. */
const notHeld =
  /(?:反映|收到|参加|观看|观摩|旁听|听了?(?!证)|去(?!年)|赴|涉及)[^，。；\d]{0,10}(?:会|演练|讲座|沙龙|比武|带岗|听证|拉练|专场|班|培训)(?![员开])|(?:班|培训)[^，。；\d]{0,4}(?:结业|毕业)|[省市区县]里[办开搞][了的]?[场个次]/;

/** 听证开完了，参加听证14人: who took part in what was held here. */
function isOfOthers(raw: string): boolean {
  return notHeld.test(raw) && !/[会证练座班]开?(?:完|结束)了?(?=[，。；\s]|$)/.test(raw);
}

/** An event of which only who came, or what was handed out, is counted. */
export function unlistedEvent(group: Group, { metrics, raw }: Told, lexicon: Lexicon): MetricReading[] {
  const grain = group.time.mention?.grain;
  const isLong = grain !== undefined && grain !== 'day' && grain !== 'week' && grain !== 'range';
  const isCounted = metrics.some(({ unit, kind }) => kind === 'cumulative' || unitClassOf(unit) === 'events');
  if (isLong || isCounted || group.isShortcoming || notTakenPlace.test(raw)) return [];
  return heldOnce(raw) ?? meetingOf(raw, metrics) ?? lessonOf(raw, metrics, lexicon) ?? outreachOf(raw, metrics, lexicon) ?? [];
}

/** 办了场安全培训, 开了期骨干班: one, as it says. */
function heldOnce(raw: string): MetricReading[] | null {
  const said = /(?:[办搞开讲]|组织|举办)了(场|期|堂)([一-龥“”]{2,16}?)(?=$|[，。；：（\s])/.exec(raw);
  return said === null || isOfOthers(raw) ? null : [once(said[2]?.replace(/[“”]/g, '') ?? '', said[1] ?? '场')];
}

/** 民营企业座谈会开完了，来了25位企业主: a meeting whose guests are counted took place once. */
function meetingOf(raw: string, metrics: readonly MetricReading[]): MetricReading[] | null {
  const said = meeting.exec(raw.replace(/^(?:今天|昨天|上午|下午|今早|本周|周[一二三四五六日])+/, ''))?.[1];
  if (said === undefined || isOfOthers(raw) || !metrics.some(isOfGuests)) return null;
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
  { words: /(?:(?<!自)学(?:习|了)?|看)《[^》]{2,30}(?:法|条例|规定|办法|宪法|解释|准则)》(?!通报|精神)/, metric: '集体学法', unit: '次' },
  // 请律师讲了安全生产法，37人听.
  {
    words:
      /法治课|(?:律师|法官|检察官)[^，。；\d]{0,6}讲|民警[^，。；\d]{0,6}讲[^，。；\d]{0,10}(?:(?<![方办])法|条例|课)|讲了?《[^》]{2,30}(?:法|条例|规定|办法)》/,
    metric: '法治讲座',
    unit: '场',
  },
];

/** Law that was learned or taught, where those who listened are counted. */
function lessonOf(raw: string, metrics: readonly MetricReading[], { ledgers }: Lexicon): MetricReading[] | null {
  const lesson = lessons.find(({ words }) => words.test(raw));
  const hasListeners = metrics.some(({ unit, kind }) => kind === 'increment' && unitClassOf(unit) === 'people');
  return lesson === undefined || !hasListeners || /考试|测试|应考|学分|入户|走访|慰问|上门/.test(raw) ? null : [listed(lesson, ledgers)];
}

const occasion =
  /普法|法治|法规宣传|法律(?!文书|援助)|送法|宪法|安全月|消费者权益日|(?:^|[^\d])[“]?3[·.]?15|[一-龥](?<![今昨当次假作近周生])日(?:当天|那天|[在来广主摆]|$|[，：])/;
const inPublic = /摆[摊台]|摆了?[^，。；]{0,8}[桌台摊子天]|广场(?!舞)|主场活动|大集|赶集|咨询台|宣传台|街头|步行街/;
const otherPurpose = /招聘|招工|求职|岗位|展销|投洽|年货|旅游|推介|劝离|占路|违建|音响|驾驶|对接|喷泉|参加|整治|清理|查处|巡查/;

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

export function once(name: string, unit = '场'): MetricReading {
  return { value: 1, unit, approximate: null, raw: '', name, kind: 'increment', isNew: true, inferred: true, partOf: null };
}
