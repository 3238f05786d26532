import type { Bureau } from '../bureau/bureau.ts';
import { dayOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { overlaps } from '../domain/period.ts';
import type { Question, QuestionForm } from '../domain/question.ts';

const formWords: Record<QuestionForm, string> = {
  total: '一共多少',
  detail: '明细',
  explain: '一共多少',
  'by-department': '按科室一共多少',
  'by-month': '按月一共多少',
  chart: '画个图',
  compare: '一共多少',
  list: '列个表',
  overview: '主要做了什么',
  open: '还没办完的事',
  outstanding: '还剩多少',
  consistency: '有没有前后对不上的数',
  reported: '报了哪些',
  moved: '哪些数变了',
  'by-quarter': '按季度一共多少',
  extremes: '哪个月最多',
  average: '平均每月多少',
  share: '占多少',
  target: '达到目标没有',
  future: '多少',
  unclear: '多少',
  undated: '一共多少',
  approximate: '哪些是概数',
  occasion: '是什么时候',
  included: '怎么算的',
  difference: '差多少',
  highlights: '有哪些亮点，写一段',
  kinds: '最多的是哪类',
};

/** A question in words that read as the same question again without what went before it; `narrower`: what was said beyond the metric (民爆). */
export function questionText(question: Question, bureau: Pick<Bureau, 'ledgers'>, narrower = ''): string {
  const { form, metrics, department, among, without, reporter, period, earlier, against, target, per, nth } = question;
  const ledger = bureau.ledgers.find(each => each.id === question.ledger);
  const subject = ledger && metrics.length < 2 && form !== 'total' ? ledger.name : metrics.join('、');
  const versus = against === 'last-year' ? '跟去年比' : against === 'last-period' ? '环比' : '';
  const place = without.length > 0 ? `除${without.join('、')}外` : (department ?? among.join('和'));
  const whose = `${place}${reporter ?? ''}` || (form === 'reported' ? '各科室' : '');
  if (form === 'moved' && earlier)
    return `截至${dateText(earlier.to)}改到${dateText(period.to)}，${department ?? ''}${metrics.join('、')}${formWords.moved}`;
  const before = earlier ? `${spanText(earlier)}和` : '';
  const which = nth === undefined ? '' : occasionText(nth);
  if (form === 'difference') return `${spanText(period)}${whose}${metrics.join('比')}多多少`;
  return `${before}${spanText(period)}${whose}${which}${narrower}${subject}${form === 'average' && per ? `平均每${per}多少` : earlier && form === 'total' ? (overlaps(earlier, period) ? '差多少' : '分别多少') : formWords[form]}${target ?? ''}${versus}`;
}

function occasionText(nth: number): string {
  return nth === -1 ? '最近一次' : nth < 0 ? `倒数第${-nth}次` : `第${nth}次`;
}

function spanText({ from, to }: Question['period']): string {
  return `${dateText(from)}至${dateText(to)}`;
}

function dateText(date: LocalDate): string {
  return `${yearOf(date)}年${monthOf(date)}月${dayOf(date)}日`;
}
