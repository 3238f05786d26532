import { allMatches } from '../../lib/all-matches.ts';

/** Verbs of a bureau's work, longest first in each family: what stands behind one of them is what it was done to. */
const verbs =
  '监督检查|执法检查|专项检查|联合检查|检查|抽查|巡查|巡检|夜查|督查|督导|督办|排查|摸排|摸底|查处|查扣|查封|查获|查出|查实|查办|清理|清退|清查|整治|拆除|取缔|纠正|劝离|劝导|暂扣|扣押|没收|约谈|责令|' +
  '下达|下发|发放|发送|张贴|悬挂|制作|印制|走访|慰问|帮扶|帮助|救助|接待|受理|办理|处理|处置|调解|调处|化解|解决|协调|组织|开展|举办|召开|宣讲|讲解|' +
  '出具|出动|审核|审查|审批|核发|签订|拨付|兑现|争取|追回|挽回|惠及|覆盖|涉及|新增|完成|建设|改造|修复|安装|更换|配备|回访|答复|反馈|交办|转办|移送|移交|对接|指导|推荐|' +
  '采集|录入|报送|公示|公开|发布|推送|征集|收集|采纳|听取|研究|引进|培育|兑付|减免|入户|走进|进(?=楼宇|社区|企业|农?村|乡村|校园|学校|市场|机关|单位|小区|园区|家庭|网格|工地)|深入|承接|承办|参与|督促|打击|打掉|遣散|投入|选任|派出|会商|收缴|教育|处罚|到账|抓获|破获|收治|成立|选派|接收|接听|解答|施划|清运|储备|检修|下派|聘请|签约|挂牌督办|支付|补缴|征缴|废止|修订|核查|核实|核验|评选|表彰|资助|采样|送检|消杀|开设|铺设|清淤|缴纳|申报|认定|栽植|补植|疏通|消毒|注销|吊销';

const strongVerb = new RegExp(verbs, 'g');
const opensWithVerb = new RegExp(`^(?:${verbs})`);
const closingVerb = new RegExp(`(?:${verbs})$`);
const onlyVerb = new RegExp(`^(?:${verbs})$`);
const endsWithVerb = new RegExp(
  `(?:${verbs}|登记|注册|备案|签约|接种|缴存|培训|考试|审结|结案|立案|抽检|抽样|宣讲|学习|旁听|清偿|清欠|挂联|监察|奖补|贴息|年审|年检|审验|验收|认定|鉴定|评定|复核|转移接续|换发|发证)$`,
);

/** Words that stand for a whole verb on a phone. */
export const shortVerbs: ReadonlyMap<string, string> = new Map(
  Object.entries({
    查: '检查',
    发: '发放',
    拆: '拆除',
    跑: '走访',
    罚: '处罚',
    开: '开具',
    扣: '暂扣',
    办: '办理',
    接: '承接',
  }),
);
/** 发预警短信: what is sent and not handed out. */
const sent = /^发(?![放送布])[一-龥]{0,6}(?:短信|信息|邮件|函|通知|提醒)$/;
/** 拆 → 拆除; undefined for every other letter and word. */
export function fullVerbOf(letter: string): string | undefined {
  return shortVerbs.get(letter);
}

const isOwnWord =
  /^(?:查[处扣封获验询看体勘纠办摆补找控收实明清堵阅出]|发[放现布出送生文证票展动起言改电货掘卡明挥]|拆[除迁]|办[公理结件案证学复好成税班卡]|跑[道步]|罚[款没单]|开[展办具出工放发设通业庭班课标学采挖户]|扣[押分除缴留划]|接[待受收听种诉访入诊驳通线]|来[访信电]|到[会场位期账])/;

