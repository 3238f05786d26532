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
    const total = totalOfUnsaidDays(entry);
    const noDay = impossible.find(said => entry.raw.includes(said));
    return [
      ...(noDay === undefined ? [] : [uncertainQuestions.noSuchDay(position, noDay)]),
      ...broken,
      ...(range === undefined ? [] : [uncertainQuestions.exactFigure(position, range.name, range.raw)]),
      ...(isOldYear ? [uncertainQuestions.lastYear(position, yearOf(entry.period.to))] : []),
      ...(money === undefined ? [] : [uncertainQuestions.scope(position, money.raw)]),
      ...(total === undefined ? [] : [uncertainQuestions.runningTotal(position, `${total.name}${total.raw}`)]),
      ...(entry.flags.includes('to-follow-up') ? [uncertainQuestions.followUp(position)] : []),
    ];
  });
}

const saysWhen = /今年|本[年月周季旬]|这[周月]|上[周月]|[今昨前]天|季度|半年|[月日号旬]|以来|全年/;

/** 本周检查企业9家，累计发现隐患40处: of the week, or of the year? */
function totalOfUnsaidDays({ raw, metrics, period }: EntryContent): EntryContent['metrics'][number] | undefined {
  if (period.from.endsWith('-01-01')) return undefined;
  const [first, ...later] = raw.split(/[，；。]/);
  if (first === undefined || !saysWhen.test(first)) return undefined;
  const clause = later.find(words => /累计|总计/.test(words) && !saysWhen.test(words));
  return clause === undefined ? undefined : metrics.find(({ kind, raw: said }) => kind === 'increment' && said !== '' && clause.includes(said));
}
