import type { EntryContent } from '../../domain/entry.ts';
import { uncertainQuestions } from '../../wording/reading.ts';

/** What is to be asked back: only what is uncertain, one plain sentence each, numbered like the receipt. */
export function questionsFor(entries: readonly EntryContent[]): string[] {
  return entries.flatMap((entry, index) => {
    const position = index + 1;
    const broken = entry.checks.filter(check => !check.holds).map(check => uncertainQuestions.sumMismatch(position, check.text));
    const range = entry.metrics.find(metric => metric.approximate === 'range');
    const money = entry.flags.includes('scope-ambiguous') ? entry.metrics.find(metric => metric.unit.endsWith('元')) : undefined;
    return [
      ...broken,
      ...(range === undefined ? [] : [uncertainQuestions.exactFigure(position, range.name, range.raw)]),
      ...(money === undefined ? [] : [uncertainQuestions.scope(position, money.raw)]),
      ...(entry.flags.includes('to-follow-up') ? [uncertainQuestions.followUp(position)] : []),
    ];
  });
}
