import { dateOf, type LocalDate, yearOf } from '../domain/date.ts';
import type { Ledger } from '../domain/ledger.ts';
import { overlaps, type Period } from '../domain/period.ts';
import type { Question, QuestionForm } from '../domain/question.ts';
import { findSubject, inSameLedger, nothingNamed } from './find-subject.ts';
import { isOrder } from './is-order.ts';
import { inLedgerWords, mendQuestion } from './mend-question.ts';
import { definitionOf } from './metric-definition.ts';
import { countsOnly } from './question-forms.ts';
import { type QuestionParts, type QuestionWords, readParts } from './question-parts.ts';
import { isYearToDate, readCutOffs, yearToDate } from './read-period.ts';

/** What the words of a question came to: a question, or a choice that the asker must make first. */
export interface QuestionReading {
  question: Question;
  choice: string[];
  isFollowUp: boolean;
  /** 怎么算的, 明细: in what form the answer was given that they are about. */
  about: QuestionForm | null;
  /** What else was asked, for which nothing was found. */
  unmatched: string[];
  /** Further metrics that the same words name. */
  beside: string[];
  /** The words without days, 科室 and comparison. */
  rest: string;
  /** The same question in words that need nothing before it, where the words alone would be read otherwise. */
  inFull?: string;
}

const asksQuantity =
  /多少|(?<!好)几(?:家|个|场|次|条|件|份|人|名|户|笔|起|篇|期|回|趟|批|位|宗|块|本|册|张|届)|场次|次数|人数|户数|件数|家数|金额|总数|合计|累计|一共|总共|数量|了没有|有没有|[多少]吗|多不多|几成|哪个更?[多少]|有吗|过吗|[搞开办做]了没|多大比例|增长|下降|百分之|截[至止]到?(?:哪|几|什么)/;
/** 报了几条, 报了哪些, 材料齐了吗: what has been reported, whatever it is about. */
const asksReported =
  /(?:上报|报送|填报|报|填|交|登记)(?:了|过|的|得)?(?:有|些)?(?:多少|几|哪些|什么|啥|没|吗|齐|情况|最[多少]|东西)|(?:材料|台账|数据|内容|信息)(?:都)?(?:报|交|填)?(?:齐|全|够)/;
/** Which figures differ between two 截至. */
const asksMoved =
  /(?:哪些|哪几个|什么|啥|有没有|多少个?)(?:数字?|数据|指标).{0,8}(?:变|动|不一样|不同)|(?:数字?|数据|指标)(?:都)?(?:变动?|动|变化)(?:了|过)?(?:哪些|多少|几|没有?|吗)|截[至止].{0,24}(?:改|调|换|推|延).{0,2}(?:到|成|为|至)/;
const doubts = /对吗|对不对|准吗|准不准|为(?:什么|啥|何)|到底|怎么(?:变成|成了)|还是(?=\d)|\d[^，。]{0,6}(?:准|对)不[准对]/;
/** 3、4、5月, 3月、4月、5月. */
const listsMonths = /\d月?[、，,]\d{1,2}月?[、，,和]\d{1,2}月/;
/** 一二三季度, 一、二季度. */
const listsQuarters = /[一二三][、，,和]?[二三四](?:[、，,和]?[三四])?个?季度/;
const everyDepartment = /(?:各|每个?|所有|全部|哪[个些几])(?:科室|部门|单位|股室|处室)|^谁|谁(?:上)?[报填交]/;
/** 一句话总结下今年的走访. */
const asksSummary = /一句话|总结|概括|介绍|[说讲]一下|[说讲]{2}|汇报/;
const ownBureau = /我局|我们局|咱们?局|全局/;
/** Words of a question about the law, which is answered from provisions. */
const asksLaw =
  /规定|法律(?!顾问|专业)|条例|办法|应当|可以|能不能|能否|可不可以|合法吗|违法|怎么处罚|罚多少(?![件起宗例次])|多久|多长时间|多少天|几天|几个工作日|期限|时限|最长|最晚|最多|最少|最低|最高|不得|条件|流程|程序|谁来|由谁|什么时候|怎么办理|要不要|需要|上限|下限|幅度|标准|限额|多少钱/;
