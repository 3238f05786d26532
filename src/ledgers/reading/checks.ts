import type { EntryContent, MetricReading } from '../../domain/entry.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { valueIn } from '../../language/convert-unit.ts';

/** 核对 — one stated sum or rate, checked. */
export type Check = EntryContent['checks'][number];

const exhaustive = /其余|剩下|剩余|余下|还有|还剩|另(?!外|行)|其中|分别|全部/;

function isExact(metric: MetricReading): metric is MetricReading & { value: number } {
  return metric.value !== null && metric.approximate === null;
}

function sum(values: readonly number[]): number {
  return Number(values.reduce((total, value) => total + value, 0).toPrecision(12));
}

/** Parts of one total; those that the message names are kept apart from the metrics of a ledger (转办—住建 is not beside 解决问题). */
function partsOf(total: MetricReading, metrics: MetricReading[]): MetricReading[] {
  return metrics.filter(metric => metric !== total && metric.partOf === total.name && metric.kind !== 'rate');
}

function checkTotal(total: MetricReading, parts: MetricReading[], text: string): Check | null {
  if (!isExact(total) || parts.length === 0 || !parts.every(isExact)) return null;
  const values = parts.flatMap(part => valueIn(part, total.unit) ?? []);
  if (values.length < parts.length) return null;
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return checkPart(total, only);
  const check = checkOfSum(values, total.value);
  if (check.holds) return check;
  // Fewer parts than the total is no mistake unless the message says that they are all of it.
  const claimsAll = exhaustive.test(text) || parts.every(({ isNew }) => isNew);
  return sum(values) > total.value || claimsAll ? check : null;
}

/** 收集3条，解决5条: a part of the same days cannot be more than the whole. */
function checkPart(total: MetricReading, part: MetricReading): Check | null {
  const isMore = (part.value ?? 0) > (total.value ?? 0) && part.kind === 'increment' && total.kind === 'increment' && part.unit === total.unit;
  return isMore ? { text: `${part.name}${part.value}多于${total.name}${total.value}`, holds: false } : null;
}

function checkRate(rate: MetricReading, metrics: MetricReading[], ledger: Ledger): Check | null {
  const parts = ledger.metrics.find(metric => metric.name === rate.name)?.rate;
  const numerator = metrics.find(metric => metric.name === parts?.numerator);
  const denominator = metrics.find(metric => metric.name === parts?.denominator);
  if (
    numerator === undefined ||
    denominator === undefined ||
    rate.inferred ||
    !isExact(rate) ||
    !isExact(numerator) ||
    !isExact(denominator) ||
    denominator.value === 0
  )
    return null;
  const top = valueIn(numerator, denominator.unit);
  if (top === null) return null;
  const places = (String(rate.value).split('.')[1] ?? '').length;
  const actual = (top / denominator.value) * 100;
  const holds = Math.abs(actual - rate.value) <= 0.5 * 10 ** -places + 1e-9;
  const shown = `${top}/${denominator.value}`;
  return { text: holds ? `${shown}=${rate.value}%` : `${shown}=${Number(actual.toFixed(Math.max(places, 1)))}%，与${rate.value}%不符`, holds };
}

/** 3+4=7, or 3+4=7，与8不符: the sum is written as it comes out, so that what is shown is always true. */
export function checkOfSum(values: readonly number[], said: number): Check {
  const actual = `${values.join('+')}=${sum(values)}`;
  const holds = sum(values) === said;
  return { text: holds ? actual : `${actual}，与${said}不符`, holds };
}

/** 39次、5次、10次，共54次: a sum at the end of figures of one unit. */
function checkSum(metrics: readonly MetricReading[], text: string): Check | null {
  const [, said, unit] = /[，,、；](?:一共|总共|共计|合计|总计|共)\s*(\d+)\s*([一-龥]{1,2})[。；]?\s*$/.exec(text) ?? [];
  const alike = metrics.filter(metric => metric.unit === unit && metric.kind !== 'rate');
  if (said === undefined || alike.length < 3 || !alike.every(isExact)) return null;
  return checkOfSum(
    alike.map(({ value }) => value ?? 0),
    Number(said),
  );
}

/** 3家+4家+5家=12家: a figure that was written with its parts. */
function checkAddition(metric: MetricReading): Check | null {
  const [parts, said] = metric.raw.split('=');
  if (parts === undefined || said === undefined || !isExact(metric)) return null;
  return checkOfSum(
    [...parts.matchAll(/\d+/g)].map(([digits]) => Number(digits)),
    metric.value,
  );
}

/** Every stated total and rate of an entry whose parts are stated too. */
export function checksOf(metrics: MetricReading[], ledger: Ledger | null, text: string): Check[] {
  const totals = metrics.flatMap(metric => {
    const parts = partsOf(metric, metrics);
    const named = parts.filter(({ isNew }) => isNew);
    return [
      checkTotal(
        metric,
        parts.filter(part => !named.includes(part)),
        text,
      ),
      checkTotal(metric, named, text),
    ];
  });
  const rates = ledger === null ? [] : metrics.filter(metric => metric.kind === 'rate').map(metric => checkRate(metric, metrics, ledger));
  return [...totals, ...rates, ...metrics.map(checkAddition), checkSum(metrics, text)].filter(check => check !== null);
}
