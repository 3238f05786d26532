import type { UnitClass } from '../../language/units.ts';
import { type FigureWindow, partners } from './figure-window.ts';
import {
  closesWithVerb,
  endsWithWork,
  fromVerb,
  fullVerbOf,
  isWork,
  lastVerb,
  objectOf,
  opensWithWork,
  verbInside,
  verbOf,
  withFullVerb,
} from './work-words.ts';

const fillers =
  /语音转文字|语音|累计|共计|总共|一共|总计|其中|分别|目前|现在|大概|大约|左右|那个|这个|我局|全局|我们科室|我们|我科室|本科室|我科|一下|上午|下午|[了的呢呃嗯啊]|\d+(?!\d*(?:热线|工单|平台|专线))|[^一-龥A-Za-z%\d]/g;
const leading =
  /^(?:第?[一二三四五六\d]{1,2}[期场批轮]|工作)?(?:周报|月报|日报|语音|对(?![上接外口标比照])|[节年][前后]|街道(?=[一-龥]{6})|近[日期]|日前|刚才?|下乡|下村|进村入户|截至|当[天日]|同[步时]|另外|此外|现有|现已|以及|全部|然后|接着|已经|主要是?|今年|本[周月局次院所队站](?!级)|本(?:科室|单位|中心|街道)|[局科街院所队站]里|局机关|这次|此次|我[局科街们]?|[区市县]里|全[区市县镇街]|辖区内?|在(?![库册建办校岗职矫营保售职])|到(?![期位账场访])|去(?![世产库存])|赴|与(?!会)|和(?![解谐平])|给(?![水付予排])|把(?![关手])|将|向(?!导)|其(?![他余])|及(?![格时])|并(?![购案联轨网])|由|从(?![业事])|于|有(?![效限机奖轨害关毒线])|还(?![款贷建迁田])|又|再(?![就生审保次造利教])|也|均(?![价分衡等])|都|另|就(?![业医诊读餐近地])|才(?![能艺])|是(?!否)|已|共(?![享建治同商]))+(?=[一-龥A-Za-z])/;
const trailing =
  /(?:[了是有共计到]|(?<![送到抵转直传下表发])达|(?<![签预邀节契])约|[只仅](?=有?$)|(?<![行作认成])为|(?<![发实兑体出表呈展涌])现|(?<=[一-龥]{3})(?:举办|开展|召开|组织|(?<![新查承督交转代补换帮领主协包])办)|累计|共计|合计|大概|完成|达到|实现|大约|分别|各)+$/;

/** 开展消防演练2次 counts 消防演练: such a verb only says that it took place. */
const lightVerb = /^(?:组织|开展|举办|召开|进行|实施|完成){1,2}(?=[一-龥]{4})/;

/** 体育馆办招聘会, 交通领域开展应急演练: where it was held is no part of what was. */
const heldAt =
  /^[一-龥]{1,10}(?:[馆园厅室场院校区县镇乡村街路]|公园|广场|中心|社区|街道|企业|领域|系统|行业|单位)(?:内|里|上)?(?:(?:开展|举办|组织|召开|进行|举行)了?(?=[一-龥]{2})|(?:办(?![理公案证])|搞|设(?![备施计])|开(?![展办具工放发设通业]))了?(?=[一-龥]{3}))/;

function clean(text: string): string {
  return trimmed(afterSpace(text).replace(partners, '').replace(fillers, ''));
}

/** 宣传社保新规 新增参保417人: on a phone a space stands for a comma. */
function afterSpace(text: string): string {
  const last = text.trimEnd().split(/\s+/).at(-1) ?? '';
  return last.replace(/[^一-龥A-Za-z]/g, '').length >= 2 ? last : text;
}

/** 第二轮, 第三轮督察: which one of several. */
const which = /第?[一二三四五六七八九十\d]{1,2}[轮](?:督察|检查|巡查|普查)?(?=[一-龥]{3})|第?[一二三四五六七八九十\d]{1,2}[轮期批](?=[发办开]?$)/g;
/** 物业信访件收了21件, 投诉接了17件: the verb of speech between a thing and its number. */
const spokenVerb =
  /(?<=[一-龥]{2})(?:又|已经?|再|都|也|还)*(?:(?<![征验回没吸招创丰])收(?:上来|回来?)?|(?<![对交承直迎衔连])接|做(?:好|完)?|搞定?|摆|弄好?|(?<![补续重改汇])编(?:好|完|了)?|剪|(?<![创设建成对])立(?!案)|拉(?:上|好)?|挂(?:上|好|着)?|(?<![补颁签印])发(?:下去|出去|出|完|到|掉)|送(?:到|出)|贴(?:上|好)?|装(?:上|好)|换(?:上|下来|新)|种(?:下|上)|查获?了|跑完|用掉)$/;
