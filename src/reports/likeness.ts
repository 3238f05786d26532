/** 相似度 — characters that two texts share, two by two, over the shorter one: 1 for a text inside another, 0 for nothing in common. */
export function likeness(a: string, b: string): number {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < a.length; i++) pairs.add(a.slice(i, i + 2));
  let shared = 0;
  for (let i = 0; i + 1 < b.length; i++) if (pairs.has(b.slice(i, i + 2))) shared++;
  return shared / Math.max(Math.min(a.length, b.length) - 1, 1);
}
