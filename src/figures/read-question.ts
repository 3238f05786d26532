import { dateOf, type LocalDate, yearOf } from '../domain/date.ts';
import type { Question, QuestionForm } from '../domain/question.ts';
import { asksUpTo, everyDepartment, isAboutReports, ofLateDays } from './about-reports.ts';
import { inSameScope, ofSameLedger } from './another-figure.ts';
import { asksOfAll, asksTrend, everyFigure } from './asked-of-all.ts';
import { besideIt, followUp, inFullOf, isRemainder, ofSameOccasion } from './going-on.ts';
import { isOrder } from './is-order.ts';
import { inLedgerWords } from './ledger-words.ts';
import { mendQuestion } from './mend-question.ts';
import { definitionOf } from './metric-definition.ts';
import { withoutPurpose } from './purpose.ts';
import { countsOnly } from './question-forms.ts';
import { type QuestionParts, type QuestionWords, readParts } from './question-parts.ts';
import { type QuestionReading, readingOf } from './question-reading.ts';
import { asksLaw, asksLedger, asksProvision, asksQuantity, isStatement, ofRule } from './question-sounds.ts';
import { questionText } from './question-text.ts';
import { isYearToDate, readCutOffs, yearToDate } from './read-period.ts';
import { findSubject } from './subject/find-subject.ts';
import { nothingNamed } from './subject/subject.ts';

/** Which figures differ between two 截至. */
const asksMoved =
  /(?:哪些|哪几个|什么|啥|有没有|多少个?)(?:数字?|数据|指标).{0,8}(?:变|动|不一样|不同)|(?:数字?|数据|指标)(?:都)?(?:变动?|动|变化)(?:了|过)?(?:哪些|多少|几|没有?|吗)|截[至止].{0,24}(?:改|调|换|推|延).{0,2}(?:到|成|为|至)/;
const doubts =
  /对吗|是\d+[家个件条场次份人户笔起万亿元]{0,2}吗|是不是要?(?:再)?加|重不重|有没有重|对不对|准吗|准不准|为(?:什么|啥|何)|到底|怎么(?:又|就|越来越)?(?:变成|成了|变了|[降少多升掉]了)|还是(?=\d)|\d[^，。]{0,6}(?:准|对)不[准对]/;
/** 1260还是1206, 238加31对不对: figures that are held against one another. */
const setsFigures = /\d[^，。]{0,4}还是\s?\d|\d\s?[加+＋减-]\s?\d[^，。]*(?:对|吗|是不是|准)/;
/** 3、4、5月, 3月、4月、5月. */
const listsMonths = /\d月?[、，,]\d{1,2}月?[、，,和]\d{1,2}月/;
/** 一二三季度, 一、二季度. */
const listsQuarters = /[一二三][、，,和]?[二三四](?:[、，,和]?[三四])?个?季度/;
/** 一句话总结下今年的走访. */
const asksSummary = /一句话|总结|概括|介绍|[说讲]一下|[说讲]{2}|汇报/;
const ownBureau = /我局|我们局|咱们?局|全局/;
/** Said of the law as often as of a ledger. */
const isWeak = /有哪些|情况|有没有/;
/** Understands a question about the ledgers; null when it is none, so that the law is searched instead. */
export function readQuestion(text: string, words: QuestionWords): QuestionReading | null {
  const plain = inLedgerWords(text.replace(/^\s*(?:小法|你好|您好|请问)[，,\s]*/, ''));
  const asTyped = readAsTyped(plain, words);
  const isOpen = asTyped !== null && asTyped.question.metrics.length === 0 && asTyped.choice.length > FEW_CHOICES;
  if (asTyped !== null && asTyped.question.form !== 'unclear' && !isOpen) return asTyped;
  const mended = mendQuestion(plain, words.bureau);
  return (mended === plain ? null : readAsTyped(mended, words)) ?? asTyped;
}

/** Of more a misspelt word may tell which: 提按办结率. */
const FEW_CHOICES = 2;