/** 国土空间规划公示收到群众意见: what it came from is no part of what came. */
const source = /^[一-龥]{2,}?(?=(?:收到|接到|征集到?)[一-龥]{2})/;
/** 为企业减免登记费: for whom it was done. */
const forWhom = /^(?:为|给|帮助?|帮着|替)[一-龥]{2,5}?(?=(?:减免|追回|挽回|解决|办理|协调|争取|节省|节约|落实|提供|代办|讨回))|^帮着/;

function trimmed(words: string): string {
  const said = words.replace(which, '').replace(forWhom, '').replace(leading, '').replace(heldAt, '').replace(source, '').replace(lightVerb, '');
  if (/^[共计约达]+$/.test(said)) return '';
  const short = said.replace(trailing, '').replace(spokenVerb, '');
  // 已完成412批: when nothing else was said, it is what was said.
  return short === '' ? said : short;
}

/** A verb that needs an object and has lost it: 成功24件, 已完成28家. */
const bareVerb =
  /^(?:现?已|当场|现场|立即|限期|责令|阶段性|按[时期]|及时|均|全部|正在|正)?(?:办结|办复|答复|解决|化解|整改|完成|成功|销号|采纳|交办|转办|移交|合格|通过|退回|受理|审结|结案|处置|处理|回复|回访|落实|调解|达标|不合格|待办|在办|办理中|未办结|未完成|未整改|剩余|还剩|剩下|尚有|还有|其余|新增|净增|净减|新|在对接|对接|在谈|取消|退出|注销|满意|清理|检查|抽查|排查|查处|办理|发放|整治|拆除|销号|摘牌|核实|送达|公示|采用|入库|注销|变更|延续|续期|达标|超标|合格|签约|立案|结案|出具|吊销|延期|调解成功|成功调解|换证|换领|换发|新办|补办)$/;

/** 办结, 不合格: said of what stands before, and of how many things more. */
export function isBareVerb(name: string): boolean {
  return bareVerb.test(name);
}

/** 办结9件, 已回复25件: only what was done is said, and of what stands before. */
export function saysOnlyVerb(window: FigureWindow): boolean {
  const left = clean(window.left);
  const right = clean(window.right);
  return left === '' ? bareVerb.test(right) : right.length < 2 && (bareVerb.test(left) || isWork(left));
}

/** The thing of a name: 旅游投诉 of 旅游投诉受理 and of 办结旅游投诉. */
export function thingOf(name: string): string {
  return asObject(name);
}

/** 31人参加 counts who took part. */
const attendance = /^(?:参加|参与|到会|到场|参会|参训|受益|受教育|听课|出席|听讲|培训)$/;

/** What was done to a thing, where it stands before it: 办结旅游投诉, 发现环境问题. */
const doneTo =
  /^(?:发现|阶段性|正在|现场|当场)?(?:办结|办复|审结|回复|送达|变更|延续|注销|达标|核实|销号|立案|整改|通过|收到|接到|征集到?)?(?=[一-龥]{2})/;

const leftOver = /^(?:[剩还另余尚]|余下|回头看|还有|还剩|剩余|剩下|另有|尚有|其余)?$/;
const places = /(?:区|园|校|企业|企|村|社区|市场|商圈|机关|家庭|工地|楼宇|军营|医院|车间|站|点|店|街|网格)$/;

/** The last words of a name that are a thing and no verb. */
function asObject(name: string): string {
  const plain = (name.split('—')[0] ?? name).replace(/(?:同比|环比|较前期)?(?:增长|下降|增量|减量)$/, '');
  return objectOf(plain.replace(doneTo, ''));
}

