import type { Question } from '../domain/question.ts';
import { definitionOf } from './metric-definition.ts';
import type { QuestionParts, QuestionWords } from './question-parts.ts';
import type { QuestionReading } from './question-reading.ts';
import { asksLaw, asksQuantity, MAX_ELLIPSIS } from './question-sounds.ts';
import { questionText } from './question-text.ts';
import { inSameLedger } from './subject/in-same-ledger.ts';
import { wordsBeyond } from './words-beyond.ts';

/** 几家企业, 来了多少人: words that are in the names of many figures. */
const namesAnybody =
  /^(?:那|来了?|去了?|有|一共|总共|共|都|参加的?)*(?:几|多少)[家户个名位]?的?(?:企业|公司|单位|人|问题)(?:参加|来|到|去)?(?:了|的)?[？?]?$/;

/** The question that says at which event, where what is asked is counted at others, too. */
function inFullOfEvent([metric]: readonly string[], before: string, { ledgers }: QuestionWords['bureau']): string | null {
  const event = ledgers.find(({ metrics }) => metrics.some(({ name }) => name === before));
  const isShared = ledgers.some(other => other !== event && other.metrics.some(({ name }) => name === metric));
  return event && metric !== undefined && isShared && event.eventMetric !== null ? `${event.name}${metric}多少` : null;
}

const goesToNextOne = /呢[？?]?$/;

/** 政协呢, after 代表建议: every letter of it stands in the name. */
function inName(rest: string, names: readonly string[]): string[] {
  const said = [...rest.replace(/[那的呢？?\s]/g, '')];
  return names.filter(name => said.length > 1 && said.every(letter => name.includes(letter)));
}

/** 专精特新那场来了多少人, 人数也加一下, 查出问题没: another figure of the ledger that was talked about, by its unit or by what it is called. */
export function ofSameLedger(
  text: string,
  { subject, period, department, among, without, reporter, form, against, rest }: QuestionParts,
  { previous, words }: { previous: QuestionReading; words: QuestionWords },
): QuestionReading | null {
  const [before] = previous.question.metrics;
  const isPlaced = period !== null || department !== null || among.length + without.length > 0 || reporter !== null || against !== null;
  const isOther = text.length > MAX_ELLIPSIS || (form !== null && form !== 'list') || isPlaced;
  if (before === undefined || isOther || asksLaw.test(text)) return null;
  const isOfName = goesToNextOne.test(text) && inName(rest, inSameLedger(rest, before, words.bureau.ledgers).metrics).length > 0;
  if (subject.metrics.length + subject.choice.length > 0 && !isOfName && !/[那这][次场回批]/.test(text) && !namesAnybody.test(text)) return null;
  const goesToNext = goesToNextOne.test(text);
  if (!asksQuantity.test(text) && !goesToNext && !/没有?[？?]?$|也|加|率/.test(text)) return null;
  const found = inSameLedger(rest, before, words.bureau.ledgers).metrics;
  const metrics = goesToNext ? inName(rest, found).slice(0, 1) : found;
  if (metrics.length === 0 || /哪|谁/.test(text)) return null;
  // 几家企业, after the banks of a talk: of companies that are counted elsewhere, too, those at that talk.
  const inFull = inFullOfEvent(metrics, before, words.bureau);
  const reading = { ...previous, choice: [], isFollowUp: false, unmatched: [], beside: [] };
  if (inFull !== null) return { ...reading, question: { ...previous.question, form: 'total', metrics, ledger: null }, rest: inFull, inFull };
  // 最近一场呢, 来了多少人: that one's, which its record says.
  const asOccasion = previous.question.nth === undefined ? 'total' : 'occasion';
  const question: Question = { ...previous.question, form: asOccasion, metrics, ledger: null };
  // 民法典活动几场, then 多少人: of those, and not of all.
  const about = definitionOf(words.bureau, before);
  const narrower = about ? wordsBeyond(previous.rest, [about]).join('') : '';
  return { ...reading, question, rest: `${narrower}${rest}`, inFull: questionText(question, words.bureau, narrower) };
}

/** 上个季度罚了几起, then 罚了多少: another figure of the same ledger, of the same days, 科室 and person. */
export function inSameScope(
  text: string,
  asked: QuestionReading,
  { parsed, previous, words }: { parsed: QuestionParts; previous: QuestionReading; words: QuestionWords },
): QuestionReading {
  const [metric, ...more] = asked.question.metrics;
  const { period, earlier, metrics, department, without, reporter } = previous.question;
  const isOther = text.length > MAX_ELLIPSIS || parsed.period !== null || parsed.isUnread || parsed.future !== null || more.length > 0;
  const isPlaced = parsed.department !== null || parsed.reporter !== null || parsed.among.length + parsed.without.length > 0;
  if (isOther || isPlaced || metric === undefined || earlier !== null) return asked;
  const ledgerOf = (name: string | undefined): string | undefined => (name === undefined ? undefined : definitionOf(words.bureau, name)?.ledger.id);
  if (metrics.includes(metric) || ledgerOf(metric) !== ledgerOf(metrics[0])) return asked;
  const question = { ...asked.question, period, department, without, reporter };
  // 恳谈会提了几个问题, then 剩几个: of those.
  const about = metrics.flatMap(name => definitionOf(words.bureau, name) ?? []);
  const narrower = wordsBeyond(previous.rest, about).join('');
  return { ...asked, question, rest: `${narrower}${asked.rest}`, inFull: questionText(question, words.bureau, narrower) };
}
