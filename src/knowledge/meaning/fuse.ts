import type { RetrievedPassage } from '../retrieve.ts';

/** Cormack, Clarke and Büttcher, SIGIR 2009: far enough from 0 that one list's first place alone decides nothing. */
const DAMPING = 60;

function nameOf({ segment, passage }: RetrievedPassage): string {
  return `${segment.segment.id}#${passage}`;
}

/**
 * 合并 — weighted reciprocal rank fusion: the place in each list counts, not its scores, which lie on different scales.
 * `say` is how much the second counts beside the first.
 * Scores of the result are those of the first list, rank by rank, so that whoever judges by them goes on judging on one scale.
 */
export function fuse(first: readonly RetrievedPassage[], second: readonly RetrievedPassage[], say = 1): RetrievedPassage[] {
  const fused = new Map<string, { hit: RetrievedPassage; sum: number }>();
  const lists = [
    { list: first, share: 1 },
    { list: second, share: say },
  ];
  for (const { list, share } of lists)
    list.forEach((hit, rank) => {
      const known = fused.get(nameOf(hit)) ?? { hit, sum: 0 };
      fused.set(nameOf(hit), { hit: known.hit, sum: known.sum + share / (DAMPING + rank + 1) });
    });
  let last = 0;
  return [...fused.values()]
    .sort((a, b) => b.sum - a.sum)
    .map(({ hit }, rank) => {
      last = first[rank]?.score ?? last;
      return { ...hit, score: last };
    });
}
