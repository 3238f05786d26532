import { readQuestion } from '../figures/read-question.ts';
import type { Route } from './route.ts';
import type { Services, Turn } from './turn.ts';

/** 哪个科室没走访: no report that tells neither a figure nor what was done. */
const asksWithoutFigure = /^(?!.*\d).*(?:哪[个些几家]|谁|多少|什么时候|[吗呢么][？?]?$|[？?]$)/s;
const asksWhetherDone = /(?:了没有?|没有|[吗么])[？?。]?$/;
const ordersADraft = /生成|起草|写|拟|弄|出一?份|整理|初稿|报告/;
const saysUncertainly = /吧[。！]?$/;

/** 收集的问题都解决了没, 给我个走访的总数，我明天要汇报: what reads like a record, a change or an order, and only asks. */
export function asksInstead(way: Route, { message, member }: Turn, { bureau }: Services): boolean {
  const { text, at } = message;
  const isQuestion = (): boolean => readQuestion(text, { bureau, at }) !== null;
  // 局领导 have nothing to report for, so whatever may ask asks.
  const isAsker = bureau.departments.some(({ name, reports }) => name === member.department && !reports);
  switch (way) {
    case 'update':
      return asksWhetherDone.test(text);
    case 'draft':
      return !ordersADraft.test(text) && isQuestion();
    case 'nil-report':
      return isAsker;
    case 'report':
      return asksWithoutFigure.test(text) || ((isAsker || !saysUncertainly.test(text)) && isQuestion());
    default:
      return false;
  }
}
