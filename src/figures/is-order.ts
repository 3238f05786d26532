/** Words that ask for something to be told or shown. */
const asks =
  /多少|几(?:家|个|场|次|条|件|份|人|名|户|笔|起|篇|期|项)|[?？]|[吗呢]|啥|什么|哪|怎么|如何|没有$|[了过]没|同比|环比|对比|比较|列(?:个|出|成|一下|表)|明细|看看|看一下|查一下/;
/** Words of notices and orders, which call for work and ask for no figure. */
const orders =
  /^(?:转发?|通知|【通知】|各位|各科室)\s*[：:，,]|请(?:各|大家|相关|你们|务必|于|在|尽快|抓紧|及时|提前|准备|参加|安排)|要求|务必|定于|将于|召开|准备好?材料|全覆盖|(?:前|之内|以内)(?:报送?|上报|上交|交|完成|反馈|提交)/;

/** 通知、布置 — 明天召开评查会 请各科室准备材料, 要求各科室下周前走访企业全覆盖: they name what is counted, but ask for no count. */
export function isOrder(text: string): boolean {
  return orders.test(text) && !asks.test(text);
}
