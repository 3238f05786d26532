import { overlaps } from '../../domain/period.ts';
import { explanation } from '../../wording/explanation.ts';
import { includedLine } from '../../wording/included.ts';
import type { Answered, Desk } from './desk.ts';
import { explained } from './total-answer.ts';

/** 10月的加进去了没 — whether a figure holds what was reported of those days, before how it was counted. */
export function included(desk: Desk): Answered {
  const { within } = desk.question;
  if (!within) return explained(desk);
  return desk.each(total => {
    const touching = total.lines.filter(line => overlaps(line.interval, within));
    return [includedLine(total, { within, touching, asked: desk.scope.period, today: desk.scope.today }), explanation(total, desk.scope)].join('\n');
  });
}
