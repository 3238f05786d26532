import type { Quantity } from '../../domain/quantity.ts';
import { unitClassOf } from '../../language/units.ts';
import type { FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';

/** Who is counted without a word for it: 应到57, 补考俩. */
export const ofPeople =
  /(?:人员?|[解格驶班练导联督裁检护]员|[学考党队社团会]员|司炉工|焊工|学生|考生|群众|娃|孩子|儿童|家长|代表|人流|客流|游客|旅客|散客|初面|来[了的]?|居民|村民|职工|员工|老人|观众|听众|[应实]到|[应实]考|[准缺参到]考|伤亡|受伤|死亡|溺亡|在岗|在编|缺席|请假|补考|不?及格|在逃|报名|签到|听课|听的|教师|老师|律师|医生|护士|干部|民警|志愿者|工人|农民工|劳动者|患者|病人|孤儿|新生|初筛|高危|报考|男|女|人[上撤去来到住])(?:的|了|有|共|约|呢|嘛|为|是|只|就)*$/;

const noCount =
  /血压|血糖|温度|温差|网速|PM|用时|湿度|功率|电压|电流|浓度|频率|口径|水位|气温|编号|版|密码|尾号|序号|房间|排名|名次|第|(?<![取叫])号$|[楼路线度]$/;

/** 罚了3000块: money; 增补标识牌120块 and 奖牌制作200块 are boards. */
const inKuai =
  /(?:罚款?|罚没|奖励?|补(?:[贴助偿缴]|(?=了))|费用?|款|金额?|赔偿?|退[款回]?|付|垫|估计?|每[年月天户人]|花|薪|价|钱|工资|损失|挽回)(?:[发给了掉出去]|总共|共计?|合计|约)*$|^共?$/;

/** 罚4000, 罚了3起1800, 罚了2000块: what is paid, where it is much. */
export function saysMoney({ value, unit }: Quantity, { left, isBorrowed }: Pick<FigureWindow, 'left' | 'isBorrowed'>): boolean {
  if (unit === '块') return value !== null && value >= 50 && inKuai.test(left.trim());
  const isPaid = isBorrowed
    ? /罚/.test(left)
    : /(?:罚款?|罚金|罚没|赔偿?|补缴|奖励|慰问金|救助金|补贴|补助|退款|缴费|损失|奖金|均薪|薪资|工资|[课讲租]费)(?:发|了|掉|出|共|计|约)*\s*$/.test(
        left,
      );
  return unit === '' && value !== null && value >= 100 && isPaid;
}

/** 得分87, 均分88.6, 专家打分83.5. */
const scored = /(?:[得打均评总]分|平均|平均成绩|自评|分数)$/;
/** 群众评价91.5 is a mark, 收到评价35 counts what was said. */
const judged = /(?<!收到|好评|差评)评价$/;

/** 拉水车次2000, 参会人数40: the words say in what. */
const saidAsNoun = /(?:([人户家车班场批艘架台件]次)|([人户家件场台辆艘份张栋套宗座])数)$/;

/** 蒸汽价221, 均价38.5. */
const priced = /(?:[单均租售房药电水气汽菜肉粮油]价|价格)$/;

/** 量词 of things that are told without one. */
const usualUnits: readonly (readonly [RegExp, string])[] = [
  [/[取叫]号$/, '个'],
  [/(?:(?<![账窗客用])户|户数)$/, '户'],
  [/(?:企业|公司|商户|机构|酒店|宾馆|饭店|餐馆|药店|超市|网吧|[商门药旅书]店|[工药砖纸]厂|^[店厂]|合作社|农场|银行|医院|诊所|单位|酒吧)$/, '家'],
  [/(?:学校|幼儿园|小学|中学)$/, '所'],
  [/(?:[收办来信退补快转]件|案|案件|提案|复议|诉讼|专利|商标|投诉|信访|工单|[收发办]文|登记|事件|授权量?)$/, '件'],
  [/(?:事故|纠纷|警情|火情|火灾|险情|舆情|[接出]警|沉船|碰撞|搁浅|溺水|[酒醉]驾)$/, '起'],
  [/(?:词条|线索|留言|信息|意见|建议|诉求|评论|短信|数据|微博)$/, '条'],
  [
    /(?:简历|证书|合同|承诺书|通知书|意见书|决定书|文书|材料|资料|手册|传单|问卷|协议|档案|折页|明白纸|报告|试卷|答卷|卷子|礼包|保单|[管示醒议办告]函)$/,
    '份',
  ],
  [/(?:推文|文章|稿件|论文|新闻稿|通讯稿)$/, '篇'],
  [/(?:执照|身份证|许可证|证照|房产证|不动产证|操作证|驾驶证|行驶证)$/, '本'],
  [/(?:车流|车辆|货车|客车|轿车|单车|电动车|摩托车|三轮车|公交车|校车|僵尸车|消防车|救护车|警车|大车|小车|轮椅|(?<=[、，\s]|^)车)$/, '辆'],
  [/(?:刀具|枪支)$/, '把'],
  [/(?:[标新旧看]牌|标识牌|公示牌)(?:回收|销毁|收回)*$/, '块'],
  [/(?:设备|电脑|机器|塔吊|挖机|空调|充电桩|农机|打印机|自助机|压路机|摊铺机|洒水车|收割机|拖拉机|发电机|挖掘机|电梯)$/, '台'],
  [/(?:病例|不良反应|阳性|感染|死亡病例|中暑|骨折|[擦割]伤|溺水者|脑卒中|糖尿病)$/, '例'],
  [/(?:(?<![装下上开停放离靠])船|艇|冲锋舟|船舶)$/, '艘'],
  [/(?:无人机|直升机|密集架)$/, '架'],
  [/[金银铜]牌$/, '枚'],
  [/(?:厕所|公厕|桥梁|水库|泵站|加油站|隧道)$/, '座'],
  [/(?:房屋|住房|商品房|公寓|校服)$/, '套'],
  [/(?:讲座|宣讲|招聘会|演出|活动|培训|座谈会|发布会)$/, '场'],
  [/(?:海报|照片|罚单)$/, '张'],
  [/(?:横幅|条幅|标语)$/, '条'],
  [/(?:阅读|点击|播放|浏览|点赞|转发|评论数|下载|访问|调用|演练|检查|巡查|巡逻)量?$/, '次'],
  [
    /(?:问题|隐患|项目|粉丝|涨粉|点位|网点|门店|场所|摊位?|站点|窗口|系统|账户|车位|展位|岗位|小区|社区|乡镇|街道|部门|标段|样品|样本|井盖|灭火器|摄像头|探头|名额)$/,
    '个',
  ],
];

/** 受理64, 走访12: acts that are told of one kind of thing. */
const usualObjects: readonly (readonly [RegExp, string])[] = [
  [/(?:受理|办结|立案|结案|审结|答复|交办|派[单发]|转办|调解|移送|移交|收到|接到|归档|备案|申请|调成)$/, '件'],
  [/(?:[应已未]开工|竣工|投产|完工)$/, '个'],
  [/(?:走访|走了|跑了|检查|抽查|查了|约谈)$/, '家'],
];

/** 合格40 基本合格2: on a phone the unit is said once (`before` this figure, or `after` it), or left out where everybody knows it. */
export function unsaidUnit(
  { value }: Quantity,
  { left, right }: Pick<FigureWindow, 'left' | 'right'>,
  before: string | undefined,
  after?: string,
): string {
  const words = stripFillers(left);
  if (value === null || words === '' || noCount.test(left) || /^[了度号级路]/.test(right)) return '';
  if (value <= 150 && scored.test(words)) return '分';
  if (value <= 100 && judged.test(words) && (value >= 60 || !Number.isInteger(value))) return '分';
  if (value <= 100 && /(?<![功频汇心])率$/.test(words)) return '%';
  if (priced.test(words)) return '元';
  if (!Number.isInteger(value)) return '';
  if (ofPeople.test(left.trim())) return '人';
  const said = saidAsNoun.exec(words);
  if (said !== null) return said[1] ?? said[2] ?? '';
  const thing = words.replace(/(?:(?:合计|总计|共计?|总数|数量?|有)|(?<=[一-龥]{2})[收发送办接贴挂加增])$/, '') || words;
  const usual = unitIn(usualUnits, thing);
  if (usual !== undefined) return usual;
  if (before !== undefined && words.length <= 6 && /^(?:people|organisations|things)$/.test(unitClassOf(before) ?? '')) return before;
  return unitIn(usualObjects, thing) ?? (after !== undefined && words.length >= 2 && words.length <= 6 ? after : '');
}

function unitIn(units: readonly (readonly [RegExp, string])[], words: string): string | undefined {
  return units.find(([things]) => things.test(words))?.[1];
}
