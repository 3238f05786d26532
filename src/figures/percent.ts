/** A share in percent with one decimal, rounded half up on exact integers. */
export function percent(part: number, whole: number): number {
  const places = 10 ** Math.max(decimals(part), decimals(whole));
  const scaled = (2_000 * Math.round(Math.abs(part) * places) + Math.round(whole * places)) / (2 * Math.round(whole * places));
  return (Math.sign(part) * Math.floor(scaled)) / 10;
}

function decimals(value: number): number {
  return String(value).split('.')[1]?.length ?? 0;
}
