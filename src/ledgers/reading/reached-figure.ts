import type { Quantity } from '../../domain/quantity.ts';
import { unitClassOf } from '../../language/units.ts';
import { emptyWindow, type FigureWindow, windowOf } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';
import type { TimedClause } from './timed-clause.ts';

/** 由去年的, 从, 原来: where a figure came from stands right behind. */
const cameFrom = /(?:[由从][^一-龥，。；\d]*(?:去年|上年|年初|原来|原先|之前|过去)?底?|原来|原先)[一-龥]{0,2}$/;

/** 从3家扩到7家, 原来612个并成548个, 不良率5.1%降到0.9%: where it came from; 5条降成本300万元 are two figures. */
export function isStartingPoint({ left }: FigureWindow, { clause }: TimedClause, index: number): boolean {
  const own = clause.quantities[index];
  const next = clause.quantities[index + 1];
  if (own === undefined || next === undefined || !isAlike(own.quantity, next.quantity)) return false;
  const between = clause.text.slice(own.end, next.start);
  if (!/^[一-龥]{0,8}[到至为成]了?(?:现在|目前)?$/.test(between)) return false;
  return (
    cameFrom.test(left.trim()) ||
    (stripFillers(left).length >= 2 && /^(?:提|上?升|增|涨|扩|下?降|减|精简|回落|压|缩|调)[一-龥]{0,2}[到至为成]/.test(between))
  );
}

/** In one unit, or in none that was said. */
function isAlike({ unit }: Quantity, { unit: other }: Quantity): boolean {
  return unit === '' || other === '' || unit === other || (unitClassOf(unit) === 'money' && unitClassOf(other) === 'money');
}

const reached =
  /^(?:由|从)?.*?(?:提高|提升|上升|增长|增加|扩大|扩展|拓展|扩|提|升|涨|下降|降低|减少|精简|优化|回落|压减|压缩|缩短|合?并|收窄|压|减|降|调)(?:到|至|为|成)了?(?:现在|目前)?的?$/;

const onlyTo = /^[到至](?:了|现在|目前)*$/;

/** 申报率由去年的81%升到95.5%, 占比从61%到78%, 审批事项12项减为8项: what it has come to, under the words before 由 or before the first figure. */
export function reachedFrom(window: FigureWindow, timed: TimedClause, index: number): FigureWindow {
  if (!window.isAfterFigure) return window;
  const { words } = timed.clause;
  const first = windowOf(timed.clause, index - 1);
  if (!reached.test(window.left.trim()) && !(cameFrom.test(first.left.trim()) && onlyTo.test(window.left.trim()))) return window;
  const subject =
    /^(.*?)(?:由|从|较|比)[^，。；]*?\d/.exec(words)?.[1] ?? (isStartingPoint(first, timed, index - 1) ? first.left.replace(cameFrom, '') : '');
  return stripFillers(subject).length < 2 ? window : { ...emptyWindow, left: subject.slice(subject.search(/[^，。；：、]*$/)) };
}
