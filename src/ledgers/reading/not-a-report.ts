import { saysWork } from './work-words.ts';

const numeral = '[\\d零〇一二三四五六七八九十百千]+';

/** 把第四部分给我看看, 帮我润色一下第二部分: an order about a draft. */
export const draftPartWords = new RegExp(
  `第${numeral}个?(?:部分|章|节|段)[^，。；]{0,8}(?:看|发|念|讲|润色|改写|扩写|缩写|精简|重写|修改|完善)|(?:看|润色|改写|扩写|缩写|精简|重写|修改|完善|发我?|给我)[^，。；]{0,8}第${numeral}个?(?:部分|章|节|段)`,
);

const doing =
  /^(?:组织|开展|制定|出台|修订|修改|印发|学习|学了|梳理|宣传|宣讲|解读|落实|起草|完善|参加|完成|召开|举办|编制|编印|汇编|发布|公布|公开|贯彻|研究|审议|调整|规范|执行|按|对照|达到|符合|提高|降低|统一|明确|本周|今天|昨天|上周|本月)|了|已/;
const article = new RegExp(
  `(?:法|条例|规定|办法|细则|解释|规则|典|宪法)》?的?第?${numeral}条(?:之[一二三四五])?(?:第?${numeral}款)?(?:第?[（(]?${numeral}[)）]?项)?的?(?:内容|原文|全文|规定|条文|怎么说|是)?$`,
);
const subjectOfLaw =
  /(?:规定|期限|时效|时限|标准|条件|流程|程序|依据|罚则|范围|定义|含义|所需材料|申请材料|权限|政策|区别|处罚幅度|税率|优惠|资格|手续|要求)$/;

/** 首违不罚的规定, 行政处罚法第三十三条: what somebody wants to know, said without a word of asking. */
export function asksAboutLaw(plain: string): boolean {
  const bare = plain.replace(/[。！~\s]+$/, '').replace(/^(?:请问|问下|想?查)[，：]?/, '');
  if (bare.length < 4 || bare.length > 36 || /[，；\n]/.test(bare) || doing.test(bare)) return false;
  return article.test(bare) || (subjectOfLaw.test(bare) && !/\d/.test(bare));
}

