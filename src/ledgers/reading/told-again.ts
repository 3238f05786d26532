import type { EntryContent, MetricReading } from '../../domain/entry.ts';

/** 上午走访2家，下午走访3家，共走访5家: a stated sum of figures that the same message gives is the same work once more, and is not added to them. */
export function withoutToldAgain(entries: EntryContent[]): EntryContent[] {
  const increments = entries.flatMap(entry => entry.metrics).filter(isPlain);
  return entries.map(entry => {
    const metrics = entry.metrics.filter(metric => !isToldAgain(metric, { entry, increments }));
    return metrics.length === entry.metrics.length ? entry : { ...entry, metrics };
  });
}

function isPlain({ kind, value, approximate }: MetricReading): boolean {
  return kind === 'increment' && value !== null && approximate === null;
}

function isToldAgain(metric: MetricReading, { entry, increments }: { entry: EntryContent; increments: readonly MetricReading[] }): boolean {
  if (!isPlain(metric)) return false;
  const others = increments.filter(other => other !== metric && other.name === metric.name && other.unit === metric.unit);
  const sum = others.reduce((all, { value }) => all + (value ?? 0), 0);
  if (others.length === 0 || sum !== metric.value) return false;
  // Said as a sum behind another figure of it, not in front as the whole of which parts follow.
  const said = new RegExp(`(?:${others.length > 1 ? '合计|总计|共计|一共|总共|共|[=＝]' : '合计|总计'})[^，。；\\d]{0,8}${metric.value}(?![\\d.])`);
  return said.test(entry.raw) && increments.indexOf(metric) > increments.indexOf(others[0] ?? metric);
}
