import { normaliseWidth } from '../../language/normalise.ts';
import { fnv1a, hashesWithin } from '../../lib/fnv.ts';

/** What stands behind this of a long text says little of what it is for. */
const HEAD = 160;
const TAIL = 60;
const LONGEST_PIECE = 4;

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文尤褚严费岑祁章';
const titles = '(?:主任|科长|局长|股长|所长|队长|站长|书记|镇长|处长|组长|总|科|局|姐|哥|工|老师|师傅|同志|主席|支书)';
const units = '[家条个件人名户份场次期元项起笔处台辆座宗批点所本张吨亩天岁栋间块套组只头支艘棵株]';
const colleague = new RegExp(`[老小阿][${surnames}](?![序区镇])|[${surnames}]${titles}`, 'g');
const numeralOfUnit = new RegExp(`[一二两俩三四五六七八九十百千几]{1,6}(?=${units})`, 'g');

/** The words of a message in the form in which the pieces are counted: any number is 0, any colleague 某, any picture ☺. */
export function plainForm(text: string): string {
  const plain = normaliseWidth(text)
    .toLowerCase()
    .replace(/^\s*(?:@小法\s*)+/, '')
    .replace(/https?:\S+/g, '网')
    .replace(/\[[一-龥a-z]{1,6}\]|\p{Extended_Pictographic}(?:\ufe0f|\u200d)*/gu, '☺')
    .replace(/@[^\s，。：]{1,8}[\s，：]?/g, '@')
    .replace(colleague, '某')
    .replace(/第[\d一二三四五六七八九十]{1,4}(?=[条项个])/g, '第0')
    .replace(/\d[\d.,:—/~-]*/g, '0')
    .replace(numeralOfUnit, '0')
    .replace(/\s*\n\s*/g, '\n')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return plain.length <= HEAD + TAIL ? plain : `${plain.slice(0, HEAD)}…${plain.slice(-TAIL)}`;
}

