import type { Bureau } from '../bureau/bureau.ts';
import type { Ledger, MetricDefinition } from '../domain/ledger.ts';
import { canAdd } from '../figures/add-up.ts';

/** What is said around a figure of an old report. */
export interface FigureContext {
  /** The clause up to the figure. */
  before: string;
  /** The clause behind it. */
  after: string;
  /** The sentence and the headings above it, which tell similar ledgers apart. */
  around: string;
  unit: string;
  /** The ledger of the figure before it in the same sentence, which mostly goes on. */
  ledger: string | null;
}

/** 指标对应 — the metric of this year's ledgers that an old figure most likely was. */
export interface MetricMatch {
  metric: MetricDefinition;
  ledger: Ledger;
  score: number;
}

/** Below it the words are too few to say what was counted; the figure is then left to a person. */
const leastScore = 4;

function pairs(name: string): string[] {
  const found: string[] = [];
  for (let at = 0; at + 1 < name.length; at += 2) found.push(name.slice(at, at + 2));
  return found;
}

/** Two characters mean something only close to the figure: 督导 at the far end of a clause is not what was counted. */
function isNear(name: string, { before, after }: FigureContext): boolean {
  return before.slice(-6).includes(name) || after.slice(0, 4).includes(name);
}

/** How well one name fits: said as such, best right before the figure; or all its parts said, in whatever order. */
function nameScore(name: string, context: FigureContext): number {
  const { before, after } = context;
  const clause = `${before}${after}`;
  if (name.length <= 2 && !isNear(name, context)) return 0;
  const at = before.lastIndexOf(name);
  if (at >= 0) return name.length * 2 + 2 - Math.min(before.length - at - name.length, 4);
  if (clause.includes(name)) return name.length * 2;
  const parts = name.length >= 4 && name.length % 2 === 0 ? pairs(name) : [];
  return parts.length > 0 && parts.every(part => clause.includes(part)) ? name.length + 1 : 0;
}

/** Papers are counted in 份, 本 or 册, whatever the ledger says. */
const papers = /^[份本册张]$/;

/** Whether a figure in this unit can be one of the metric. */
export function accepts(metric: MetricDefinition, unit: string): boolean {
  if (metric.kind === 'rate') return unit === '%' && metric.units.includes('%');
  return unit !== '%' && metric.units.some(own => canAdd(own, unit, metric.units) || (papers.test(own) && papers.test(unit)));
}

function scoreOf(metric: MetricDefinition, ledger: Ledger, context: FigureContext): number {
  if (!accepts(metric, context.unit)) return 0;
  const best = Math.max(nameScore(metric.name, context) + 1, ...metric.aliases.map(alias => nameScore(alias, context)));
  if (best <= 1) return 0;
  const keywords = ledger.keywords.filter(keyword => context.around.includes(keyword)).length;
  const sameLedger = context.ledger === ledger.id ? 2 : 0;
  const sameUnit = metric.units.includes(context.unit) ? 1 : 0;
  return best + Math.min(keywords, 3) + sameLedger + sameUnit;
}

/** The metric that the words around an old figure name, or null when none is named clearly enough. */
export function matchMetric(context: FigureContext, bureau: Pick<Bureau, 'ledgers'>): MetricMatch | null {
  let best: MetricMatch | null = null;
  for (const ledger of bureau.ledgers) {
    for (const metric of ledger.metrics) {
      const score = scoreOf(metric, ledger, context);
      if (score >= leastScore && score > (best?.score ?? 0)) best = { metric, ledger, score };
    }
  }
  return best && isSum.test(context.before) ? (wholeOf(best, bureau) ?? best) : best;
}

/** 共计, 合计 right before the figure: the whole is meant, although its parts are named. */
const isSum = /(?:共计|合计|总计)$/;

function wholeOf(match: MetricMatch, bureau: Pick<Bureau, 'ledgers'>): MetricMatch | null {
  for (const ledger of bureau.ledgers) {
    const metric = ledger.metrics.find(one => one.name === match.metric.partOf);
    if (metric) return { metric, ledger, score: match.score };
  }
  return null;
}