function readAsTyped(text: string, words: QuestionWords): QuestionReading | null {
  const plain = withoutPurpose(text.trim());
  if (plain === '' || asksProvision.test(plain) || isStatement(plain) || isOrder(plain)) return null;
  const today = dateOf(words.at);
  const previous = words.previous ? readQuestion(words.previous, { ...words, previous: null }) : null;
  const parsed = ofPrevious(readParts(plain, words, today), previous, words);
  if (parsed.form === 'included' && parsed.period === null && parsed.department === null && asksWhatHolds.test(plain)) return null;
  if (previous && isRemainder(plain, parsed, { previous, words })) return null;
  const isThen = /[那这]个?(?:月|季度?)(?!度|报|刊|均|[一二三四五六七八九十\d])|当月|当季/.test(plain) && parsed.period === null;
  if (isThen && previous) return readThen(plain, previous, { words, today });
  const beside = previous ? (besideIt(plain, parsed, { previous, today }) ?? ofSameOccasion(plain, parsed, previous)) : null;
  if (beside) return beside;
  // 里面有概数吗: of the figure that was told.
  if (previous && parsed.form === 'approximate' && (plain.length <= 6 || /里|其中|这/.test(plain)))
    return followUp(plain, parsed, { previous, today, bureau: words.bureau });
  const found =
    moved(plain, parsed, { today, words }) ??
    (previous ? ofSameLedger(plain, parsed, { previous, words }) : null) ??
    own(plain, parsed, { today, words });
  const asked = found && previous ? inSameScope(plain, found, { parsed, previous, words }) : found;
  const inFull = asked && previous ? inFullOf(plain, asked, { parsed, previous, words }) : null;
  const full = inFull === null ? null : readAsTyped(inFull, { ...words, previous: null });
  if (inFull !== null && full) return { ...full, inFull };
  return asked ?? (previous ? followUp(plain, parsed, { previous, today, bureau: words.bureau }) : null) ?? unclear(plain, parsed, today);
}

/** 行政处罚包括警告吗: what a word means is the law's to say. 这里面包括开发区的吗 is about the answer. */
const asksWhatHolds = /^(?![那这其它里数都也是])[^，。]{2,}(?:包括|包含|包不包)/;

/** 那个月解决了几个问题: of the days that were talked about; of no others where it is not known which. */
function readThen(text: string, previous: QuestionReading, { words, today }: { words: QuestionWords; today: LocalDate }): QuestionReading | null {
  const rest = text.replace(/在?(?:[那这]个?(?:月|季度?)|当[月季])(?:份|里)?/, '');
  const asked = readAsTyped(rest, { ...words, previous: null }) ?? readAsTyped(`今年${rest}`, { ...words, previous: null });
  if (asked === null) return null;
  const days = isYearToDate(previous.question.period, today) ? null : previous.question.period;
  if (days === null) return { ...asked, question: { ...asked.question, form: 'undated' } };
  const { department, among, without, reporter } = previous.question;
  const own = asked.question;
  const isPlaced = own.department !== null || own.reporter !== null || own.among.length + own.without.length > 0;
  const question = { ...own, period: days, ...(isPlaced ? {} : { department, among, without, reporter }) };
  return { ...asked, question, inFull: questionText(question, words.bureau) };
}

/** 满意率, after 建议提案: of the rates that share a name, that of what was talked about. */
function ofPrevious(parsed: QuestionParts, previous: QuestionReading | null, { bureau }: QuestionWords): QuestionParts {
  const { choice } = parsed.subject;
  if (previous === null || choice.length < 2) return parsed;
  const { metrics, ledger } = previous.question;
  const about = bureau.ledgers.filter(({ id, metrics: own }) => id === ledger || own.some(({ name }) => metrics.includes(name)));
  const [only, ...more] = choice.filter(name => about.some(({ metrics: own }) => own.some(metric => metric.name === name)));
  return only === undefined || more.length > 0 ? parsed : { ...parsed, subject: { ...parsed.subject, metrics: [only], choice: [] } };
}

