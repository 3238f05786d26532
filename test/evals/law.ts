import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import type { Answer } from '../../src/knowledge/answer.ts';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import type { AskingBureau } from '../../src/knowledge/document-weights.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { loadOwnLawQuestions, type OwnLawQuestion } from '../../training/law-questions.ts';
import { comparableTitle, loadStatuteQuestions } from '../../training/statute-questions.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';
import { offTopicQuestions } from './off-topic.ts';
import { formatShare, type Share } from './wilson.ts';

const AS_OF = '2026-11-20';

export interface Answerable {
  id: string;
  question: string;
  citations: { law: string; article: string; corpus_path?: string }[];
}

interface LawQuestions {
  built: string;
  answerable: Answerable[];
  unanswerable: { id: string; question: string }[];
  stale_traps: { id: string; question: string; stale_source: string }[];
}

/** 法规答复得分. */
export interface LawScore {
  citationHit: string;
  firstIsHit: string;
  quotesExact: string;
  refusedRightly: string;
  falseRefusals: string;
  staleAnsweredAsInForce: string;
  offTopicRefused: string;
  layQuestionsRefused: string;
}

/** 自拟问题得分 — of one set of our own questions; the threshold of refusal is judged on the sets that it was not set on. */
export interface OwnLawScore {
  citationHit: Share;
  firstIsHit: Share;
  /** Answerable questions that were refused: the first error of the threshold. */
  falseRefusals: Share;
  /** Questions that no law answers, and that were answered: its second error. */
  answeredOffTopic: Share;
}

function articleOf(label: string | null): string {
  return /第.*?条(?:之[一二三四五六七八九十]+)?/.exec(label ?? '')?.[0] ?? '';
}

export function isHit(answer: Pick<Answer, 'citations'>, question: Answerable, first: boolean): boolean {
  const cited = first ? answer.citations.slice(0, 1) : answer.citations;
  return cited.some(citation =>
    question.citations.some(
      ({ law, article }) => comparableTitle(law) === comparableTitle(citation.document) && article === articleOf(citation.article),
    ),
  );
}

function share(part: number, whole: number): string {
  return `${part}/${whole}`;
}

function countOf<T>(list: readonly T[], holds: (one: T) => boolean): Share {
  return { hits: list.filter(holds).length, of: list.length };
}

/** Asks our own questions, `open` ones that were built with, or others that were not. */
function scoreOwnQuestions(corpus: Corpus, bureau: AskingBureau, set: OwnLawQuestion['set']): OwnLawScore {
  const asked = loadOwnLawQuestions()
    .filter(question => question.set === set)
    .map(question => ({ question, answer: corpus.ask(question.text, { bureau, asOf: AS_OF }) }));
  const answerable = asked.filter(({ question }) => question.articles.length > 0);
  const offTopic = asked.filter(({ question }) => question.articles.length === 0);
  const cites = (answer: Answer, wanted: readonly string[], depth: number): boolean =>
    answer.citations
      .slice(0, depth)
      .some(({ document, article }) =>
        [comparableTitle(document) + articleOf(article), comparableTitle(document)].some(name => wanted.includes(name)),
      );
  return {
    citationHit: countOf(answerable, ({ answer, question }) => cites(answer, question.articles, 3)),
    firstIsHit: countOf(answerable, ({ answer, question }) => cites(answer, question.articles, 1)),
    falseRefusals: countOf(answerable, ({ answer }) => !answer.answered),
    answeredOffTopic: countOf(offTopic, ({ answer }) => answer.answered),
  };
}

/** Asks every gold question of a corpus; `show` gets each question with its answer, `layStep` takes every so many lay questions. */
export function scoreLaw(
  corpus: Corpus,
  bureau: AskingBureau,
  shared: string,
  { show = () => undefined, layStep = 1 }: { show?: (id: string, question: string, answer: Answer) => void; layStep?: number } = {},
): LawScore {
  const gold = JSON.parse(readFileSync(join(shared, 'gold', 'law_questions.json'), 'utf8')) as LawQuestions;
  const all: Answer[] = [];
  const ask = (id: string, question: string): Answer => {
    const answer = corpus.ask(question, { bureau, asOf: gold.built });
    all.push(answer);
    show(id, question, answer);
    return answer;
  };
  const present = gold.answerable.filter(question => question.citations.some(citation => citation.corpus_path !== undefined));
  const answers = present.map(question => ({ question, answer: ask(question.id, question.question) }));
  const absent = [...gold.unanswerable, ...gold.answerable.filter(question => !present.includes(question))].map(({ id, question }) =>
    ask(id, question),
  );
  const traps = gold.stale_traps.map(({ id, question }) => ask(id, question));
  const offTopic = offTopicQuestions.map((question, index) => ask(`OFF${index}`, question));
  const lay = loadStatuteQuestions(shared)
    .filter((_, at) => at % layStep === 0)
    .map(({ text }) => corpus.ask(text, { bureau, asOf: gold.built }));
  const quotes = [...all, ...lay].flatMap(answer => answer.citations);
  const exact = quotes.filter(({ provisionId, quote }) => corpus.provision(provisionId)?.text.includes(quote));
  const asLaw = traps.filter(answer =>
    answer.citations.some(
      citation =>
        citation.validity === 'in-force' && citation.effectiveOn !== null && /环境保护法|危险化学品|治安管理|仲裁法/.test(citation.document),
    ),
  );
  return {
    citationHit: share(answers.filter(({ answer, question }) => isHit(answer, question, false)).length, answers.length),
    firstIsHit: share(answers.filter(({ answer, question }) => isHit(answer, question, true)).length, answers.length),
    quotesExact: share(exact.length, quotes.length),
    refusedRightly: share(absent.filter(answer => !answer.answered).length, absent.length),
    falseRefusals: share(answers.filter(({ answer }) => !answer.answered).length, answers.length),
    staleAnsweredAsInForce: share(asLaw.length, traps.length),
    offTopicRefused: share(offTopic.filter(answer => !answer.answered).length, offTopic.length),
    layQuestionsRefused: share(lay.filter(answer => !answer.answered).length, lay.length),
  };
}

/** Prints citation hits, exact quotes, refusals and stale traps; `--show` prints every answer too. */
export async function run(args: readonly string[]): Promise<void> {
  const shared = join(projectRoot, '..', 'shared');
  if (!existsSync(shared)) {
    console.log('没有找到测评材料（../shared），跳过法规答复测评。');
    return;
  }
  const corpus = await openCorpus({ blobs: memoryBlobs() });
  await corpus.ingestPaths([join(shared, 'corpus', 'laws'), join(shared, 'reports')], { bureau: 'shared' });
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const show = args.includes('--show')
    ? (id: string, question: string, answer: Answer) => console.log(`\n[${id}] ${question}\n${answer.text}`)
    : () => undefined;
  console.log(scoreLaw(corpus, bureau, shared, { show }));
  for (const [name, set] of [
    ['自拟问题（开发时用过）', 'open'],
    ['自拟问题（留出）', 'held'],
    ['自拟问题（盲测）', 'blind'],
  ] as const) {
    const { citationHit, firstIsHit, falseRefusals, answeredOffTopic } = scoreOwnQuestions(corpus, bureau, set);
    console.log(`${name}\t引用命中 ${formatShare(citationHit)}\t首条即是 ${formatShare(firstIsHit)}\t误拒 ${formatShare(falseRefusals)}`);
    if (answeredOffTopic.of > 0) console.log(`${name}\t拒答门槛：该拒而答 ${formatShare(answeredOffTopic)}，该答而拒 ${formatShare(falseRefusals)}`);
  }
}