/** Said of the law as often as of a ledger. */
const isWeak = /有哪些|情况|有没有/;
const asksProvision =
  /每(?:家|户|人|项|个(?![季月科部单])).{0,4}(?:给|补|奖|多少)|每次.{0,4}(?:给|补|奖)|《|第[一二三四五六七八九十百\d几]+条|法律依据|法条|原文|哪部法|什么法/;
const asksLedger =
  /哪个?月|今年|本年|去年|上半年|下半年|季度|本月|上个?月|这个?月|近.个?月|截[至止]|[那这][次场回批]|我们|咱|全局|我局|科室|科|中心|办公室|到现在|以来|了(?:多少|几)|\d月/;

/** 我明天要汇报: says what the answer is for, and no day that is asked about. */
const whatFor = /[，,。\s](?:我|领导)?(?:明天|后天|下周.?|今晚|马上|待会儿?|等会儿?|一会儿?).{0,6}(?:汇报|开会|上会|用|发言)[。]?$/;

/** 十分钟后党组会，执法这块给我几个数; 市局来电话要数：: what it is for, said first. */
const whatForFirst =
  /^(?:马上|等下|一会儿?|待会儿?|[一二三五十\d]+分钟后|明天|后天|下午|上午)?[^，,：:。？?\d]{0,8}(?:党组会|办公会|开会|会上|例会|汇报|上会|发言|电话|要数|要个?材料|催|督查|审计|巡察|检查组|代表问)[^，,：:。？?]{0,6}[，,：:]\s*(?=.{3})/;

/** Understands a question about the ledgers; null when it is none, so that the law is searched instead. */
export function readQuestion(text: string, words: QuestionWords): QuestionReading | null {
  const plain = inLedgerWords(text.replace(/^\s*(?:小法|你好|您好|请问)[，,\s]*/, ''));
  const asTyped = readAsTyped(plain, words);
  if (asTyped !== null && asTyped.question.form !== 'unclear') return asTyped;
  const mended = mendQuestion(plain, words.bureau);
  return (mended === plain ? null : readAsTyped(mended, words)) ?? asTyped;
}

function readAsTyped(text: string, words: QuestionWords): QuestionReading | null {
  const plain = withoutPurpose(text.trim());
  if (plain === '' || asksProvision.test(plain) || isStatement(plain) || isOrder(plain)) return null;
  const today = dateOf(words.at);
  const previous = words.previous ? readQuestion(words.previous, { ...words, previous: null }) : null;
  const parsed = readParts(plain, words, today);
  const beside = previous ? besideIt(plain, parsed, { previous, today }) : null;
  if (beside) return beside;
  const asked =
    moved(plain, parsed, { today, words }) ??
    (previous ? ofSameLedger(plain, parsed, { previous, words }) : null) ??
    own(plain, parsed, { today, words });
  return (
    (asked && previous ? ofSameEvent(plain, asked, { parsed, previous, words }) : asked) ??
    (previous ? followUp(plain, parsed, { previous, today }) : null) ??
    unclear(plain, parsed, today)
  );
}

function withoutPurpose(text: string): string {
  const [first = ''] = whatForFirst.exec(text) ?? [];
  return (asksQuantity.test(first) ? text : text.slice(first.length))
    .replace(whatFor, '')
    .replace(asksNumbers, '我们情况')
    .replace(asksThese, '各多少');
}

/** 给我几个数. */
const asksNumbers = /(?:给|报|发|来|要|说)(?:我|一下)?(?:几|一?些|点)个?数[字据]?(?:看看|吧)?[。]?$/;

/** 走访、备案、惠企资金三个数给我. */
const asksThese = /[这，,]?(?:[两三四五六]|几)个数[字据]?(?:都)?(?:给我|发我|报(?:给)?我?|说一?下|要一?下|是多少)(?:一?下)?[。]?$/;

