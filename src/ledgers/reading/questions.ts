import { yearOf } from '../../domain/date.ts';
import type { EntryContent } from '../../domain/entry.ts';
import { uncertainQuestions } from '../../wording/reading.ts';
import type { Item } from './clauses.ts';
import { isUnreadable } from './entry-flags.ts';

/** What is to be asked back: only what is uncertain, one plain sentence each, numbered like the receipt. */
export function questionsFor(entries: readonly EntryContent[], items: readonly Item[] = []): string[] {
  const impossible = items.flatMap(item => item.clauses.flatMap(clause => clause.impossible));
  return entries.flatMap((entry, index) => {
    const position = index + 1;
    const broken = entry.checks.filter(check => !check.holds).map(check => uncertainQuestions.sumMismatch(position, check.text));
    const range = entry.metrics.find(metric => metric.approximate === 'range' || isUnreadable(metric));
    const isOldYear = entry.flags.includes('scope-ambiguous') && entry.period.from.endsWith('-01-01') && entry.period.to.endsWith('-12-31');
    const money = entry.flags.includes('scope-ambiguous') ? entry.metrics.find(metric => metric.unit.endsWith('元')) : undefined;
    const noDay = impossible.find(said => entry.raw.includes(said));
    return [
      ...(noDay === undefined ? [] : [uncertainQuestions.noSuchDay(position, noDay)]),
      ...broken,
      ...(range === undefined ? [] : [uncertainQuestions.exactFigure(position, range.name, range.raw)]),
      ...(isOldYear ? [uncertainQuestions.lastYear(position, yearOf(entry.period.to))] : []),
      ...(money === undefined ? [] : [uncertainQuestions.scope(position, money.raw)]),
      ...(entry.flags.includes('to-follow-up') ? [uncertainQuestions.followUp(position)] : []),
    ];
  });
}
