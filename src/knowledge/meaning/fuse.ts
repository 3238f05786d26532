import type { RetrievedPassage } from '../retrieve.ts';

/** Cormack, Clarke and Büttcher, SIGIR 2009: far enough from 0 that one list's first place alone decides nothing. */
const DAMPING = 60;
/** The words have the larger say: a bureau's embedding model may be a weak one. `npm run eval -- meaning` shows what vectors that know nothing cost. */
const SECOND = 0.5;

function nameOf({ segment, passage }: RetrievedPassage): string {
  return `${segment.segment.id}#${passage}`;
}

/**
 * 合并 — weighted reciprocal rank fusion: the place in each list counts, not its scores, which lie on different scales.
 * Scores of the result are those of the first list, rank by rank, so that whoever judges by them goes on judging on one scale.
 */
export function fuse(first: readonly RetrievedPassage[], second: readonly RetrievedPassage[]): RetrievedPassage[] {
  const fused = new Map<string, { hit: RetrievedPassage; sum: number }>();
  const lists = [
    { list: first, share: 1 },
    { list: second, share: SECOND },
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