/** Whether words ask after something that was done, rather than after a rule: 转了几条, 那条办好了吗, 今年有哪些. */
export function soundsRecorded(text: string): boolean {
  if (asksProvision.test(text) || asksLaw.test(text) || isStatement(text) || isOrder(text)) return false;
  return (
    asksLedger.test(text) ||
    /[了过完](?:多少|几|哪些|什么|啥|没)|[了过][吗没][？?。]?$|那[条个件笔家起]|谁(?:去|参加|办|做|报)|(?:几|多少)[起件次场家户个条]|[的过](?:有没有|有哪些|多吗)|有没有(?:发生|出过|开过|搞过|办过|重复)|哪一?[天次场]|第[一二三四五\d][次场]|反映.{0,4}(?:什么|哪些|哪类)|[写加]进(?:去|报告|初稿|材料)|转给/.test(
      text,
    )
  );
}

/** 上半年法治工作总体情况, 给我三季度的数: everything of those days. */
const asksOfAll =
  /^(?:全局|我局|我们局)?的?(?:法治(?:政府建设)?)?的?(?:工作|各项工作)?的?(?:总体|整体|全面|大致|主要)(?:工作)?(?:情况|进展)(?:怎么样|如何|是什么)?[？?。]?$|^(?:给我|发我|要|来)?的?(?:数|数据|数字|情况)[。]?$|^有(?:什么|啥|哪些)新(?:的|动态|情况|进展|工作)[？?。]?$|^的?(?:数|数据|数字)(?:都|全)?(?:给|发|报)(?:我|一下)*[。]?$|^的?(?:主要|重点)(?:的)?工作(?:都)?(?:有|是)(?:哪些|什么|啥)[？?。]?$/;

/** 走访12家，收集5条 states figures and asks for none. */
function isStatement(text: string): boolean {
  // A block copied out of a table has figures without units, and a 合计 that asks for nothing.
  if (/[\t\n]/.test(text) && /\d/.test(text)) return !asksSomething.test(text);
  return tellsFigure.test(text) && !asksSomething.test(text);
}

/** 没几个人 and 推送线索啥的 ask for nothing. */
const asksSomething =
  /多少|(?<![没好十头前这那])几(?![十百千多])|[?？吗呢]|啥(?!的)|什么(?!的)|哪|谁|到底|怎么|准不准|对不对|[了有]没有|是.{1,8}还是|(?:至少|不到|不足|超过).*吧[。]?$/;
const measure = '(?:[家户条件项份本册篇块场次期人名位笔起宗批间床吨亩辆台套张座处米只株幅成万亿元%％]|个(?!月|季|科|部门))';
const tellsFigure = new RegExp(`(?<!第)(?:\\d[\\d,，.]*|一?[二两三四五六七八九十百千]{1,7})[多余来几]?\\s?${measure}`);

