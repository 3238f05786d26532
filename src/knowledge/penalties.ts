import { findArticles, formatArticle } from './article-number.ts';
import { type DocumentPlace, provisionAt } from './corpus-view.ts';
import type { RetrievedPassage } from './retrieve.ts';

/** How many of the best passages are duties whose penalties are looked for. */
const DUTIES = 6;
/** A penalty is as near to the question as the duty that it punishes, and a little less. */
const NEARLY = 0.95;
const amongPenalties = /法律责任|罚则/;

const known = new WeakMap<DocumentPlace, Map<string, number[]>>();

function isPenalty(hit: Pick<RetrievedPassage, 'segment' | 'passage'>): boolean {
  return provisionAt(hit).path.some(heading => amongPenalties.test(heading));
}

/** 违反本法第二十七条、第三十条规定的: passages among the penalties by the articles of the same document whose breach they punish. */
function penaltiesIn(place: DocumentPlace): Map<string, number[]> {
  const made = known.get(place);
  if (made) return made;
  const byDuty = new Map<string, number[]>();
  for (let passage = place.first; passage < place.end; passage++) {
    const hit = { segment: place.segment, passage };
    if (!isPenalty(hit)) continue;
    const { text } = provisionAt(hit);
    // 《刑法》第X条 is another law's article.
    const own = findArticles(text).filter(({ start }) => text[start - 1] !== '》');
    for (const duty of new Set(own.map(formatArticle))) byDuty.set(duty, [...(byDuty.get(duty) ?? []), passage]);
  }
  known.set(place, byDuty);
  return byDuty;
}

/** 罚则 — the passages found, and beside each of the best duties the article of the same law that says what its breach costs. */
export function withPenalties(hits: readonly RetrievedPassage[]): RetrievedPassage[] {
  const found = [...hits];
  const duties = hits.slice(0, DUTIES).filter(hit => !isPenalty(hit));
  for (const { place, score, ...duty } of duties) {
    for (const passage of penaltiesIn(place).get(provisionAt(duty).article ?? '') ?? []) {
      const at = found.findIndex(other => other.place === place && other.passage === passage);
      const linked = { segment: place.segment, passage, place, score: score * NEARLY };
      if (at < 0) found.push(linked);
      else if ((found[at]?.score ?? 0) < linked.score) found[at] = { ...found[at], ...linked };
    }
  }
  return found;
}

/** Asked what a breach costs, the article that says so comes before the duty that it punishes. */
export function penaltyFirst(ranked: readonly RetrievedPassage[]): RetrievedPassage[] {
  const [first] = ranked;
  if (!first || isPenalty(first)) return [...ranked];
  const punishing = penaltiesIn(first.place).get(provisionAt(first).article ?? '') ?? [];
  const penalty = ranked.find(hit => hit.place === first.place && punishing.includes(hit.passage));
  return penalty ? [{ ...penalty, score: first.score }, ...ranked.filter(hit => hit !== penalty)] : [...ranked];
}