/** 新增, 成功 beside the thing that the figure before counted. */
function withObject(verb: string, before: string): string {
  const said = verb
    .replace(/^成功(?=[一-龥]{2})|(?<=[一-龥]{2})成功$/, '')
    .replace(/^(?:现?已|现(?!场))(?=[一-龥]{2})/, '')
    .replace(/^(?:剩余|还剩|剩下|尚有|还有|其余)$/, '剩余');
  // 应考36人，通过33人: people are named by what they took part in.
  const event = /^(.{2,}?)(?:应|实)?(?:[考到训会参]|参加|参训|参会|报名|参考)?人数$/.exec(before)?.[1];
  if (event !== undefined) return `${event}${said}人数`;
  const whole = asObject(before);
  if (whole.endsWith(said)) return whole;
  // 民办园合格15所，2所限期整改: what became of the first is no part of the thing.
  const object = whole.length > 4 ? whole.replace(/(?:不?合格|优秀|达标|办结|通过|超标|属实)$/, '') : whole;
  if (/^(?:上门|现场|实地|当场|集中)$/.test(object)) return said;
  if (isWork(object)) return said;
  // 新办36件、延续22件、注销5件: a verb is no thing.
  if (object.length <= 2 && object === before) return said;
  // 人民调解受理25件，成功24件: the verb stands behind the thing there, and so it does here.
  return endsWithWork(before) && !opensWithWork(before) ? `${object}${said}` : `${said}${object}`;
}

/**
 * The words used for a figure that no definition fits: the shortest phrase of verb and thing. `before` is the name of the figure
 * before it in the same piece of work, of which 成功24件 or 其中… leaves the thing unsaid; '' for none.
 */
export function nameOf(window: FigureWindow, before: string, unitClass?: UnitClass, classBefore = unitClass): string {
  const ofPeople = unitClass === 'people';
  const ofRate = unitClass === 'rate';
  const left = clean(window.left).replace(/^(?:第?[一二三四五六七八九十\d]{1,2}[期场批轮次]|(?:咱们?|我们?|本)[科局队所])$/, '');
  const right = clean(window.right);
  // 培训2期，一期45人: the course is named before.
  if (ofPeople && left === '' && right === '' && /培训|讲座|课|班|学习/.test(before)) return '参训人数';
  if (ofPeople && left === '' && right === '' && /活动|比赛|竞赛|演练|仪式|大会|节$/.test(before)) return '活动参加人数';
  // 为67名农民工追回工资: whom it was done for.
  const whom =
    ofPeople && /[为给帮]$/.test(window.left.trim()) ? (/^[一-龥]{2,6}?(?=追|挽|解|办|讨|发|提|协|调|落|争|代|支|减)/.exec(right)?.[0] ?? '') : '';
  if (whom !== '') return `涉及${whom}`;
  // 涉及29人, 覆盖1200人: whom it touched, whatever it was.
  if (ofPeople && /^(?:涉及|覆盖|惠及|带动|服务)$/.test(left) && right === '') return `${left}人数`;
  // 覆盖12个村: the thing is one letter behind the number.
  if (isWork(left) && /^[村镇乡县校院店厂站园港区]$/.test(right)) return `${left}${right}`;
  // 剩13个正在整治: what is left of the thing before.
  const goingOn = /^正?在[一-龥]{1,3}$/.exec(window.right.replace(/[^一-龥]/g, ''))?.[0];
  if (leftOver.test(left) && (bareVerb.test(right) || goingOn !== undefined) && before !== '') return withObject(goingOn ?? right, before);
  // 进景区4个 went into them.
  const place = /(?:^|[一-龥])进((?![场口入度展货修京出行程])[一-龥]{2,4})$/.exec(left)?.[1];
  if (place !== undefined && places.test(place) && (unitClass === 'things' || unitClass === 'organisations')) return `走进${place}`;
  if (ofPeople && attendance.test(left || right) && (left === '' || right === '')) return `${left || right}人数`;
  if (ofRate && bareVerb.test(left)) return `${left}率`;
  // 执法证考试报名36人 counts people.
  if (ofPeople && right === '' && left.length > 4 && /(?:报名|参加|参考|到考|通过|合格|参训|参演|参赛)$/.test(left)) return `${left}人数`;
  // 责令整改企业5家，约谈2人; 检查托育机构2家，采样15份: what is counted otherwise is not the thing before it.
  if ((bareVerb.test(left) || isWork(left)) && right.length < 2) return before === '' || classBefore !== unitClass ? left : withObject(left, before);
  // 来了40来家企业
  if (unitClass === 'organisations' && /^[来到]$/.test(left)) return `参加${right === '' ? '企业' : right}`;
  // 拆了2处: a short verb of its own.
  if (right === '' && fullVerbOf(left) !== undefined) return fullVerbOf(left) ?? left;
  // 宣传单三百份，伞50把: the verb of the first holds for the next.
  if (left.length === 1 && right === '' && verbOf(before) !== '') return `${verbOf(before)}${left}`;
  // 林地审批41宗，面积23.6公顷: whose area it is.
  if (unitClass === 'measure' && /^(?:[一-龥]{0,2}面积|长度|重量|里程)$/.test(left) && left.length <= 2 && before !== '') return `${before}${left}`;
  // 调解集体讨薪2起，累计15起: the same once more.
  if (left === '' && right === '' && before !== '') return /目前|现[有在]|在册/.test(window.left) ? asObject(before) : before;
  if (left.length < 2 && right.length < 2) return before === '' ? `${left}${right}` : asObject(before);
  const checked = checkedThing(window);
  if (checked !== '') return checked;
  // 检查书店、文具店共28家 counts both.
  const listed = window.stop === '、' && !window.isAfterFigure && !jointly.test(window.before) ? clean(window.before) : '';
  // 检查网吧、书店等场所186家次: the last word says what all of them are.
  const kind = /等([一-龥]{2,6})$/.exec(left)?.[1];
  if (kind !== undefined && listed !== '') return `${verbOf(fromVerb(listed))}${kind}`;
  if (left.length >= 2 && listed !== '') return withFullVerb(fromVerb(`${listed}、${left}`)).slice(0, 20);
  if (left.length >= 2 && !needsRight(left, right)) return shortened(left, window, before);
  // 跟卫健委一起查了3个医院的放射设备: the verb is the last letter before the number.
  if (left.length > 2 && !closesWithVerb(left) && !/[查拆发修跑转看送]$/.test(left)) return shortened(left, window, before);
  const verb = left.length > 2 ? lastVerb(left) : left;
  return shortened(trimmed(left === '' ? right : `${verb}${right.split(/的|找到|完成|进行|开展/)[0] ?? right}`), window, before);
}