/** A question that stands by itself. */
function own(text: string, said: QuestionParts, { today, words }: { today: LocalDate; words: QuestionWords }): QuestionReading | null {
  const parsed = besideThisYear(text, said, today);
  const { form, against, subject, department, future } = parsed;
  const hasSubject = subject.metrics.length > 0 || subject.choice.length > 0;
  if (future !== null) return hasSubject && asksQuantity.test(text) && !asksLaw.test(text) ? readingOf(parsed, today, 'future') : null;
  if (isAboutReports(text, parsed)) return readingOf(parsed, today, 'reported');
  // 没有闭环的隐患还有哪些: of what was named, where something was.
  if (form === 'open') return readingOf(parsed, today, hasSubject ? 'outstanding' : form);
  if (form === 'consistency') return readingOf(parsed, today, form);
  if (form === 'approximate') return readingOf({ ...parsed, subject: nothingNamed }, today, form);
  if (hasSubject && ofWhich.test(parsed.rest) && !namesPart(parsed.rest, words)) return readingOf(parsed, today, 'unclear');
  // 绿安科执法和宣传都有些啥数, 孙倩那边有哪些数: all that they have.
  if (everyFigure.test(text) && parsed.reporter !== null) return readingOf({ ...parsed, subject: nothingNamed }, today, 'reported');
  if (everyFigure.test(text) && department !== null) return readingOf({ ...parsed, subject: nothingNamed }, today, 'overview');
  const recent = ofLateDays(text, parsed, today);
  if (recent) return readingOf(recent, today, recent.form === 'overview' ? 'overview' : 'reported');
  if (!hasSubject && asksUpTo.test(text)) return readingOf(parsed, today, 'reported');
  const isBusy = /[干搞弄忙做办]了?些?(?:什么|啥|哪些)/.test(text);
  if (!hasSubject && isBusy && everyDepartment.test(text) && parsed.period !== null) return readingOf(parsed, today, 'overview');
  const isSomebodys = department !== null || parsed.among.length > 0 || parsed.reporter !== null;
  const isOfDays = parsed.period !== null && /[干做办搞]了|干嘛|忙|有(?:什么|哪些|啥)|亮点|大事/.test(text);
  if (parsed.period !== null && asksOfAll.test(parsed.rest)) return readingOf({ ...parsed, subject: nothingNamed }, today, 'overview');
  if (form === 'highlights') return readingOf({ ...parsed, subject: nothingNamed }, today, form);
  if (hasSubject && parsed.nth !== undefined && !ofRule.test(text) && (form === null || asksEvents.has(form)))
    return readingOf(parsed, today, 'occasion');
  if (!hasSubject) {
    const isWork = /的?(?:成绩|成效|业绩|工作|活儿?|表现)(?:呢|情况)?[？?。]?$/.test(parsed.rest);
    const isWide = form === 'overview' || (isSomebodys && (form === 'list' || isWork || asksSummary.test(text)));
    return isWide && (isSomebodys || isOfDays) && !asksProvision.test(text)
      ? readingOf(parsed, today, 'overview')
      : asksTrend(text, parsed)
        ? readingOf(parsed, today, 'unclear')
        : null;
  }
  if (isSubset(parsed)) return readingOf(parsed, today, 'unclear');
  if (subject.isVague && form === null) return readingOf(parsed, today, 'overview');
  const isNamedAlone = isTerse(parsed, words);
  if (isWeak.test(text) && !asksLedger.test(text) && !isNamedAlone && !words.isOurs) return null;
  const isPair = parsed.earlier !== null && /对比|相比|比较|相较|[跟和与同].{2,}比[？?。]?$|差多少|哪个|哪一个|谁|还是/.test(text);
  // 走访数对吗, 为什么8月走访这么少: line by line is what the ledgers can say to that.
  const isDoubted = (setsFigures.test(text) && form !== 'outstanding') || (doubts.test(text) && (parsed.period !== null || /[数量率%]/.test(text)));
  // 走访269是怎么算的; 加班费怎么算 is the law's.
  const isMetricExplained = form === 'explain' && (/\d/.test(text) || /[那这]个?数|数[据字]?是?怎么/.test(text));
  const areQuarters = listsQuarters.test(text) || (/季度.*季度.*季度/.test(text) && /分别|各/.test(text));
  const isByQuarter = (form === null || form === 'chart') && areQuarters && parsed.earlier === null;
  const isSummed = parsed.period !== null && asksSummary.test(text);
  const isFormAsked = form === 'explain' ? isMetricExplained : form !== null;
  // 这个月走访了没: how many there were says whether.
  const isWhether = parsed.period !== null && /了没有?[？?]?$/.test(text);
  const isAsked =
    asksQuantity.test(text) || isWhether || against !== null || isPair || isFormAsked || isNamedAlone || isDoubted || isSummed || isByQuarter;
  const isCounting = isDoubted || /哪一?[次场回批]/.test(text) || form === 'outstanding' || (form !== null && countsOnly.has(form));
  if (!isAsked || (asksLaw.test(withoutNames(text, subject, words)) && !asksLedger.test(text) && !isCounting)) return null;
  const isBeside = against !== null || parsed.earlier !== null;
  if (isByQuarter) return readingOf(parsed, today, 'by-quarter');
  if (form === 'included' && !isBeside) {
    const isHeldAsked = parsed.period !== null || department !== null || parsed.reporter !== null || /[加算计][进上]/.test(text);
    return isHeldAsked ? isHeld(parsed, today) : null;
  }
  if (form === null && /分别|各/.test(text) && listsMonths.test(text) && parsed.earlier === null) return readingOf(parsed, today, 'by-month');
  // 离去年还差多少: last year's figure is what it is held against.
  if (against === 'last-year' && (/[离距].*差/.test(text) || /完成.*(?:百分|几成|多少)/.test(text))) return readingOf(parsed, today, 'target');
  const whole = /率/.test(parsed.rest) ? wholeOf(subject.metrics, words) : null;
  // 当场答复率: no rate of that name, but a part and its whole.
  if (whole !== null) return readingOf({ ...parsed, subject: { ...subject, metrics: [...subject.metrics, whole] } }, today, 'share');
  const isCompared = against !== null && (form === null || form === 'overview' || form === 'difference' || form === 'included');
  return readingOf(parsed, today, isDoubted ? 'explain' : isCompared ? 'compare' : (form ?? 'total'));
}