/** Forms of asking that no report of work has: 找谁, 行不行, 能退不, 几倍, 先发工资还是先交税. */
const asking =
  /(?:找|向|归|由|跟|问|该|让)谁|谁(?:发|批|审|定|罚|查|出|付|赔|担|说)|([一-龥])不\1[一-龥]{0,6}[？?。！]*$|(?<![要是能也都从并决绝毫])不[？?。！]*$|能否|可否|应否|几(?:倍|样|种|类|成|米|级|岁)|多久|多长时间|几(?:天|年|个月|小时|日)(?:内|前|之内|以内)?|去哪|到哪|哪儿?投诉|什么时候|怎么(?:罚|赔|判|处罚|投诉|申请|起诉|维权)|会不会|合法吗|违法吗|吗[？?]?[（(]|(?:先|算|是|按|归|属于?)[^，。；]{1,14}还是[^，。；]{1,14}$/;
const told =
  /^(?:组织|开展|参加|完成|召开|举办|印发|宣传|梳理|修订|走访|检查|排查|对接)(?!.*(?:[？?吗]|不)[。！]?$)|[\d０-９]|本周|这周|上周|今天上午|昨天|截至|我科|我们科/;

/** 重要数据多久做一次风险评估: one asks how often; nothing was done, though 一次 reads like a figure. */
export function asksWithoutFigures(plain: string): boolean {
  return plain.length <= 80 && asking.test(plain) && !told.test(plain) && !plain.includes('\n');
}

const notices: RegExp[] = [
  // 明天9点开会: when and that, nothing about what was done.
  /^[^，。；]{0,10}(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:点|时|[：:]\d\d)(?:半|整|钟)?[^，。；了]{0,8}(?:开会|开例会|碰头|集合|出发|签到|开个?(?:短|小|碰头)?会)[。！~]*$/,
  /^(?:转发)?关于[^，。：]{2,40}的?(?:通知|通告|公告)[：\n]/,
  /(?:要求|规定|强调|布置|部署|下达|通知|(?:任务|目标|指标)[是为])[^。；]{0,24}(?:至少|不少于|不低于|不超过|不得|不能少于|每(?:个?科室?|个?人|单位|周|月|季度)[^。；]{0,8}(?:\d|[一二三四五六七八九十]))/,
];

/** A notice or an order to others: it says what is to be done, not what was. */
export function isOrder(plain: string): boolean {
  return notices.some(pattern => pattern.test(plain));
}

/** 隔壁区走访了200家: somebody else's work. 我觉得走访10家太多了: an opinion about work. */
const hearsay =
  /^(?:【?(?:新闻|快讯|资讯|头条)】?[：:].*|(?:新华社|央视|人民日报|据.{2,10}(?:报道|消息|统计)).*|(?:全国|全省)(?=规模以上|工业|经济|GDP|居民).*|[一-龥]{1,4}(?:说|讲)(?:他们|她们|人家|那边)[^。；]{0,30}|听说[^。；]{0,30}|据说[^。；]{0,30}|(?:人家|别人)[^。；]{0,30}|(?:隔壁|邻近?|兄弟|别的|其他|外|旁边)(?:区|县|市|省|局|单位|科室?)[^。；]{0,40})|^(?:我|咱们?|大家)?(?:个人|也|还是)?(?:觉得|感觉|认为|看)[^。；]{0,20}(?:太|有点|够|挺|很|偏)|\d[^，。；]{0,8}太(?:多|少|难|累|高|低)了[。！]?$/;

/** Who only passes on or judges figures reports none. */
export function isHearsay(plain: string): boolean {
  return hearsay.test(plain);
}

const urging =
  /适合|抓紧|赶紧|加油|辛苦|不错|得(?:很|挺)?好|应该|需要|该去|要多|记得|别忘|尽快|最好|可以去|能不能|要是|如果|等(?:有空|天好)|天气|想去|打算|再接再厉|天天|腿都|累死|忙死/;

/** 抓紧走访企业, 适合走访: without a figure these urge or praise, and tell of nothing done. */
export function urges(text: string): boolean {
  return urging.test(text);
}

const workVerbs =
  /架设|查|拆|出警|巡逻|救援|抢险|接种|安装|开展|组织|完成|办理|审核|审查|检查|走访|培训|召开|举办|印发|发放|制定|修订|起草|报送|上报|受理|办结|答复|协调|推进|整改|建成|建设|新建|改造|更新|采购|处置|处理|排查|巡查|监测|监察|调研|接待|撰写|编制|编印|编写|发布|发出|公开|公示|签订|签约|评审|验收|备案|登记|核查|核验|审批|申报|评定|认定|培育|引进|引导|招聘|招工|招商|投入|拨付|兑现|化解|调解|移送|移交|查处|查封|扣押|没收|处罚|立案|结案|抽检|抽查|检测|执法|督查|督办|督导|维修|维护|演练|宣讲|宣传|慰问|帮扶|救助|服务|联系|对接|转办|交办|归档|录入|采集|更换|清理|拆除|整治|关停|淘汰|清退|退出|升级|配备|配发|购置|搭建|创建|申领|领取|换发|注销|吊销|核发|复核|评估|考核|测评|问卷|征集|收集|梳理|汇总|统计|摸排|新增|新建|新领|累计|同比|增长|下降|达到|实现|占比|参加|参与|列席|出席|解答|咨询|投资|产值|税收|用电|用能|企业|项目|隐患|案件|合同|文件|群众|材料|信息|证|许可|资金|贷款|技术|安全|执法|行政|法/;

const privateLife =
  /[取拿领]了?[个下]?快递|快递(?:到|来|送到|放在)|外卖|奶茶|咖啡|红包|电影|车票|机票|火锅|[早午晚]饭|水果|蛋糕|零食|打车|股票|基金|彩票|孩子|老婆|老公|游戏|比分|气温|下雨|跑步|体重|步数|团购|拼单|苹果|块钱|聚餐|红烧|啤酒|白酒|喝酒|看球|打球|球赛|排了?\d+多?个?人|减肥/;

/** 专职人员只有7人, 执法车辆共5台: how many of its own there are. 我们只有7人 says who is here. */
const standing =
  /(?:人员|专员|员额|干部|队伍|力量|编制|岗位|机构|站点|设备|车辆|装备)(?:目前|现在|一共|总共|就|仅|只)*(?:有|共|剩|配)?[约近不足超过]*\s?[\d一二两三四五六七八九十百]/;

/** 打印机坏了2台, 请假3人: of the office itself, where nobody did anything about it. */
const ofOffice = /请假|订餐|^[^，。；]{1,8}坏了[^，。；]{0,6}$|^家里|家里[买有]|楼下[停有]|借了?[\d一二两三四五六七八九十]+本书/;
const mended = /修|换|宣讲|走访|检查|培训|应到|实到/;

/** 我们只有7人, 还有3个没来. */
const whoIsHere =
  /^(?:我们|咱们?|我|大家)?(?:这边|这里|今天)?(?:(?:就|只|才|一共|总共)*有?\s?[\d一二两三四五六七八九十]+\s?个?人(?:在|了)?|还[有差]\s?[\d一二两三四五六七八九十]+\s?个?人?没[来到])$/;

/** 快递到了2件 counts something, but no work, unless other figures of it do, or as many as only who handles parcels has. */
export function isPrivate(text: string, figures: number): boolean {
  if (figures === 1 && (whoIsHere.test(text) || (ofOffice.test(text) && !mended.test(text) && !saysWork(text)))) return true;
  return privateLife.test(text) && figures < 4 && !(figures >= 2 && saysWork(text));
}

/** One figure needs a word of a bureau's doing, several speak for themselves. */
export function speaksOfWork(text: string, figures: number): boolean {
  if (isPrivate(text, figures)) return false;
  const words = text.replace(/[^一-龥]/g, '');
  return figures >= 2 || words.length >= 8 || workVerbs.test(text) || /目前|现有|在册|截至/.test(text) || standing.test(text);
}