const jointly = /联合|会同|协同|配合|[与和跟同]/;

/** 对3所学校、2家托育机构开展饮用水卫生监督检查: what was checked stands behind its number, and how it was checked behind that. */
function checkedThing({ right, check }: FigureWindow): string {
  if (check === undefined) return '';
  const thing = clean(right.split(/(?:开展|进行|实施|组织|做)了?/)[0] ?? '');
  return thing.length < 2 ? '' : `${check}${thing}`;
}

/** 查了4个售楼处: the verb stands before the number and its thing behind. */
function needsRight(left: string, right: string): boolean {
  if (right.length < 2) return false;
  // 在阳光小区项目部调解一起集体讨薪
  if (left.length > 4 && closesWithVerb(left) && right.length <= 8 && !opensWithWork(right)) return true;
  return (left.length <= 4 && right.length <= 12) || /(?:一起|联合|共同|会同|[去了又再])[查拆发修]$|[一-龥]{3}跑$/.test(left);
}

/** 农机购置补贴发1286万, 去工地查6家: the short verb before the number goes to the front. */
function verbInFront(words: string): string {
  const thing = words.slice(0, -1);
  return /[查拆发修]$/.test(words) && thing.length >= 2 && !/[自抢路检抽巡排督调侦普核审稽开颁印签制下转分始批散收出爆迸沙装整维]$/.test(thing)
    ? withFullVerb(`${words.slice(-1)}${thing}`)
    : words;
}

/** Said alone, these are what was found. */
const found: Record<string, string> = { 问题: '发现问题', 隐患: '发现隐患' };

function shortened(words: string, { stop }: FigureWindow, before: string): string {
  const name = words.endsWith('率') ? words : withFullVerb(fromVerb(verbInFront(words)));
  const verb = verbOf(before) || verbInside(before);
  // 检查塔吊32台、升降机18台: in a list the first verb holds on.
  const carries = stop === '、' && verb !== '' && !opensWithWork(name) && !endsWithWork(name);
  return found[name] ?? (carries ? `${verb}${name}` : actFirst(name)).slice(0, 16);
}

/** 处罚案件公示 → 公示处罚案件: the order of a table's head, for verbs that are no name of the work (as 审批, 教育, 检查 are). */
function actFirst(name: string): string {
  const said = /^([一-龥\d]{3,})(承接|公示|发放|下发|移送|没收)$/.exec(name);
  return said === null ? name : `${said[2]}${said[1]}`;
}

/** 涉及金额46.5万元 under its own words, 讨薪3件共7.2万元 as 讨薪金额. */
export function amountNameOf(window: FigureWindow, before: string): string {
  const said = /涉[及案]金额|[一-龥]{0,2}(?:金额|总额|资金)/.exec(window.left)?.[0];
  return said === undefined || /^(?:金额|总额)$/.test(said) ? `${before}${said ?? '金额'}` : said;
}