/** 备案总投资含10月吗: the year so far, and whether those days are in it. */
function isHeld(parsed: QuestionParts, today: LocalDate): QuestionReading {
  // 周婷报的4个算了没: whether it stands in everybody's figure.
  const asked = readingOf({ ...parsed, period: null, earlier: null, reporter: null }, today, 'included');
  return parsed.period === null ? asked : { ...asked, question: { ...asked.question, within: parsed.period } };
}

/** 解决率多少，比上半年高还是低: the year so far beside the days that it is held against. */
function besideThisYear(text: string, parsed: QuestionParts, today: LocalDate): QuestionParts {
  const { period, earlier } = parsed;
  const isHeldAgainst = /[多少几率数家个条件次场，,].{0,6}比(?:今年)?(?:上半年|第?[一二三四]季度|\d{1,2}月份?)[^，。]{0,6}[多少高低]/.test(text);
  const isOver = /^[^，。比]*比(?:今年)?(?:上半年|第?[一二三四]季度)(?:多|少|高|低|增|降)了?(?:多少|几)/.test(text);
  return period !== null && earlier === null && (isHeldAgainst || isOver) ? { ...parsed, earlier: period, period: yearToDate(today) } : parsed;
}

/** 第二次学法是什么时候, 最近一场普法谁办的. */
const asksEvents: ReadonlySet<QuestionForm> = new Set(['list', 'detail', 'overview', 'by-department']);

function wholeOf([metric, ...more]: readonly string[], { bureau }: QuestionWords): string | null {
  const definition = metric === undefined || more.length > 0 ? undefined : definitionOf(bureau, metric)?.definition;
  return definition && definition.kind !== 'rate' ? definition.partOf : null;
}

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
  const asked = readingOf({ ...parsed, isUnread: false, future: null, earlier: span(days.from), period: span(days.to) }, today, 'moved');
  // 数 and 变动 are like the names of many metrics; only one that is named outright is meant.
  const metrics = asked.question.metrics.filter(metric => text.includes(metric));
  return { ...asked, question: { ...asked.question, metrics }, choice: [] };
}

/** 下半年走访, 给我报个走访数: days or a 科室, the name of what is counted and nothing else. */
function isTerse({ rest, subject, period, department, among, without }: QuestionParts, { bureau, isOurs = false }: QuestionWords): boolean {
  const isPlaced = department !== null || among.length + without.length > 0;
  if (period === null && !isPlaced && !isOurs && !/[数量]|情况|汇总|台账/.test(rest)) return false;
  const named = [...subject.metrics, ...subject.choice];
  const ledgers = bureau.ledgers.filter(({ id, metrics }) => id === subject.ledger?.id || metrics.some(({ name }) => named.includes(name)));
  const names = ledgers.flatMap(({ name, keywords, metrics }) => [name, ...keywords, ...metrics.flatMap(each => [each.name, ...each.aliases])]);
  const said = names.filter(name => name.length > 1 && rest.includes(name)).sort((a, b) => b.length - a.length);
  return (
    said.length > 0 &&
    /^(?:给我|帮我|请|麻烦|看|查|报|说|念|读|发|要|来|新增|把|将|汇总|统计|整理|我|给|导出来?|发给?|台账|表|领导|上级|市局|省厅|区里|全局|[家户次人场件]数|一下|下|个|的|数[字据量]?|总|量|情况|呢|吧|啊|和|与|[截至止到、，,。？?\s])*$/.test(
      said.reduce((left, name) => left.replace(name, ''), rest),
    )
  );
}

/** A 科室, a person of the roster or the bureau itself and a quantity, but nothing that is counted: no question about the law either. */
function unclear(text: string, parsed: QuestionParts, today: LocalDate): QuestionReading | null {
  const { department, reporter, subject } = parsed;
  const isOurs = department !== null || reporter !== null || ownBureau.test(text) || everyDepartment.test(text);
  const isNamed = subject.metrics.length + subject.choice.length > 0;
  return isOurs && !isNamed && asksQuantity.test(text) && !asksLaw.test(text) ? readingOf(parsed, today, 'unclear') : null;
}
