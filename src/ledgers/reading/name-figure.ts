import type { UnitClass } from '../../language/units.ts';
import type { FigureWindow } from './figures.ts';
import { endsWithWork, fromVerb, isWork, objectOf, opensWithWork, verbOf, withFullVerb } from './work-words.ts';

const fillers =
  /累计|共计|总共|一共|总计|其中|分别|目前|现在|大概|大约|左右|那个|这个|我局|全局|我们科室|我们|我科室|本科室|我科|一下|上午|下午|[了的呢]|[^一-龥A-Za-z%]/g;
const leading =
  /^(?:第?[一二三四五六\d]{1,2}[期场批轮]|工作)?(?:周报|月报|日报|语音|对(?![上接外口])|[节年][前后]|街道(?=[一-龥]{6})|近[日期]|日前|截至|当[天日]|同[步时]|另外|此外|现有|现已|以及|全部|然后|接着|已经|主要是?|今年|本[周月局次]|这次|此次|我[局科街们]?|[区市县]里|全[区市县镇街]|辖区内?|在(?![库册建办校岗职矫营保售职])|[到去赴与和给把将向其及并由从于有还又再也均都另就才是已]|共(?![享建治同商]))+(?=[一-龥A-Za-z])/;
const trailing =
  /(?:[了是达有共计到]|(?<![签预邀节契])约|[只仅](?=有?$)|(?<![行作认成])为|(?<![发实兑体出表呈展涌])现|累计|共计|合计|大概|完成|达到|实现|大约|分别|各)+$/;

/** 开展消防演练2次 counts 消防演练: such a verb only says that it took place. */
const lightVerb = /^(?:组织|开展|举办|召开|进行|实施|完成){1,2}(?=[一-龥]{4})/;

function clean(text: string): string {
  return trimmed(text.replace(fillers, ''));
}

function trimmed(words: string): string {
  const said = words.replace(leading, '').replace(lightVerb, '');
  const short = said.replace(trailing, '');
  // 已完成412批: when nothing else was said, it is what was said.
  return short === '' ? said : short;
}

/** A verb that needs an object and has lost it: 成功24件, 已完成28家. */
const bareVerb =
  /^(?:现?已|当场|现场|立即|按[时期]|及时|均|全部|正)?(?:办结|办复|答复|解决|化解|整改|完成|成功|销号|采纳|交办|转办|移交|合格|通过|退回|受理|审结|结案|处置|处理|回复|回访|落实|调解|达标|不合格|待办|在办|办理中|未办结|未完成|未整改|剩余|还剩|剩下|尚有|还有|其余|新增|净增|净减|新|在对接|对接|在谈|取消|退出|注销|满意|清理|检查|抽查|排查|查处|办理|发放|整治|拆除)$/;

/** 31人参加 counts who took part. */
const attendance = /^(?:参加|参与|到会|到场|参会|参训|受益|受教育|听课|出席|听讲|培训)$/;

/** The last words of a name that are a thing and no verb. */
function asObject(name: string): string {
  return objectOf((name.split('—')[0] ?? name).replace(/(?:同比|环比|较前期)?(?:增幅|降幅|增量|减量)$/, ''));
}

/** 新增, 成功 beside the thing that the figure before counted. */
function withObject(verb: string, before: string): string {
  const said = verb.replace(/^(?:现?已|现)(?=[一-龥]{2})/, '').replace(/^(?:剩余|还剩|剩下|尚有|还有|其余)$/, '剩余');
  const object = asObject(before);
  // 新办36件、延续22件、注销5件: a verb is no thing.
  if (object.length <= 2 && object === before) return said;
  // 人民调解受理25件，成功24件: the verb stands behind the thing there, and so it does here.
  return endsWithWork(before) && !opensWithWork(before) ? `${object}${said}` : `${said}${object}`;
}

/**
 * The words used for a figure that no definition fits: the shortest phrase of verb and thing. `before` is the name of the figure
 * before it in the same piece of work, of which 成功24件 or 其中… leaves the thing unsaid; '' for none.
 */
export function nameOf(window: FigureWindow, before: string, unitClass?: UnitClass): string {
  const ofPeople = unitClass === 'people';
  const ofRate = unitClass === 'rate';
  const left = clean(window.left);
  const right = clean(window.right);
  // 培训2期，一期45人: the course is named before.
  if (ofPeople && left === '' && right === '' && /培训|讲座|课|班|学习/.test(before)) return '参训人数';
  if (ofPeople && attendance.test(left || right) && (left === '' || right === '')) return `${left || right}人数`;
  if (ofRate && bareVerb.test(left)) return `${left}率`;
  if ((bareVerb.test(left) || isWork(left)) && right.length < 2) return before === '' ? left : withObject(left, before);
  if (left.length < 2 && right.length < 2) return before === '' ? `${left}${right}` : asObject(before);
  // 检查书店、文具店共28家 counts both.
  const listed = window.stop === '、' && !window.isAfterFigure ? clean(window.before) : '';
  if (left.length >= 2 && listed !== '') return withFullVerb(fromVerb(`${listed}、${left}`)).slice(0, 20);
  if (left.length >= 2 && !needsRight(left, right)) return shortened(left, window, before);
  // 跟卫健委一起查了3个医院的放射设备: the verb is the last letter before the number.
  const verb = left.length > 2 ? left.slice(-1) : left;
  return shortened(trimmed(left === '' ? right : `${verb}${right.split(/的|找到|完成|进行|开展/)[0] ?? right}`), window, before);
}

/** 查了4个售楼处: the verb stands before the number and its thing behind. */
function needsRight(left: string, right: string): boolean {
  if (right.length < 2) return false;
  return (left.length <= 4 && right.length <= 12) || /(?:一起|联合|共同|会同|[去了又再])[查拆发修]$/.test(left);
}

/** Said alone, these are what was found. */
const found: Record<string, string> = { 问题: '发现问题', 隐患: '发现隐患' };

function shortened(words: string, { stop }: FigureWindow, before: string): string {
  const name = words.endsWith('率') ? words : withFullVerb(fromVerb(words));
  const verb = verbOf(before);
  // 检查塔吊32台、升降机18台: in a list the first verb holds on.
  const carries = stop === '、' && verb !== '' && !opensWithWork(name) && !endsWithWork(name);
  return found[name] ?? (carries ? `${verb}${name}` : name).slice(0, 16);
}

/** 涉及金额46.5万元 under its own words, 讨薪3件共7.2万元 as 讨薪金额. */
export function amountNameOf(window: FigureWindow, before: string): string {
  return /涉[及案]金额|[一-龥]{0,2}(?:金额|总额|资金)/.exec(window.left)?.[0] ?? `${before}金额`;
}