/** A question that stands by itself. */
function own(text: string, parsed: QuestionParts, { today, words }: { today: LocalDate; words: QuestionWords }): QuestionReading | null {
  const { form, against, subject, department, future } = parsed;
  const hasSubject = subject.metrics.length > 0 || subject.choice.length > 0;
  if (future !== null) return hasSubject && asksQuantity.test(text) && !asksLaw.test(text) ? reading(parsed, today, 'future') : null;
  if (isAboutReports(text, parsed)) return reading(parsed, today, 'reported');
  // 没有闭环的隐患还有哪些: of what was named, where something was.
  if (form === 'open') return reading(parsed, today, hasSubject ? 'outstanding' : form);
  if (form === 'consistency' || form === 'approximate') return reading(parsed, today, form);
  if (hasSubject && ofWhich.test(parsed.rest) && !namesPart(parsed.rest, words)) return reading(parsed, today, 'unclear');
  const isBusy = /[干搞弄忙做]了?些?(?:什么|啥|哪些)/.test(text);
  if (!hasSubject && isBusy && everyDepartment.test(text) && parsed.period !== null) return reading(parsed, today, 'overview');
  const isSomebodys = department !== null || parsed.among.length > 0 || parsed.reporter !== null;
  const isOfDays = parsed.period !== null && /[干做]了|忙|有(?:什么|哪些|啥)|亮点/.test(text);
  if (parsed.period !== null && asksOfAll.test(parsed.rest)) return reading({ ...parsed, subject: nothingNamed }, today, 'overview');
  if (form === 'highlights') return reading({ ...parsed, subject: nothingNamed }, today, form);
  if (hasSubject && parsed.nth !== undefined && !ofRule.test(text) && (form === null || asksEvents.has(form)))
    return reading(parsed, today, 'occasion');
  if (!hasSubject) {
    const isWide = form === 'overview' || (isSomebodys && form === 'list') || (isSomebodys && asksSummary.test(text));
    return isWide && (isSomebodys || isOfDays) && !asksProvision.test(text) ? reading(parsed, today, 'overview') : null;
  }
  if (isSubset(parsed)) return reading(parsed, today, 'unclear');
  if (subject.isVague && form === null) return reading(parsed, today, 'overview');
  const isNamedAlone = isTerse(parsed, words);
  if (isWeak.test(text) && !asksLedger.test(text) && !isNamedAlone && !words.isOurs) return null;
  const isPair = parsed.earlier !== null && /对比|相比|比较|相较|差多少|哪个|哪一个|谁|还是/.test(text);
  // 走访数对吗, 为什么8月走访这么少: line by line is what the ledgers can say to that.
  const isDoubted = doubts.test(text) && (parsed.period !== null || /[数量]/.test(text));
  // 走访269是怎么算的; 加班费怎么算 is the law's.
  const isMetricExplained = form === 'explain' && /\d/.test(text);
  const areQuarters = listsQuarters.test(text) || (/季度.*季度.*季度/.test(text) && /分别|各/.test(text));
  const isByQuarter = (form === null || form === 'chart') && areQuarters && parsed.earlier === null;
  const isSummed = parsed.period !== null && asksSummary.test(text);
  const isFormAsked = form === 'explain' ? isMetricExplained : form !== null;
  const isAsked = asksQuantity.test(text) || against !== null || isPair || isFormAsked || isNamedAlone || isDoubted || isSummed || isByQuarter;
  const isCounting = isDoubted || /哪一?[次场回批]/.test(text) || form === 'outstanding' || (form !== null && countsOnly.has(form));
  if (!isAsked || (asksLaw.test(withoutNames(text, subject, words)) && !asksLedger.test(text) && !isCounting)) return null;
  if (isByQuarter) return reading(parsed, today, 'by-quarter');
  if (form === null && /分别|各/.test(text) && listsMonths.test(text) && parsed.earlier === null) return reading(parsed, today, 'by-month');
  // 离去年还差多少: last year's figure is what it is held against.
  if (against === 'last-year' && /[离距]/.test(text) && /差/.test(text)) return reading(parsed, today, 'target');
  const isCompared = against !== null && (form === null || form === 'overview' || form === 'difference');
  return reading(parsed, today, isDoubted ? 'explain' : isCompared ? 'compare' : (form ?? 'total'));
}

/** 第一次违法怎么罚: an occasion that a rule speaks of. */
const ofRule = /规定|条例|怎么处罚|怎么罚|罚多少|要不要|能不|可以|应当|应该|需要|不予|会不会|[犯免]/;
/** 第二次学法是什么时候, 最近一场普法谁办的. */
const asksEvents: ReadonlySet<QuestionForm> = new Set(['list', 'detail', 'overview', 'by-department']);

/** 学法律的几个: what a figure is called says nothing of the law. */
function withoutNames(text: string, { metrics }: QuestionParts['subject'], { bureau }: QuestionWords): string {
  const named = bureau.ledgers.flatMap(ledger => ledger.metrics).filter(({ name }) => metrics.includes(name));
  return named
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .reduce((left, word) => (/法律|条件|标准|规定/.test(word) ? left.replaceAll(word, '') : left), text);
}

/** 走访了多少户规上企业, 有多少是重复的, two people in one breath: more than the metric that was found can tell. */
function isSubset({ rest, subject, isCrowded }: QuestionParts): boolean {
  const kind = /(?:多少|几)(?:[家户个]|家次)?([\p{Script=Han}]{2,4})企业/u.exec(rest)?.[1];
  const isNarrower = kind !== undefined && ![...subject.metrics, ...subject.choice].some(name => name.includes(kind));
  return isNarrower || isCrowded || /(?:多少|几[家户个条])是/.test(rest);
}

/** 走访企业总数里规上企业有多少: a part of what is counted, which only a metric of its own could tell. */
function namesPart(rest: string, { bureau }: QuestionWords): boolean {
  const { metrics, choice } = findSubject(rest.split(ofWhich).at(-1) ?? '', bureau);
  return metrics.length + choice.length > 0;
}