/** What stands before the verb and is no object: when, where, who, and words that only join. */
const context =
  /(?:[天日周月季年]|期间|[上下]午|前后?|后|晚|[区县市乡村园街路]|(?<!城)镇|小区|社区|街道|辖区|现场|一线|基层|学校|广场|集市|[科局队所办站股室]|农民工|劳动者|困难户|中心|大队|单位|部门|人员|同志|干部|小组|小分队|工作组|我们|期|联合|配合|会同|带队|上门|集中|重点|养护|支援|值守|行动|活动|工作|催报|管控|攻坚|专项|巡回|宣传|督察|巡视|巡察|共|还|又|再|并|已|已经|主动|及时|先后|陆续)$/;

/** True when the words open with a verb of work. */
export function opensWithWork(words: string): boolean {
  return opensWithVerb.test(words);
}

/** 值守巡查 → 巡查; 一起去查 → 查: the verb right before a number. */
export function lastVerb(words: string): string {
  return closingVerb.exec(words)?.[0] ?? words.slice(-1);
}

/** True when a verb of work stands right before the number. */
export function closesWithVerb(words: string): boolean {
  return closingVerb.test(words);
}

/** True when the words are one and nothing else. */
export function isWork(words: string): boolean {
  return onlyVerb.test(words);
}

/** True when the words are verbs and nothing else: 协调解决. */
export function isOnlyWork(words: string): boolean {
  return words.length === 1 || words.replace(strongVerb, '') === '';
}

/** True when one of them stands anywhere in the words. */
export function saysWork(words: string): boolean {
  return words.search(strongVerb) >= 0;
}

/** True when the words end with one: 人民调解受理. */
export function endsWithWork(words: string): boolean {
  return endsWithVerb.test(words);
}

/** 检查塔吊 → 塔吊; 双随机抽查任务 stays as it is. */
export function objectOf(words: string): string {
  const opened = opensWithVerb.exec(words)?.[0].length ?? 0;
  const rest = words.slice(opened);
  if (opened > 0 && rest.length >= 2) return rest;
  const closed = endsWithVerb.exec(words)?.index ?? words.length;
  return closed >= 2 ? words.slice(0, closed) : words;
}

/** The verb with which the words open. */
export function verbOf(words: string): string {
  return opensWithVerb.exec(words)?.[0] ?? '';
}

/** 检查 of 气象防雷检查加油站: a verb within the words, with its thing behind. */
export function verbInside(words: string): string {
  return allMatches(words, strongVerb).findLast(({ index, 0: verb }) => words.length - index - verb.length >= 2)?.[0] ?? '';
}

/** 开年检查, 扣信用分, 接回站: what a written verb would not be said of. */
function isOtherObject(words: string): boolean {
  return /^开.*(?<![单证书票函明具件])$|^接.*(?<![单件案目务程])$|^扣.*(?:分|款|钱)$/.test(words);
}

/** 查工地 → 检查工地: the short verb of speech is written out. */
export function withFullVerb(words: string): string {
  if (sent.test(words)) return `发送${words.slice(1)}`;
  const full = /^接.*(?:电话|来电|热线)/.test(words) ? '接听' : shortVerbs.get(words[0] ?? '');
  if (full === undefined || words.length < 3 || isOwnWord.test(words) || isOtherObject(words)) return words;
  return /^办.*(?:会|班|展|赛|节|活动|讲座|培训)$/.test(words) ? words.slice(1) : full + words.slice(1);
}

const shortVerbWithin = /[查发拆](?=[一-龥]{2})/g;

/** 高温天检查塔吊 → 检查塔吊: who, when and where it was done is no part of what was counted. */
export function fromVerb(words: string): string {
  for (const { 0: verb, index } of allMatches(words, strongVerb)) {
    const before = words.slice(0, index);
    const object = words.slice(index + verb.length);
    if (index > 0 && object.length >= 2 && context.test(before) && !/^[率量数]/.test(object)) return words.slice(index);
  }
  // 个体户年报催报发短信: the short verb of speech, too.
  for (const { index } of allMatches(words, shortVerbWithin))
    if (index > 1 && context.test(words.slice(0, index)) && !isOwnWord.test(words.slice(index))) return words.slice(index);
  return words;
}
