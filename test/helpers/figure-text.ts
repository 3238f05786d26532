import type { MetricReading } from '../../src/domain/entry.ts';

const marks = { 'at-least': '余', 'at-most': '近', about: '约', range: '' };

/** `走访企业12家`, with 累计/现有/比率 in front where it is not an increment, and （推）where it was only said in words. */
export function figure(metric: MetricReading): string {
  const kind = { increment: '', cumulative: '累计', level: '现有', rate: '' }[metric.kind];
  return `${kind}${metric.name}${amount(metric)}${metric.inferred ? '（推）' : ''}`;
}

/** `余200份`, a range as `6—8家`, a masked or vague figure as `?家`. */
export function amount({ value, min, max, unit, approximate }: MetricReading): string {
  const number = value ?? (min === undefined ? '?' : `${min}—${max}`);
  return `${approximate === null ? '' : marks[approximate]}${number}${unit}`;
}
