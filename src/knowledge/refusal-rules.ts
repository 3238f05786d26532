import type { refusals } from '../wording/law.ts';

const rules: readonly (readonly [RegExp, keyof typeof refusals])[] = [
  [
    /(?:机密|绝密|涉密|秘密级|内部).{0,6}(?:纪要|文件|会议|材料|内容|批示).{0,8}(?:讲|说|写|是|有)了?(?:什么|哪些|啥)|(?:机密|绝密|秘密级|涉密)(?:文件|会议|纪要|材料).{0,4}(?:内容|全文|原文)/,
    'secret',
  ],
  [
    /(?:判|裁).{0,4}(?:谁|哪方|哪边|我们|对方).{0,3}(?:赢|胜|输|败)|(?:谁|哪方|我们|对方|官司|案子).{0,6}(?:能|会)(?:打?赢|胜诉|败诉|打?输)|胜算|胜诉率|赢面/,
    'prediction',
  ],
  [/(?:得|打|拿|评|考).{0,3}(?:多少分|几分|第几|什么名次|优秀)(?!才|算|的标准|以上)/, 'prediction'],
  [/(?:会不会|能不能|会|能).{0,3}(?:涨|跌|倒闭|搬走|搬迁|上市成功|通过验收|获批|批下来)/, 'prediction'],
  [
    /(?:某|这家|那家|哪家|张总|李总|王总).{0,10}(?:企业|公司|厂).{0,12}(?:利润|营收|营业额|产值|订单|工资|负债|电话|机床|客户).{0,6}(?:多少|几|是谁|有哪些)|(?:企业|公司|厂).{0,8}(?:一|二|三|四|上|去年|今年).{0,3}(?:季度|年|个月)?.{0,4}(?:利润|营收|营业收入|产值|净利).{0,4}(?:多少|几)/,
    'undisclosed',
  ],
];

/** What must not be answered whatever the corpus holds: predictions, secret papers, undisclosed data of others. */
export function ruledOut(question: string): keyof typeof refusals | undefined {
  return rules.find(([pattern]) => pattern.test(question))?.[1];
}

const place = /(?:我们|咱们?|本)(?:区|市|县|省|局|街道|镇|园区)|我[区市县省]|(?:区|市|县)里|区级|市级|县级(?!以上)|省里|本地|当地|青禾/;
const money = /补贴|奖补|奖励|资金|补助|贴息|专项|扶持|申报|兑现|奖金|惠企政策|优惠政策/;

/** A question about the money or rules of one place: national law does not decide it. */
export function asksLocalMatter(question: string): boolean {
  return place.test(question) && money.test(question);
}

/** A question about public money for enterprises: whatever answers it must speak of that very subject. */
export function asksPublicMoney(question: string): boolean {
  return /补贴|奖补|补助|贴息|惠企|扶持资金|专项资金|奖励资金|申报条件|兑现/.test(question);
}

/** The words of a question that name its subject, for `没有“……”的规定`. */
export function topicOf(question: string): string {
  const plain = question
    .replace(/[？?！!。，,；;：:\s]+$/g, '')
    .replace(/^(?:请问|想问一下|问一下|麻烦问下|小法|@小法)[，,：:\s]*/, '')
    .replace(/(?:是|有)?(?:怎么|如何)(?:规定|办理?|申请|申报|处理|算)的?$/, '')
    .replace(/(?:是)?(?:多少钱?|什么|几[天年月]|多久|谁|哪些)$/, '')
    .replace(/(?:了|的)?(?:吗|呢|吧)$/, '')
    .replace(/(?:每[家户个])?(?:能?给|要|有|是|得)$/, '');
  return plain.length >= 2 && plain.length <= 24 ? plain : `${(plain || question).slice(0, 22)}…`;
}
