import type { Approximation, Quantity } from '../domain/quantity.ts';

/** A quantity as a report prints it: 3100余份, 近80人, 约30人, 6—8家, 1.2亿元; a masked figure prints as it was masked. */
export function formatQuantity(quantity: Pick<Quantity, 'value' | 'unit' | 'approximate'> & Partial<Pick<Quantity, 'min' | 'max' | 'raw'>>): string {
  const { value, unit, approximate, min, max } = quantity;
  if (approximate === 'range' && min !== undefined && max !== undefined) return `${min}—${max}${unit}`;
  if (value === null) return quantity.raw ?? `**${unit}`;
  const digits = formatNumber(value);
  if (approximate === 'at-least') return formatAtLeast(digits, unit);
  if (approximate === 'at-most') return `近${digits}${unit}`;
  if (approximate === 'about') return `约${digits}${unit}`;
  return `${digits}${unit}`;
}

function formatAtLeast(digits: string, unit: string): string {
  // 余 stands behind a round whole number; 1.3万元余 and 82%余 are not Chinese.
  return /0$/.test(digits) && !/[%‰分]/.test(unit) && !digits.includes('.') ? `${digits}余${unit}` : `${digits}${unit}以上`;
}

/** Decimals as reported, without thousands commas, as a running 公文 text has them. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
}

const money: Record<string, number> = { 元: 1, 千元: 1000, 万元: 10_000, 亿元: 100_000_000 };

/** A money amount in another money unit; undefined when either unit is not money. */
export function convertMoney(value: number, from: string, to: string): number | undefined {
  const source = money[from];
  const target = money[to];
  return source === undefined || target === undefined
    ? undefined
    : Number((BigInt(Math.round(value * 10_000)) * BigInt(source)).toString()) / 10_000 / target;
}

function decimalPlaces(value: number): number {
  return (String(value).split('.')[1] ?? '').length;
}

function addDecimals(left: number, right: number): number {
  // Nearly all counts are whole, and whole numbers need no decimal places.
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left + right;
  const places = Math.max(decimalPlaces(left), decimalPlaces(right));
  return Number((left + right).toFixed(places));
}

function mergeApproximation(left: Approximation | null, right: Approximation | null): Approximation | null {
  if (left === right || right === null) return left;
  return left === null ? right : 'about';
}

/**
 * Adds exactly, in decimal. 余 and 近 propagate: an exact figure and a 余 make a 余, a 余 and a 近 make a 约. A range or masked figure cannot be
 * added: then the sum has value null. Units are converted only between money units; a list of other mixed units keeps the first unit.
 */
export function sumQuantities(list: readonly Quantity[]): Quantity {
  const first = list[0];
  if (first === undefined) return { value: 0, unit: '', approximate: null, raw: '' };
  let value: number | null = 0;
  let approximate: Approximation | null = null;
  for (const quantity of list) {
    const amount =
      quantity.value === null
        ? null
        : quantity.unit === first.unit
          ? quantity.value
          : (convertMoney(quantity.value, quantity.unit, first.unit) ?? quantity.value);
    value = value === null || amount === null ? null : addDecimals(value, amount);
    approximate = mergeApproximation(approximate, quantity.approximate);
  }
  return { value, unit: first.unit, approximate, raw: list.map(quantity => quantity.raw).join('＋') };
}
