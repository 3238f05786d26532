/** 要哪一段 — one part of a report in the chat, by the words that name it, or the outline of a report with what can be said under each heading. */
export type PartRequest = { wants: 'part'; about: string } | { wants: 'outline' };

const please = '(?:小法[，,]?)?(?:请|麻烦)?(?:你)?(?:帮我?|给我|替我|帮忙)?(?:把|将)?';
const write = '(?:起草|草拟|编写|撰写|写|拟|生成|整)';
const aPart = '(?:[这那一]?(?:[一两三几]?(?:大?段(?:话|落|文字)?|部分|章节?|小节|大?块|板块)))';
const ending = '(?:的?(?:初稿|草稿|内容|文字|材料|稿子?))?(?:给我|发我|出来|一下|吧|看看)*[。！!]*$';

/** 起草“行政执法”这一段, 写一段普法, 营商环境那部分给我写一下. */
const partForms: readonly RegExp[] = [
  new RegExp(`^${please}${write}(?:一下|出)?(.{2,40}?)(?:的)?${aPart}${ending}`),
  new RegExp(`^${please}${write}(?:一下|出)?[一两三几]?(?:个|大|小)?段(?:话|文字)?(?:关于|讲|说)?(.{2,30}?)(?:的)?${ending}`),
  new RegExp(
    `^(?:小法[，,]?)?(.{2,30}?)(?:的)?${aPart}(?:的?(?:初稿|内容|文字))?(?:先|再)?(?:帮我|给我|替我|你)?(?:先)?${write}(?:一?个|一?下|一?段|出来|给我|吧|看看)*[。！!]*$`,
  ),
];

/** 存在问题怎么写？给我三条有依据的; 明年的打算写几条. */
const askedPoints =
  /^(?:小法[，,]?)?(?:.{0,14}?的)?((?:存在的?|主要)?(?:问题|不足|短板)(?:和不足|和原因|及原因)?|(?:下一?步|明年|来年|下一?年)的?(?:打算|计划|安排|工作|思路)?)(?:这|那)?(?:一?[块段部分]{1,2})?(?:该|要|应该)?(?:怎么写|咋写|如何写|怎么表述|写(?:点|些)?(?:什么|啥)|(?:帮我|给我)?[写列拟][几一二两三四五六\d]{1,2}[条点])/;

/** 我的第一责任人述职，帮我列提纲和能用的数. */
const askedOutline = /(?:列|给|出|拟|写|来|要|做|弄|搭)[^，。]{0,8}提纲|提纲[^，。]{0,4}(?:列|给|发|出)/;
const reports = /报告|述职|述法|汇报|总结|小结|责任人/;

/** 起草一段 — null when the message wants no part of a report; whole reports are asked for in other words. */
export function readPartRequest(text: string): PartRequest | null {
  const plain = text
    .trim()
    .replace(/\s+/g, '')
    .replace(/[，,](?:大概|大约|约|不超过|控制在)?\d{2,4}字(?:以内|左右|上下)?[。]?$/, '');
  if (plain.length > 60) return null;
  if (askedOutline.test(plain) && reports.test(plain)) return { wants: 'outline' };
  for (const form of [...partForms, askedPoints]) {
    const about = form.exec(plain)?.[1];
    if (about !== undefined) return { wants: 'part', about };
  }
  return null;
}
