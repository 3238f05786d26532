import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { allMatches } from '../../lib/all-matches.ts';
import { type FigureWindow, partners } from './figure-window.ts';
import { comparable } from './filler-words.ts';
import { type Hit, openingVerb, totalScore } from './hit-score.ts';
import type { Lexicon, MetricTerm } from './lexicon.ts';
import { isBareVerb } from './name-figure.ts';
import { wordsSay } from './says-metric.ts';
import { unitScore } from './unit-fit.ts';

/** 指标候选 — a defined metric that a number may mean, and how well it fits. */
export interface Candidate extends MetricTerm {
  score: number;
}

/** Who there is, and not who took part: 执法人员现有25人 is no 出动执法人员. */
const staffStock = /现有|在册|在编|在岗|实有|编制/;

const growth = /新增|新领|新办|新聘|新进|新入|新取得|新办|净增/;

function longestOf(list: readonly Hit[]): Hit {
  return list.reduce((most, hit) => (hit.end - hit.start > most.end - most.start ? hit : most));
}

/** Whether the longest of these words is as good a name in a ledger of another section. */
function isSaidElsewhere(list: readonly Hit[], hits: ReadonlyMap<MetricDefinition, readonly Hit[]>): boolean {
  const longest = longestOf(list);
  const isSame = (hit: Hit): boolean =>
    hit.start === longest.start && hit.end === longest.end && hit.term.ledger.section !== longest.term.ledger.section;
  return [...hits.values()].some(other => other.some(isSame));
}

/** “百企行”走访8家: a campaign's name is no metric's. */
const quoted = /[“「][^”」]*[”」]/g;

/** 化解51批, 收了9张: an act alone means the metric only in one of its own units. */
function isOnlyAct(list: readonly Hit[], left: string): boolean {
  return list.every(({ start, end, term }) => term.isBareVerb || end - start === 1 || isBareVerb(left.slice(start, end)));
}

/** 个 and people are said of everything. */
const takesAnyAct = /^个?$|^(?:人次?|名|位)$/;

/** 联合验收 is no 收, and 人员流转 no 转: letters that end a word of another meaning. */
const otherWords = /(?:[验征回吸没招丰接应税抢秋夏采营增减]收|[原未外往]来|[流周结中运]转|[行游送运]走|[签报达]到|[领起]跑)/g;

/** Which defined metrics a number may mean, best first. `ledger` is what the item is about, when that is known. */
export function candidatesFor(quantity: Quantity, window: FigureWindow, context: { lexicon: Lexicon; ledger: Ledger | null }): Candidate[] {
  const alone = { ...window, left: window.left.replace(quoted, '').replace(partners, '').replace(/达到/g, '') };
  const left = comparable(alone.left);
  const text = left + comparable(window.right);
  const hits = new Map<MetricDefinition, Hit[]>();
  const bound = new Set(allMatches(left, otherWords).map(({ index }) => index + 1));
  for (const hit of context.lexicon.metrics.find(text)) {
    if (hit.end - hit.start === 1 && bound.has(hit.start)) continue;
    for (const term of hit.targets) {
      const found = { start: hit.start, end: hit.end, term };
      const list = hits.get(term.metric);
      if (list === undefined) hits.set(term.metric, [found]);
      else list.push(found);
    }
  }
  const all = [...hits.values()].flat();
  const verbEnd = openingVerb(all, quantity, { boundary: left.length, ledger: context.ledger });
  const openers = all.filter(({ start, end }) => verbEnd > 0 && start === 0 && end === verbEnd);
  const opened = new Set(openers.map(({ term }) => term.metric.name));
  const candidates: Candidate[] = [];
  for (const list of hits.values()) {
    const term = list[0]?.term;
    const unit = term === undefined ? undefined : unitScore(quantity, term.metric, window.left);
    if (term === undefined || unit === undefined) continue;
    if (unit === 0 && isOnlyAct(list, left) && !takesAnyAct.test(quantity.unit)) continue;
    const near = context.ledger === null ? 0 : term.ledger === context.ledger ? 15 : term.ledger.section === context.ledger.section ? 3 : 0;
    const score = totalScore(list, { boundary: left.length, verbEnd, opened });
    // Words like 受理 or 办结 mean the metric of the ledger at hand; another ledger's has to be named.
    const isElsewhere =
      context.ledger !== null && term.ledger !== context.ledger && !context.ledger.metrics.some(({ name }) => name === term.metric.name);
    // 按时办结率 is said of everything: another ledger's rate goes by its full name only.
    const isOpen = context.ledger === null;
    // 发现问题 is said in ledgers of several sections, and so names none of them.
    const isNear = context.ledger?.section === term.ledger.section;
    if ((isOpen || (isElsewhere && !isNear)) && isSaidElsewhere(list, hits)) continue;
    if (isOpen && term.metric.kind === 'rate' && list.every(({ start, end }) => end - start <= 3)) continue;
    if (isElsewhere && term.metric.kind === 'rate' && !left.includes(comparable(term.metric.name))) continue;
    // 余下2条 is a part of what its own ledger counts.
    if (isElsewhere && !isNear && term.metric.partOf !== null && !context.ledger?.metrics.some(({ name }) => name === term.metric.partOf)) continue;
    if (isElsewhere && (score < 17 || list.every(hit => hit.term.isBareVerb || hit.term.isGeneric))) continue;
    // 企业 alone names no ledger, and 新增持证人员 is no stock of them.
    if (context.ledger === null && list.every(hit => hit.term.isGeneric)) continue;
    if (term.metric.kind === 'increment' && term.metric.units.every(unit => unit === '人次') && staffStock.test(window.left)) continue;
    if (term.metric.kind === 'level' && growth.test(window.left)) continue;
    if (score < 6 || (quantity.unit === '' && !list.some(hit => /^数?$/.test(left.slice(hit.end)) || hit.start >= left.length))) continue;
    // Asked last, because it looks at every word.
    if (window.isElsewhere === true || wordsSay(alone, quantity, list))
      candidates.push({ ...term, joined: longestOf(list).term.joined, score: score + unit + near });
  }
  return candidates.sort((a, b) => b.score - a.score);
}
