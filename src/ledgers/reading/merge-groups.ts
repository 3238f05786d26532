import { samePeriod } from '../../domain/period.ts';
import { windowOf } from './figure-window.ts';
import { comparable } from './filler-words.ts';
import { doneWords } from './plan-clause.ts';
import type { Group } from './time-of-group.ts';
import type { TimedClause } from './timed-clause.ts';

/** 走访企业12家。收集问题5条。 — neighbours about the same work and days are one entry. */
export function merge(groups: Group[]): Group[] {
  const merged: Group[] = [];
  for (const group of groups) {
    const previous = merged.at(-1);
    if (previous !== undefined && belongsTo(group, previous)) previous.clauses.push(...group.clauses);
    else merged.push({ ...group, clauses: [...group.clauses] });
  }
  return merged;
}

function countsTheSame(group: Group, previous: Group): boolean {
  const counted = (of: Group): string[] =>
    of.clauses.flatMap(({ clause }) =>
      clause.quantities.map(({ quantity }, index) => `${comparable(windowOf(clause, index).left)}${quantity.unit}`).filter(words => words.length > 2),
    );
  const before = new Set(counted(previous));
  return counted(group).some(words => before.has(words));
}

function belongsTo(group: Group, previous: Group): boolean {
  const same =
    group.ledger === previous.ledger &&
    group.department === previous.department &&
    group.isPlan === previous.isPlan &&
    group.isShortcoming === previous.isShortcoming;
  if (!same || !samePeriod(group.time.period, previous.time.period) || group.isPlan) return false;
  if (group.ledger === null) return !group.isListed;
  // Each numbered line that counts something is told as a piece of work of its own.
  if (group.isOwnLine && previous.isOwnLine && hasFigures(group) && hasFigures(previous)) return false;
  // 走访企业3家 on one line and 走访企业4家 on the next are two visits, not one told twice.
  if (countsTheSame(group, previous)) return false;
  const event = group.ledger.eventMetric;
  const text = group.clauses.map(({ clause }) => clause.text).join('，');
  // In a list, each line with its own event is its own piece of work.
  if (group.isListed && event !== null && doneWords.test(text)) return false;
  return hasFigures(group) || !group.isListed;
}

/** Whether anything was counted (apart from in one clause). */
export function hasFigures(group: Group, except?: TimedClause): boolean {
  return group.clauses.some(timed => timed !== except && timed.clause.quantities.length > 0);
}