const ofWhich = /总数里|里面|当中|其中|之中/;

/** 截至10月31日改到11月20日，哪些数变了: the same year up to two days. */
function moved(text: string, parsed: QuestionParts, { today, words }: { today: LocalDate; words: QuestionWords }): QuestionReading | null {
  if (!asksMoved.test(text) || !/截[至止]|以来|以后|之后/.test(text)) return null;
  const days = readCutOffs(text, { today, calendar: words.bureau.calendar });
  if (!days) return null;
  const span = (to: LocalDate): Question['period'] => ({ from: `${yearOf(days.to)}-01-01`, to });
  const asked = reading({ ...parsed, isUnread: false, future: null, earlier: span(days.from), period: span(days.to) }, today, 'moved');
  // 数 and 变动 are like the names of many metrics; only one that is named outright is meant.
  const metrics = asked.question.metrics.filter(metric => text.includes(metric));
  return { ...asked, question: { ...asked.question, metrics }, choice: [] };
}

/** 下半年走访, 给我报个走访数: days or a 科室, the name of what is counted and nothing else. */
function isTerse({ rest, subject, period, department, among, without }: QuestionParts, { bureau }: QuestionWords): boolean {
  const isPlaced = department !== null || among.length + without.length > 0;
  if (period === null && !isPlaced && !/[数量]|情况|汇总|台账/.test(rest)) return false;
  const named = [...subject.metrics, ...subject.choice];
  const ledgers = bureau.ledgers.filter(({ id, metrics }) => id === subject.ledger?.id || metrics.some(({ name }) => named.includes(name)));
  const names = ledgers.flatMap(({ name, keywords, metrics }) => [name, ...keywords, ...metrics.flatMap(each => [each.name, ...each.aliases])]);
  const [longest = ''] = names.filter(name => rest.includes(name)).sort((a, b) => b.length - a.length);
  return (
    longest.length > 1 &&
    /^(?:给我|帮我|请|麻烦|看|查|报|说|发|要|来|新增|把|将|汇总|统计|整理|我|给|导出来?|发给?|台账|表|领导|上级|市局|省厅|区里|全局|[家户次人场件]数|一下|下|个|的|数[字据量]?|总|量|情况|呢|吧|啊|和|与|[截至止到、，,。？?\s])*$/.test(
      rest.replace(longest, ''),
    )
  );
}

/** Somebody's or some 科室's reports as such, where no figure is named. */
function isAboutReports(text: string, { department, reporter, period, subject }: QuestionParts): boolean {
  const isWhose = department !== null || reporter !== null || period !== null || everyDepartment.test(text);
  return isWhose && asksReported.test(text) && !/谁(?:上)?[报填登记]+的/.test(text) && subject.metrics.length + subject.choice.length === 0;
}

/** A 科室, a person of the roster or the bureau itself and a quantity, but nothing that is counted: no question about the law either. */
function unclear(text: string, parsed: QuestionParts, today: LocalDate): QuestionReading | null {
  const { department, reporter, subject } = parsed;
  const isOurs = department !== null || reporter !== null || ownBureau.test(text) || everyDepartment.test(text);
  const isNamed = subject.metrics.length + subject.choice.length > 0;
  return isOurs && !isNamed && asksQuantity.test(text) && !asksLaw.test(text) ? reading(parsed, today, 'unclear') : null;
}

function reading(
  { against, subject, department, among, without, reporter, target, per, nth, isUnread, rest, ...asked }: QuestionParts,
  today: LocalDate,
  said: QuestionForm,
): QuestionReading {
  const form = isUnread ? 'undated' : said;
  const question: Question = {
    form,
    metrics: subject.metrics,
    ledger: subject.ledger?.id ?? null,
    department,
    among,
    without,
    reporter,
    target,
    per,
    period: asked.future ?? asked.period ?? (against === 'last-period' ? asked.lastMonth : yearToDate(today)),
    earlier: asked.earlier,
    against,
    ...(nth === undefined ? {} : { nth }),
  };
  // What is left of a ledger needs no single metric of it.
  if (form === 'outstanding' && subject.choice.length > 0)
    return { question: { ...question, metrics: subject.choice }, choice: [], isFollowUp: false, about: null, unmatched: [], beside: [], rest };
  return { question, choice: subject.choice, isFollowUp: false, about: null, unmatched: subject.unmatched, beside: subject.beside, rest };
}

