import type { MetricKind } from '../domain/quantity.ts';
import { numbersText } from './entry-line.ts';

interface NewMetricText {
  name: string;
  unit: string;
  kind: MetricKind;
  departments: readonly string[];
  entries: readonly { number: string }[];
}

const MOST_LISTED = 12;
const kindWords: Record<MetricKind, string> = { increment: '增量', cumulative: '累计', level: '存量', rate: '比率' };

/** 新指标 — what was reported under words that no ledger has, as proposals to the editor. */
export function newMetricList(metrics: readonly NewMetricText[]): string {
  const [first] = metrics;
  if (!first) return '今年报的数都对上了台账里的指标，没有新指标。';
  const lines = metrics
    .slice(0, MOST_LISTED)
    .map(
      ({ name, unit, kind, departments, entries }) =>
        `- ${name}（${unit}，${kindWords[kind]}）：${departments.join('、')}报过${entries.length}次〔${numbersText(entries.slice(-3))}〕`,
    );
  const more = metrics.length - MOST_LISTED;
  return [
    `**台账里没有、按原话记下的${metrics.length}个指标**`,
    ...lines,
    ...(more > 0 ? [`- 还有${more}个`] : []),
    `要固定下来的，在 data/bureau/ledgers 相应台账的 metrics 里加一行，如 { name: ${first.name}, units: [${first.unit}], kind: ${first.kind} }；和已有指标是一回事的，加到它的 aliases。以后报的就按它计。`,
  ].join('\n');
}

/** In the notice to editors, where there are any. */
export function newMetricsNote(count: number): string {
  return count === 0 ? '' : `这周有${count}个台账里没有的指标，按原话记下了，回“新指标”看。`;
}