/** 词类 — what kinds of words a message has; each stands for many that no example holds. */
const classes: Record<string, RegExp> = {
  future:
    /明天|明早|明晚|明儿|明日|后天|大后天|下周|下个?(?:月|季度|礼拜|星期|阶段)|下一阶段|下半年|下一?步|(?:年|月|周|节|假|0号|0日|周[一二三四五六日天])(?:底|末|之)?前|待会|等会|一会儿|准备(?!金|工作)|打算|计划|争取|拟(?:于|约|召|组|开|在|对|举|定)|想法子|预计|接下来|回头|近期|改天|这两天|排好了|后面(?:还|再)|安排(?!了)|将[于在对组开召]/,
  todo: /[还再](?:要|得|该|去)|(?:要|得)(?:去|把|开|跑|办|补|重新|公开|招)|再(?:去|开|组织|演练|补|打|跑|来|办|查)|等[^，。；]{1,10}(?:再|就|[后完][，再就])|先从|还[有差剩][^，。；]{1,10}[没未]|弄完吧|干完吧/,
  past: /昨|前天|刚|今早|今天|上午|下午|已|上周|上个?(?:月|礼拜|星期)|本周|这周|本月|截[至止]|一季度|上半年|0月份?/,
  done: /了(?:$|[，。；！~ \n☺])|[完好掉成过到](?:了|毕|$|[，。；])|了(?=0)/,
  order:
    /请(?!示|假)|务必|抓紧|记得|别忘|不得|须|一律|严禁|尽快|按时|逾期|截止|回复|为准|知悉|不准|不要迟到|自[查行带备己]|到位$|别(?=[再把让给漏拖混])|把关|负责(?:$|[，。])|任何人|退回去|重新弄|拿来|带[上好]|[0一二三]点(?:半|前|整)?[，在]?[^，。；]{0,8}(?:开会|集合|会议|到|参加)|(?:今天|今晚|明天|下班前|周[一二三四五])[^，。；]{0,8}(?:报|交|补|打|关)/,
  tome: /(?:报|发|交|给|传|送|找|回|告诉|填)(?:到|在|至)?(?:我|办公室|群里|邮箱|综合科|[一-龥]{1,4}[科办股室]$)/,
  called:
    /^(?:@|各|大家|全体|所有|同志们|通知|转发?|关于|【|\[文件|重申|提醒|某[，：,]? ?(?:你|把|您|那)|你们?|您|麻烦|家人们|[^，。：]{2,6}[：:](?!0))|能来的|接龙|谁家|各[组村镇所队站科股校]/,
  self: /我们?|咱|本科|我科|我局|我镇|我队/,
  others: /听说|据说|人家|隔壁|他们|别人|邻[县区市]|外地|网上|新闻|热搜|朋友圈|亲戚/,
  mood: /[哈嘿呵]{2}|哎|唉|[累困热冷饿渴]死|累[瘫趴坏]|羡慕|好家伙|天哪|我的天|老天|嗓子|腿[都快]|要命|哭|笑死|心疼|烦|吐槽|牛|厉害|真[好快棒美香难]|太[好难热冷累多贵牛]|终于|辛苦|加油|恭喜|祝|生日|周末愉快/,
  private:
    /食堂|快递|外卖|奶茶|咖啡|红包|电影|票|饭|菜|面条|粉$|水果|蛋糕|零食|打车|股票|彩票|孩子|娃|老婆|老公|我妈|我爸|家里|游戏|比分|球|下雨|天气|降温|气温|跑步|体重|步数|拼单|苹果|聚餐|酒|减肥|空调|停电|停水|网卡|电脑|打印机|伞|车位|停车|值班室|医院|体检|感冒/,
  asks: /吗|呢[？?]?$|么[？?]?$|[？?]|几(?:个|家|条|件|天|人|次|场)|多少|怎么|怎样|咋|啥|什么|哪|谁|没有?啊?$|不$|是否|能否|多久|来着|几[点号月]/,
  figures: /今年|去年|同期|同比|累计|总数|合计|总共|一共|排名|完成率|进度|比/,
  back: /刚才|刚刚|上面|上一?条|那[条个笔件起家处]|前面|第0条|之前|我报的|上次|上回|早上那|昨天那|这条|0号那/,
  wrong:
    /不是|[写打报填算看弄搞记录说发抄敲][^，。；]{0,3}[错岔混倒]|少[写报算记填了]|多[写报算记填了]|应该?[是为记归]|该是|改[成为一到下0]|换成|更正|错了?|反了|颠倒|漏|重复|重了|实际|其实|才对|口误|笔误|手滑|眼花|有误|不对|(?:^|[，。])是0|复核|核实|核了|定为|不够准|别(?:算|记成)|先别算|合成一|应归|归到|减[掉去]|扣[掉除]|里头有0/,
  takeback: /撤|删|取消|不算|作废|收回|不要了|别记|先不|不用记|清掉|抹掉|当我没/,
  form: /表|图|稿|报告|小结|总结|word|excel|导[出成]|汇总|材料|简报|ppt|文档|清单|台账|打印/,
  make: /拉|生成|出[一个份张]?|起草|排[个一]|做[个一成份]|写[个一份]|整[个一份理]|弄[个一份]|给我|帮我|帮忙|来[一个份张]|汇总/,
  law: /法|条例|规定|办法|依据|处罚|罚|期限|时限|程序|听证|复议|许可|备案|违法|合法/,
  nothing: /没有|无|没啥|没什么|没事|零报告|零$|^0$|平安|暂无|一切正常|空白/,
  leave:
    /请[假病事公年产婚]|休[假息]|年假|病假|产假|调[走到离休]|出差|顶岗|代[我班一替]|替我|接手|交接|移交|接替|新来|新调|换号|换人|权限|管理员|加[我进]|退休|借调|挂职|我是|我叫/,
  bot: /小法|机器人|你(?:能|会|可以|支持)|怎么用|用法|怎么[填报改撤记]|功能|指令|格式/,
  settled:
    /(?:那|上次|上回|之前|前面|上月|昨天|上周)[^，。；]{1,24}(?:了|好|完|成|到位|到账|销号|合格|通过|啦)|销[号账]|闭环|办结|到账|修好|装好|换好|批了|批下来|恢复|结[清了]|签了|解决了|整改[完好到]|过了|通过了|复查|有后文|退回来|全部|都[关清撤送拿]/,
  figure: new RegExp(`0 ?(?:万|亿|多|余)?${units}|0%`),
  manyFigures: new RegExp(`(?:0 ?(?:万|亿|多|余)?${units}.*){2}`, 's'),
  lines: /\n/,
  manyLines: /\n.*\n/s,
};

/** 特征 — keys of what a message shows of its purpose, each once. */
export interface IntentFeatures {
  /** Pieces of one to four characters. */
  pieces: number[];
  /** Kinds of words, length, and what the rules say. */
  signs: number[];
}

/** What a message shows of what it is for: `votes` are what the rules found in it. */
export function intentFeatures(text: string, { quote, votes }: { quote?: string | undefined; votes: readonly string[] }): IntentFeatures {
  const plain = plainForm(text);
  const asked = quote === undefined ? [] : ['quote', ...kindsOf(plainForm(quote)).map(kind => `quote ${kind}`)];
  const length = `length ${Math.min(7, Math.floor(Math.log2(1 + plain.length)))}`;
  const signs = [...kindsOf(plain), ...asked, length, ...votes].map(sign => fnv1a(`sign ${sign}`));
  return { pieces: hashesWithin(`^${plain}$`, LONGEST_PIECE), signs: [...new Set(signs)] };
}

function kindsOf(plain: string): string[] {
  return kinds.filter(([, pattern]) => pattern.test(plain)).map(([name]) => name);
}

const kinds = Object.entries(classes);
