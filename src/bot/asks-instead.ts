import { readQuestion } from '../figures/read-question.ts';
import { asksWhyOther } from '../figures/told-otherwise.ts';
import { readQuantities } from '../language/quantities.ts';
import { asks } from '../ledgers/reading/intent.ts';
import type { Route } from './route.ts';
import type { Services, Turn } from './turn.ts';

/** 哪个科室没走访: no report that tells neither a figure nor what was done. */
const asksWithoutFigure = /^(?!.*\d).*(?:哪[个些几家]|谁|多少|什么时候|[吗呢么][？?]?$|[？?]$)/s;
const asksWhetherDone = /(?:了没有?|没有|[吗么])[？?。]?$/;

/** 走访了两家企业 and 发了三百份 tell as much as digits; 两个数给我 and 几家 tell nothing. */
function tellsFigure(text: string): boolean {
  return /\d/.test(text) || readQuantities(text).some(({ quantity: { raw, unit }, end }) => unit !== '' && !raw.includes('几') && text[end] !== '数');
}

/** 86家挂联企业名单: whoever reports nothing wants to see it. */
const wantsList = /(?:名单|清单|明细|情况|数据|台账|一览表?)[。！]?$/;
/** 恳谈会剩下6个问题解决没. */
const isDoneYet = /(?:解决|办完|办好|办结|整改|改完|改好|还清|付清|交|到位|完成|落实)(?:了|好|完)?没有?[？?]?$/;
const ordersADraft = /生成|起草|写|拟|弄|出一?份|整理|初稿|报告/;
/** 把那件事写进报告里: what is recorded is in it anyway. */
const putsIn = /^把.{2,30}[写加]进(?:去|报告|初稿|材料)/;
const namesAReport = /稿|[总小]结|汇报|述[职法]|[年月周季简]报|材料|年终/;
/** 撤回过哪些; 撤回那几条 is an order. */
const asksWithdrawn = /(?:撤回|撤销|作废|删)(?:过|了).{0,2}(?:哪些|哪几|几[条个]|什么|多少)|(?:哪些|哪几[条个]).{0,6}(?:撤回|撤销|作废|删)/;
/** 84%对不对, 不是238吗: nobody changes a figure by asking. */
const isDoubt = /对不对|准不准|[对准吗嘛么][吗么]?[？?]$|(?:对|准|是)吗$/;
const saysUncertainly = /吧[。！]?$/;
/** 其中民爆的, 都是哪天, 交了没有. */
const goesOn = /^(?=.{5}).*(?:谁|什么|啥|哪|几|多少|[吗呢没])|^其中|^都?是?(?:哪[天些次场家]|谁)/;
/** 到底是29条还是33条, 84%怎么又成了83.9%, 满意不满意: figures that are doubted, not told. */
const doubts = /到底.*还是|怎么(?:又|就)?(?:成|变成|变)了?|([一-龥]{1,2})不\1[^，。；]{0,4}[？?]?$|截[至止](?:到)?(?:哪|几)/;

/** 收集的问题都解决了没, 给我个走访的总数，我明天要汇报: what reads like a record, a change or an order, and only asks. */
export function asksInstead(way: Route, { message, member }: Turn, { bureau }: Services): boolean {
  const { text, at } = message;
  const isQuestion = (): boolean => readQuestion(text, { bureau, at }) !== null;
  // 局领导 have nothing to report for, so whatever may ask asks.
  const isAsker = bureau.departments.some(({ name, reports }) => name === member.department && !reports);
  const isPrivate = isAsker && message.conversation.kind === 'direct';
  // 走访, 走访企业 收集问题: what is counted, and nothing said of it.
  const namesOnly = (): boolean => isPrivate && !tellsFigure(text) && readQuestion(text, { bureau, at, isOurs: true }) !== null;
  switch (way) {
    case 'update':
      return asksWhetherDone.test(text) || (isAsker && saysUncertainly.test(text));
    case 'correct':
      return isDoubt.test(text) || (asks(text) && asksWhyOther(text)) || (isAsker && (asks(text) || saysUncertainly.test(text)));
    // Whoever has nothing to report and writes to the bot alone asks, however it is worded.
    case 'silence':
      return (isPrivate && goesOn.test(text)) || namesOnly();
    case 'withdraw':
      return asksWithdrawn.test(text);
    case 'draft':
      return putsIn.test(text) || (!ordersADraft.test(text) && ((isAsker && !namesAReport.test(text)) || isQuestion()));
    case 'nil-report':
      return isAsker;
    case 'report':
      return (
        asksWithoutFigure.test(text) ||
        isDoneYet.test(text) ||
        (isPrivate && wantsList.test(text)) ||
        namesOnly() ||
        doubts.test(text) ||
        (isAsker && asks(text)) ||
        (isPrivate && !tellsFigure(text) && !/^记[：:]/.test(text)) ||
        ((isAsker || !saysUncertainly.test(text)) && isQuestion())
      );
    default:
      return false;
  }
}
