import type { Total } from '../domain/total.ts';
import { valueIn } from '../language/convert-unit.ts';
import { addUp, canAdd } from './add-up.ts';
import { percent } from './percent.ts';

/** 增减 — how a later total differs from an earlier one. */
export interface Change {
  difference: number;
  unit: string;
  /** Percent with one decimal; null from 0, and of a rate. */
  growth: number | null;
}

/** Null where one of the two is not known, or they count in different units. */
export function changeBetween(before: Total, after: Total, accepted: readonly string[]): Change | null {
  const [from, to] = [before.quantity, after.quantity];
  if (!from || !to || from.value === null || to.value === null || !canAdd(from.unit, to.unit, accepted)) return null;
  const base = valueIn(from, to.unit);
  if (base === null) return null;
  const difference = addUp([{ quantity: to }, { quantity: { ...from, value: -from.value } }], to.unit).value ?? 0;
  const growth = after.kind === 'rate' || !base ? null : percent(difference, base);
  return { difference, unit: to.unit, growth };
}