/** 专精特新那场来了多少人, 人数也加一下, 查出问题没: another figure of the ledger that was talked about, by its unit or by what it is called. */
function ofSameLedger(
  text: string,
  { subject, period, department, among, without, reporter, form, against, rest }: QuestionParts,
  { previous, words }: { previous: QuestionReading; words: QuestionWords },
): QuestionReading | null {
  const [before] = previous.question.metrics;
  const isPlaced = period !== null || department !== null || among.length + without.length > 0 || reporter !== null || against !== null;
  const isOther = text.length > MAX_ELLIPSIS || (form !== null && form !== 'list') || isPlaced;
  if (before === undefined || isOther || asksLaw.test(text)) return null;
  if (subject.metrics.length + subject.choice.length > 0 && !/[那这][次场回批]/.test(text)) return null;
  if (!asksQuantity.test(text) && !/没有?[？?]?$|也|加|率/.test(text)) return null;
  const { metrics } = inSameLedger(rest, before, words.bureau.ledgers);
  if (metrics.length === 0 || /哪|谁/.test(text)) return null;
  // 最近一场呢, 来了多少人: that one's, which its record says.
  const asOccasion = previous.question.nth === undefined ? 'total' : 'occasion';
  return {
    ...previous,
    question: { ...previous.question, form: asOccasion, metrics, ledger: null },
    choice: [],
    isFollowUp: false,
    unmatched: [],
    beside: [],
    rest,
  };
}

function pairOf(one: Period, other: Period): { earlier: Period; period: Period } {
  return one.to < other.from ? { earlier: one, period: other } : { earlier: other, period: one };
}

/** 代表建议几件, then 政协提案比它多几件. */
function besideIt(text: string, parsed: QuestionParts, { previous, today }: { previous: QuestionReading; today: LocalDate }): QuestionReading | null {
  const [one, ...more] = parsed.subject.metrics;
  const [other] = previous.question.metrics;
  if (!/比(?:它|[这那前上][个面者])/.test(text) || one === undefined || other === undefined || more.length > 0 || one === other) return null;
  return reading({ ...parsed, subject: { ...parsed.subject, metrics: [one, other] } }, today, 'difference');
}

/** 恳谈会开了几次, then 企业提了几个问题: at those talks, though questions are collected elsewhere, too. */
function ofSameEvent(
  text: string,
  asked: QuestionReading,
  { parsed, previous, words }: { parsed: QuestionParts; previous: QuestionReading; words: QuestionWords },
): QuestionReading {
  const [metric] = asked.question.metrics;
  const event = eventOf(previous, words.bureau);
  const isOther = text.length > MAX_ELLIPSIS || parsed.period !== null || parsed.department !== null || parsed.form !== null;
  if (metric === undefined || asked.question.metrics.length > 1 || !event || isOther || text.includes(event.name)) return asked;
  const defined = definitionOf(words.bureau, metric);
  const isOfEvent = event.metrics.some(({ name }) => name === metric || name === defined?.definition.partOf);
  if (!defined || defined.ledger.id === event.id || !isOfEvent) return asked;
  const inFull = `${event.name}${metric}多少`;
  return { ...(readAsTyped(inFull, { ...words, previous: null }) ?? asked), inFull };
}

/** What takes place, where the question before was about that. */
function eventOf({ question: { metrics }, rest }: QuestionReading, { ledgers }: QuestionWords['bureau']): Ledger | undefined {
  const takesPlace = ({ eventMetric, metrics: own }: Ledger): boolean => own.some(({ name, units }) => name === eventMetric && units.includes('场'));
  return ledgers.filter(takesPlace).find(({ eventMetric, name }) => metrics[0] === eventMetric || rest.includes(name));
}

/** Whether a few words may only go on with what was told: 交了没, 没定的呢, 哪天复查的. `isBare`: so few, and so little of a rule in them, that nothing else can be meant. */
export function mayGoOn(text: string): { may: boolean; isBare: boolean } {
  const isOther =
    text.length > MAX_ELLIPSIS || asksProvision.test(text) || asksLaw.test(text.replace(/什么时候/g, '')) || isStatement(text) || isOrder(text);
  const may = !isOther && /[吗呢没]|几|多少|哪|谁|什么时候|啥|有没有/.test(text);
  return { may, isBare: may && text.length <= BARE && !ofRules.test(text) };
}

