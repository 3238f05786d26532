import type { Bureau } from '../../bureau/bureau.ts';
import type { Ledger, MetricDefinition } from '../../domain/ledger.ts';
import { foldConfusable } from '../../language/confusable.ts';
import { comparable } from './filler-words.ts';
import { shippedKinds } from './kinds/learned-kinds.ts';
import { type ChooseKind, chooseKindBy } from './kinds/settle-kinds.ts';
import { vocabularyOf } from './name-fit.ts';
import { KnownNames } from './naming/known-names.ts';
import { type Naming, shippedNaming } from './naming/names-file.ts';
import { TermIndex } from './term-index.ts';
import { isOnlyWork, isWork } from './work-words.ts';

/** 指标词条 — a defined metric with the ledger that it stands in. */
export interface MetricTerm {
  ledger: Ledger;
  metric: MetricDefinition;
  /** The alias is a word like 企业 or 参加, which fits many metrics and so says little. */
  isGeneric: boolean;
  /** The alias is also a keyword of its ledger (走访, 培训): it may open a clause as its verb. */
  isKeyword: boolean;
  /** The alias is a bare verb like 办结 or 答复: it means the metric of the ledger at hand, never another's. */
  isBareVerb: boolean;
  /** Runs of letters of the metric's own names, folded. */
  vocabulary: ReadonlySet<string>;
  /** The term is a name that an editor joined into the metric: it stands for what was said. */
  joined: string | null;
  /** Words that its ledger goes by and no other metric of it is called, folded. */
  topics: readonly string[];
}

/** 词典 — the words of a bureau's ledgers, made ready once for matching. */
export interface Lexicon {
  keywords: TermIndex<Ledger>;
  metrics: TermIndex<MetricTerm>;
  ledgers: Ledger[];
  /** The metrics by name, for figures told in words that no alias has. */
  known: KnownNames;
  /** How such figures, and those that no metric fits, get their names. */
  naming: Naming;
  /** The names that a name is never taken for, by the word of an editor. */
  apartFrom(name: string): readonly string[];
  /** Of what kind a figure is that no metric fits. */
  chooseKind: ChooseKind;
}

const genericWords =
  /其余|剩余|剩下|企业|公司|单位|人员|群众|干部|职工|同志|人|参加|参会|到场|参与|工作|情况|开展|组织|举办|进行|活动|来|覆盖|惠及|涉及|问题|事项|项目|文件|资料/g;

function isGenericWord(folded: string): boolean {
  return folded.replace(foldedGenericWords, '') === '';
}

const bareVerbs = new Set(
  [
    '办结',
    '答复',
    '受理',
    '整改',
    '解决',
    '转办',
    '处理',
    '完成',
    '落实',
    '化解',
    '移交',
    '通过',
    '合格',
    '反馈',
    '当场答复',
    '现场答复',
    '修改',
    '在办',
    '正在办理',
    '还有',
    '审结',
    '送达',
  ].map(comparable),
);

const foldedGenericWords = new RegExp(foldConfusable(genericWords.source), 'g');

/** 接待来访 is also said 来访接待. */
function bothOrders(name: string): string[] {
  const [first, second] = [name.slice(0, 2), name.slice(2)];
  return name.length === 4 && isWork(first) !== isWork(second) ? [name, second + first] : [name];
}

function build(bureau: Bureau): Lexicon {
  const keywords = new TermIndex<Ledger>();
  const metrics = new TermIndex<MetricTerm>();
  const known = new KnownNames();
  for (const ledger of bureau.ledgers) {
    for (const word of new Set([ledger.name, ...ledger.keywords].map(foldConfusable))) keywords.add(word, ledger);
    const own = new Set(ledger.keywords.map(comparable));
    for (const metric of ledger.metrics) {
      const use = { units: metric.units, kind: metric.kind, definition: { ledger, metric } };
      known.add(metric.name, use);
      for (const name of metric.joined ?? []) known.add(name, { ...use, countedAs: metric.name });
      const names = [...new Set([metric.name, ...metric.aliases].flatMap(bothOrders).map(comparable))].filter(word => word !== '');
      const acts = new Set(metric.aliases.filter(isOnlyWork).map(comparable));
      const others = new Set(ledger.metrics.filter(other => other !== metric).flatMap(other => [other.name, ...other.aliases].map(comparable)));
      const topics = [ledger.name, ...ledger.keywords.filter(word => !others.has(comparable(word)))].map(comparable).filter(word => word.length >= 2);
      const vocabulary = vocabularyOf(names);
      const joined = new Map((metric.joined ?? []).flatMap(name => bothOrders(name).map(form => [comparable(form), name])));
      for (const word of names)
        metrics.add(word, {
          ledger,
          metric,
          isGeneric: isGenericWord(word),
          isKeyword: own.has(word),
          isBareVerb: bareVerbs.has(word) || acts.has(word),
          vocabulary,
          joined: joined.get(word) ?? null,
          topics,
        });
    }
  }
  const apartFrom = (name: string): readonly string[] => bureau.decided?.apartFrom(name) ?? [];
  const naming = shippedNaming();
  return { keywords, metrics, ledgers: bureau.ledgers, known, naming, chooseKind: chooseKindBy(shippedKinds()), apartFrom };
}

const lexicons = new WeakMap<Bureau, Lexicon>();

/** The lexicon of a bureau, built at first use and kept as long as the bureau is. */
export function lexiconOf(bureau: Bureau): Lexicon {
  let lexicon = lexicons.get(bureau);
  if (lexicon === undefined) {
    lexicon = build(bureau);
    lexicons.set(bureau, lexicon);
  }
  return lexicon;
}
