import type { Ledger } from '../../domain/ledger.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { MetricTerm } from './lexicon.ts';
import { unitScore } from './unit-fit.ts';

export interface Hit {
  start: number;
  end: number;
  term: MetricTerm;
}

/** Where the number stands in the joined words, and where the opening verb ends (0: there is none). */
interface Sides {
  boundary: number;
  verbEnd: number;
  /** Metrics whose term opens the words: 承办人大建议 counts the part that the verb has, not all that is 承办. */
  opened: ReadonlySet<string>;
}

/** How much one hit says: long words say more, and words near the number more than words far from it. */
function hitScore({ start, end, term }: Hit, { boundary, verbEnd, opened }: Sides): number {
  const isLeft = end <= boundary;
  const isRight = start >= boundary;
  const distance = isLeft ? boundary - end : isRight ? start - boundary : 0;
  const length = end - start;
  if (length === 1) return distance > 0 && start > 0 ? 0 : 8;
  // 走访专精特新企业5家: the verb that opens the clause says what was done, its object only to whom.
  if (start === 0 && end === verbEnd) return length * 10 + 15;
  const isObject = verbEnd > 0 && start >= verbEnd && isLeft && !opened.has(term.metric.partOf ?? '');
  const base = length * (term.isGeneric || isObject ? 5 : 10);
  return Math.max(1, base - Math.min(12, distance * 2) - (isRight && !isLeft ? 3 : 0));
}

/** The best hits of one metric that do not overlap, at most two: 还有…在沟通 says more than 政协提案 alone. */
export function totalScore(hits: Hit[], sides: Sides): number {
  const ranked = hits.map(hit => ({ hit, score: hitScore(hit, sides) })).sort((a, b) => b.score - a.score);
  const first = ranked[0];
  if (first === undefined) return 0;
  const second = ranked.find(({ hit }) => hit.end <= first.hit.start || hit.start >= first.hit.end);
  return first.score + (second?.score ?? 0);
}

/** The longest term with which the words before the number begin, when more terms follow it and its unit fits. */
export function openingVerb(hits: Hit[], quantity: Quantity, { boundary, ledger }: { boundary: number; ledger: Ledger | null }): number {
  const mayOpen = ({ term }: Hit): boolean => !term.isGeneric && (ledger === null ? term.isKeyword : term.ledger === ledger);
  const openers = hits.filter(
    hit => hit.start === 0 && hit.end >= 2 && hit.end <= boundary && mayOpen(hit) && unitScore(quantity, hit.term.metric) !== undefined,
  );
  const verbEnd = Math.max(0, ...openers.map(({ end }) => end));
  return hits.some(({ start, end }) => start >= verbEnd && end <= boundary) ? verbEnd : 0;
}
