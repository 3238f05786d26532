import type { Ledger } from '../../domain/ledger.ts';
import { candidatesFor } from './candidates.ts';
import type { Clause } from './clauses.ts';
import { windowOf } from './figure-window.ts';
import { keywordText } from './keyword-text.ts';
import type { Lexicon } from './lexicon.ts';

/** 台账归属的依据 — how strongly some words speak for each ledger. */
export type LedgerScores = Map<Ledger, number>;

/** 分句的依据 — what the keywords and the numbers of one clause say; read once, added up as clauses join. */
export interface Evidence {
  keywords: LedgerScores;
  metrics: LedgerScores;
}

/** 台账的选择 — a ledger and how sure that is. */
export interface Choice {
  ledger: Ledger;
  score: number;
}

/** Many numbers do not outvote the name of the event: 恳谈会 stays one, however many questions were asked there. */
const mostFromNumbers = 45;

function raise(scores: LedgerScores, ledger: Ledger, by: number): void {
  scores.set(ledger, (scores.get(ledger) ?? 0) + by);
}

const courses = /^(?:专题|业务|政策)?(?:培训|讲座|宣讲|座谈|对接会|恳谈会|竞赛)/;

/** Longer keywords count quadratically: 公平竞争审查 decides, 审查 hints. */
export function keywordScores(text: string, lexicon: Lexicon): LedgerScores {
  const spans = new Map<Ledger, { start: number; end: number }[]>();
  const hits = lexicon.keywords.find(keywordText(text)).sort((a, b) => b.end - b.start - (a.end - a.start));
  // 专精特新申报培训 is a 培训: the last word of a Chinese phrase says what it is.
  const head = text.replace(/(?:活动|工作|会|班|了|[，。；\s])+$/, '').length;
  const scores: LedgerScores = new Map();
  for (const { start, end, targets } of hits) {
    for (const ledger of targets) {
      const taken = spans.get(ledger) ?? [];
      if (taken.some(span => span.start < end && start < span.end)) continue;
      spans.set(ledger, [...taken, { start, end }]);
      // 数字化转型培训班 is a training, whatever it was about.
      if (courses.test(text.slice(end)) && !courses.test(text.slice(start))) continue;
      const isHead = ledger.eventMetric !== null && end === head;
      // 数据安全培训 到了40家: the name of the event stands by itself in front.
      const isTitle = ledger.eventMetric !== null && isTitleEnd(text, end);
      raise(scores, ledger, (end - start) ** 2 + (isTitle ? 20 : isHead ? 10 : 0));
    }
  }
  return scores;
}

function isTitleEnd(text: string, end: number): boolean {
  return /^(?:活动|会|班)?[ ：]/.test(text.slice(end)) && !/[\d，；。：]/.test(text.slice(0, end));
}

/** The reading of a number that fits best speaks for its ledger; what also fits only whispers. */
function metricScores(clause: Clause, lexicon: Lexicon): LedgerScores {
  const scores: LedgerScores = new Map();
  clause.quantities.slice(0, 12).forEach(({ quantity }, index) => {
    const best = new Map<Ledger, number>();
    for (const { ledger, score } of candidatesFor(quantity, windowOf(clause, index), { lexicon, ledger: null })) {
      best.set(ledger, Math.max(best.get(ledger) ?? 0, score));
    }
    const top = Math.max(0, ...best.values());
    for (const [ledger, score] of best) raise(scores, ledger, score * (score === top ? 0.5 : 0.2));
  });
  return scores;
}

/** What one clause says about the ledger. */
export function evidenceOf(clause: Clause, lexicon: Lexicon): Evidence {
  return { keywords: keywordScores(clause.text, lexicon), metrics: metricScores(clause, lexicon) };
}

/** Adds the evidence of a clause to that of the clauses before it. */
export function addEvidence(total: Evidence, more: Evidence): void {
  for (const [ledger, score] of more.keywords) raise(total.keywords, ledger, score);
  for (const [ledger, score] of more.metrics) raise(total.metrics, ledger, score);
}

/** No evidence yet. */
export function noEvidence(): Evidence {
  return { keywords: new Map(), metrics: new Map() };
}

/** The ledger that the evidence speaks for; null when nothing does. `near`, the ledger of the words before, decides a tie. */
export function chooseLedger(evidence: Evidence, department: string, near: Ledger | null = null): Choice | null {
  let best: Choice | null = null;
  for (const ledger of new Set([...evidence.keywords.keys(), ...evidence.metrics.keys()])) {
    const closeness = near === null ? 0 : ledger === near ? 6 : ledger.section === near.section ? 4 : 0;
    const own = ledger.departments.includes(department) ? 4 : 0;
    const score = (evidence.keywords.get(ledger) ?? 0) + Math.min(mostFromNumbers, evidence.metrics.get(ledger) ?? 0) + closeness + own;
    if (best === null || score > best.score) best = { ledger, score };
  }
  return best;
}

/** The ledger that some clauses together are about. */
export function ledgerOfClauses(clauses: readonly Clause[], lexicon: Lexicon, department: string): Ledger | null {
  const total = noEvidence();
  for (const clause of clauses) addEvidence(total, evidenceOf(clause, lexicon));
  return chooseLedger(total, department)?.ledger ?? null;
}
