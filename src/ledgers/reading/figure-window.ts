import type { Quantity } from '../../domain/quantity.ts';
import type { Clause } from './clauses.ts';
import { stripFillers } from './filler-words.ts';

/** 数字所在的上下文 — the words on both sides of a number, up to the next number or stop. */
export interface FigureWindow {
  left: string;
  right: string;
  /** The stop before `left`: 、 makes a list, ： a breakdown. */
  stop: string;
  /** What stands before that stop in the same clause, back to the previous number. */
  before: string;
  /** The words follow another number of the same clause. */
  isAfterFigure: boolean;
  /** The words are those of the number directly before: 6次120人次. */
  isBorrowed: boolean;
  /** The words are those of other clauses, which speak of more than this number. */
  isElsewhere?: true;
  /** How the things of this clause were checked, where that stands behind them: 对3所学校开展监督检查. */
  check?: string;
}

export const emptyWindow: FigureWindow = { left: '', right: '', stop: '', before: '', isAfterFigure: false, isBorrowed: false };

const stops = /[，。；！？：:、（）\n/|]/;

function lastStop(text: string): number {
  for (let index = text.length - 1; index >= 0; index--) if (stops.test(text[index] ?? '')) return index;
  return -1;
}

function withoutTitles(text: string): string {
  return text.replace(/《[^》]*》?|[（][^）]{0,30}[）]/g, '');
}

/** 收了4个问题当场解决1个: what follows the object belongs to the next number. */
function beforeNextVerb(words: string): string {
  const cut = words.slice(1).search(/当场|现场|已经?|其中|其余|还有|并且?|又|另|累计|现在|目前|解决|整改|办结|答复|转办|协调/);
  return cut < 0 || cut > 6 ? words : words.slice(0, cut + 1);
}

/** 对3所学校、2家托育机构开展监督检查: 检查 of everything between 对 and 开展. */
const checkedBehind = /对([^，。；]*?)(?:开展|进行|实施|组织)了?[^，。；\d]{0,12}?(检查|抽查|督查|巡查|检测|监测|抽检|监察|帮扶|指导|约谈)/;

/** The words around the `index`-th quantity of a clause. */
export function windowOf(clause: Clause, index: number): FigureWindow {
  const window = sidesOf(clause, index);
  const told = checkedBehind.exec(clause.words);
  const start = clause.quantities[index]?.start ?? 0;
  const isInside = told !== null && start > told.index && start < told.index + (told[1]?.length ?? 0) + 1;
  return isInside && told[2] !== undefined && !window.isBorrowed ? { ...window, check: told[2] } : window;
}

function sidesOf(clause: Clause, index: number): FigureWindow {
  const own = clause.quantities[index];
  if (own === undefined) return emptyWindow;
  const previous = clause.quantities[index - 1];
  const next = clause.quantities[index + 1];
  const leading = clause.words.slice(previous?.end ?? 0, own.start);
  const trailing = clause.words.slice(own.end, next?.start ?? clause.words.length);
  const cut = leading.search(/（[^）]*）\s*$/) >= 0 ? -1 : lastStop(leading);
  const left = withoutTitles(leading.slice(cut + 1));
  const stop = leading[cut] ?? '';
  const before = withoutTitles(leading.slice(0, Math.max(0, cut)));
  const closing = trailing.startsWith('（') ? trailing.replace(/^（[^）]*）/, '') : trailing;
  const said = closing.slice(0, closing.search(stops) < 0 ? closing.length : closing.search(stops));
  // 人大建议6件政协提案8件: what stands between two figures that are both named belongs to the second.
  const isNextsOwn = closing.search(stops) < 0 && stripFillers(left.replace(/[“"「][^”"」]*[”"」]/g, '')).length >= 2;
  const right = next === undefined ? said : isNextsOwn ? '' : beforeNextVerb(said);
  const isEmpty = stripFillers(left) === '' && !(stop === '：' && previous !== undefined);
  // 走访企业：12家 — the colon only separates the name from its number.
  if (isEmpty && /[：:（]/.test(stop))
    return { left: before.slice(lastStop(before) + 1), right, stop: '', before: '', isAfterFigure: previous !== undefined, isBorrowed: false };
  // 清了3笔214.3万元 — the second number counts the same thing in another unit.
  // 还剩4笔、120.6万元: nothing but the list mark stands between the two.
  const isListOfUnits = stop === '、' && stripFillers(before) === '';
  if (isEmpty && previous !== undefined && (stop === '' || isListOfUnits))
    return { ...sidesOf(clause, index - 1), right: withoutTitles(right), isBorrowed: true };
  return { left, right: withoutTitles(right), stop, before, isAfterFigure: previous !== undefined, isBorrowed: false };
}

/** 已完成412批 names nothing of its own. */
export const onlyDone = /^\s*(?:截至)?(?:目前|现在?|至今|实际|累计|共|已经?|均)*完成了?\s*$/;

/** For 已完成412批 the words of what was planned: 全年计划抽检600批. */
export function windowOfPlan(plan: Clause, { unit }: Quantity, own: FigureWindow): FigureWindow {
  const aim = withoutAim(plan);
  const window = windowOf(
    aim,
    aim.quantities.findIndex(({ quantity }) => quantity.unit === unit),
  );
  return stripFillers(window.left) === '' ? own : window;
}

/** 全年计划抽检600批 as 抽检600批, with every figure in its place. */
export function withoutAim(plan: Clause): Clause {
  return { ...plan, text: plan.text.replace(aimWords, blank), words: plan.words.replace(aimWords, blank) };
}

const aimWords = /全年|年度|今年|本年|年初|年内|下半年|计划|目标|任务|指标|预计|力争|打算|准备|要求|[是为拟将]/g;

/** 联合公安局检查3家: with whom says nothing of what was counted. */
export const partners =
  /(?:联合|会同|协同|配合)(?:[一-龥]{1,8}、)*[一-龥]{1,8}?(?:局|委|办|所|队|部门|医?院|公安|交警|市监|税务|消防|城管|住建|环保|应急|卫健|教体?|文旅|自规|人社|民政|司法|街道)(?=[一-龥]{2})/;

export function blank(text: string): string {
  return ' '.repeat(text.length);
}
