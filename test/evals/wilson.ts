/** 比率与区间 — a share with its count and its 95 % Wilson interval. */
export interface Share {
  hits: number;
  of: number;
}

export function wilson({ hits, of }: Share): [number, number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const share = hits / of;
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** `0.950 (76/80, 0.88–0.98)`. */
export function formatShare(share: Share): string {
  const [low, high] = wilson(share);
  return `${share.of === 0 ? '—' : (share.hits / share.of).toFixed(3)} (${share.hits}/${share.of}, ${low.toFixed(2)}–${high.toFixed(2)})`;
}
