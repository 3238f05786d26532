import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { bareMagnitude, mayStandFor } from '../../language/units.ts';
import type { FigureWindow } from './figure-window.ts';
import { stripFillers } from './filler-words.ts';

const genericWords =
  /第?[一二三四五六][场期批轮]|第\d{1,2}[场期批轮]|合计|总数|企业|全科|全股|全体|公司|人员|群众|干部|职工|同志|人|参加|到场|参与|工作|情况|开展|组织|举办|进行|的|了|记|都|本周|现场|活动|吧|多|有|在|对(?!接)|和|与|共|实际|以上|请/g;

/** True when the words around a number name nothing: then it is the ledger's first metric of that unit. */
export function isBare(window: FigureWindow): boolean {
  if (window.isBorrowed) return restOf(window.right).length <= 2;
  return restOf(window.left).length <= 1 && restOf(window.right).length <= 1;
}

/** What stands beside a bare number after all: 过 of 5个过了. */
export function restOf(words: string): string {
  return stripFillers(words).replace(genericWords, '');
}

/** The first metric of the ledger that takes this unit and is not yet used in the entry. */
export function defaultMetric(ledger: Ledger, quantity: Quantity, used: ReadonlySet<string>): MetricDefinition | undefined {
  const fits = (metric: MetricDefinition): boolean =>
    metric.kind !== 'rate' && metric.kind !== 'level' && !metric.name.endsWith('量') && !used.has(metric.name);
  const exact = ledger.metrics.find(metric => fits(metric) && metric.units.includes(quantity.unit));
  if (quantity.unit === '') return undefined;
  const sameClass = (unit: string): boolean => mayStandFor(quantity.unit, unit);
  return (
    exact ??
    ledger.metrics.find(
      metric => fits(metric) && (bareMagnitude(quantity.unit) !== undefined ? metric.units.includes('万元') : metric.units.some(sameClass)),
    )
  );
}