const BARE = 8;
const ofRules = /[要能得法证]|必须|应该?|可以|几[倍年点天]|怎么|有效|免/;

/** Longer than this nobody leaves anything out. */
const MAX_ELLIPSIS = 14;

/** 法规科呢, 上半年呢, 跟去年比呢, 明细, 怎么算的: the question before with what is new in this one. */
function followUp(text: string, parsed: QuestionParts, { previous, today }: { previous: QuestionReading; today: LocalDate }): QuestionReading | null {
  const { form, against, period, department, reporter, subject, rest } = parsed;
  const isNamed =
    period !== null ||
    parsed.isUnread ||
    department !== null ||
    parsed.among.length + parsed.without.length > 0 ||
    reporter !== null ||
    subject.metrics.length > 0;
  const isOnlyNamed =
    isNamed && /^(?:[那的呢吗是有也各？?\s]|加上|算上|比|跟|和|与|分别|多少|情况|怎么样|[多少差](?:了|出)?|几[家个场次条件])*$|呢[？?]?$/.test(rest);
  const isDoubted = /^为(?:什么|啥|何)|怎么(?:回事|变了|不一样)|不一样/.test(text);
  const isEach = /^(?:那|都)?(?:分别|各)(?:是|有|为)?(?:多少|几[家个场次条件])[？?]?$/.test(text);
  const isChosen = previous.choice.some(metric => text === metric || subject.metrics[0] === metric);
  const isOccasion = parsed.nth !== undefined && !ofRule.test(text);
  const isElliptical = form !== null || against !== null || isOccasion || isOnlyNamed || isChosen || isDoubted || isEach;
  if (text.length > MAX_ELLIPSIS || !isElliptical) return null;
  const before = previous.question;
  const said = form ?? (isDoubted ? 'explain' : isEach ? 'detail' : null);
  // 比9月多多少, of October: both, and what lies between them; 比去年呢, of last year: this year beside it.
  const beside = period !== null && parsed.earlier === null && /^(?:那|这)?[比跟和与]/.test(text) && !overlaps(period, before.period) ? period : null;
  const isOfLastYear = against === 'last-year' && yearOf(before.period.to) < yearOf(today);
  // 加上10月呢: up to there.
  const more = period !== null && /^(?:那|要是|如果)?(?:再)?(?:加上|算上|连上?|包括)/.test(text) ? { from: before.period.from, to: period.to } : null;
  const days = more
    ? { period: more, earlier: null }
    : beside
      ? pairOf(beside, before.period)
      : { period: isOfLastYear ? yearToDate(today) : period, earlier: parsed.earlier };
  const isPlaced = department !== null || parsed.among.length + parsed.without.length > 0;
  const changed: Question = {
    ...before,
    form: parsed.isUnread
      ? 'undated'
      : isOccasion
        ? 'occasion'
        : (said ?? (against ? 'compare' : beside || ((before.form === 'future' || before.form === 'undated') && period) ? 'total' : before.form)),
    against: against ?? (said === 'explain' || said === 'detail' ? before.against : null),
    period: days.period ?? (against === 'last-period' && isYearToDate(before.period, today) ? parsed.lastMonth : before.period),
    earlier: days.period ? days.earlier : before.earlier,
    ...(parsed.nth === undefined ? {} : { nth: parsed.nth }),
    ...(isPlaced ? { department, among: parsed.among, without: parsed.without } : {}),
    target: parsed.target ?? before.target,
    per: parsed.per ?? before.per,
    // 法规科呢, after a person, means the whole 科室.
    reporter: reporter ?? (isPlaced ? null : before.reporter),
    ...(subject.metrics.length > 0 ? { metrics: subject.metrics, ledger: subject.ledger?.id ?? null } : {}),
  };
  return {
    question: changed,
    choice: [],
    isFollowUp: true,
    about: before.form,
    unmatched: [],
    beside: [],
    rest: subject.metrics.length > 0 ? rest : previous.rest,
  };
}
