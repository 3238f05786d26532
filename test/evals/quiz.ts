import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { BLANK, type QuizKind, type QuizQuestion } from '../../src/domain/quiz.ts';
import { openCorpus } from '../../src/knowledge/corpus.ts';
import { questionsFrom } from '../../src/learning/quiz/make-questions.ts';
import { inTurn, seededOrder } from '../../src/learning/seeded-order.ts';
import { shelfOf, studyTexts } from '../../src/learning/shelf.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';

const laws = join(projectRoot, '..', 'shared', 'corpus', 'laws');
const WANTED = 200;
const AS_OF = '2026-11-21';
const kinds: readonly QuizKind[] = ['period', 'figure', 'authority', 'yes-no'];

/** A law as its file has it, without spaces, by article: nothing of how questions are made or checked is used to read it. */
interface RawLaw {
  name: string;
  whole: string;
  articles: Map<string, string>;
}

function bare(text: string): string {
  return text.replace(/[\s\u3000*#>]+/g, '');
}

function readRaw(path: string): RawLaw {
  const lines = readFileSync(path, 'utf8')
    .replace(/^---[\s\S]*?---/, '')
    .split('\n');
  const articles = new Map<string, string>();
  let current = '';
  for (const line of lines) {
    const article = /^[\s\u3000*#]*(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)/.exec(line)?.[1];
    if (article) current = article;
    // The next chapter's heading is no part of the article before it.
    if (/^[\s\u3000*#]*第[一二三四五六七八九十百]+[编章节]/.test(line)) current = '';
    if (current) articles.set(current, `${articles.get(current) ?? ''}${bare(line)}`);
  }
  return { name: path, whole: bare(lines.join('\n')), articles };
}

/** Only one run of characters differs; how long it is on both sides. */
function differs(a: string, b: string): { from: string; to: string } {
  let [start, end] = [0, 0];
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return { from: a.slice(start, a.length - end), to: b.slice(start, b.length - end) };
}

/** What is wrong with a question, judged by the raw text of its law and of all others; empty when its key stands. */
export function faultsOf(question: QuizQuestion, corpus: readonly RawLaw[]): string[] {
  const [, title = '', article = ''] = /^《(.+?)》(第[^条]+条(?:之[一二三四五六七八九十]+)?)/.exec(question.reference) ?? [];
  const text = corpus.find(({ name, articles }) => name.includes(title) && articles.get(article)?.includes(bare(question.explanation)));
  if (!text) return [`原文不在《${title}》${article}`];
  const isLaw = (sentence: string): boolean => corpus.some(({ whole }) => whole.includes(bare(sentence)));
  const { stem, options, answer, explanation, kind } = question;
  if (kind === 'yes-no') {
    if (isLaw(stem)) return answer === 0 ? [] : ['判错的题干是原文'];
    const { from, to } = differs(explanation, stem);
    const isSmall = from.length <= 14 && to.length <= 14;
    return answer === 1 && isSmall ? [] : ['判对的题干不是原文，或改动不止一处'];
  }
  const filled = options.map(option => stem.split(BLANK).join(option));
  return [
    stem.split(BLANK).length === 2 ? '' : '不止一个空',
    new Set(options).size === 4 ? '' : '选项重复',
    filled[answer] === explanation ? '' : '填上答案不是原文',
    ...filled.map((sentence, index) => (index !== answer && isLaw(sentence) ? `选项${index + 1}也是法律原文` : '')),
  ].filter(fault => fault !== '');
}

/** 200 of the questions, the kinds and the laws by turns. */
function chosen(questions: readonly QuizQuestion[]): QuizQuestion[] {
  const queues = kinds.flatMap(kind => {
    const ofKind = seededOrder(
      questions.filter(question => question.kind === kind),
      kind,
      ({ key }) => key,
    );
    const laws = new Map<string, QuizQuestion[]>();
    for (const question of ofKind) {
      const law = question.reference.replace(/》.*$/, '');
      laws.set(law, [...(laws.get(law) ?? []), question]);
    }
    return [inTurn([...laws.values()])];
  });
  return inTurn(queues).slice(0, WANTED);
}

/** `npm run eval -- quiz [n]`: keys checked by rule against the laws' own files; with a number, so many questions to read. */
export async function run([shown = '0']: string[]): Promise<void> {
  if (!existsSync(laws)) return console.log('skipped: ../shared/corpus/laws is absent');
  const bureau = await loadBureau(join(projectRoot, 'data'));
  // What the bureau studies, and all other laws that somebody has checked to be in force.
  const checked = bureau.validity.filter(({ status }) => status === 'in-force' || status === 'amended').map(({ title }) => title);
  const titles = [...new Set([...bureau.studyList, ...checked])];
  const files = readdirSync(laws, { recursive: true, encoding: 'utf8' }).filter(name => /\.(md|txt)$/.test(name));
  const listed = files.filter(name => !/司法解释|部门规章/.test(name) && titles.some(title => name.includes(title)));
  const corpus = await openCorpus({ blobs: memoryBlobs() });
  await corpus.ingestPaths(
    listed.map(name => join(laws, name)),
    { bureau: 'shared' },
  );
  const shelf = shelfOf(corpus, { bureau, reader: bureau.id, asOf: AS_OF });
  const texts = studyTexts(shelf, titles);
  const all = texts.flatMap(document => questionsFrom(shelf, document));
  const questions = chosen(all);
  const raw = files.map(name => readRaw(join(laws, name)));
  const wrong = questions.flatMap(question => {
    const faults = faultsOf(question, raw);
    return faults.length > 0 ? [{ question, faults }] : [];
  });
  const count = (list: readonly QuizQuestion[], kind: QuizKind): string => `${kind} ${list.filter(one => one.kind === kind).length}`;
  console.log(`${all.length} questions from ${texts.length} laws: ${kinds.map(kind => count(all, kind)).join(', ')}`);
  console.log(`${questions.length} looked at: ${kinds.map(kind => count(questions, kind)).join(', ')}; wrong keys: ${wrong.length}`);
  for (const { question, faults } of wrong) console.log(JSON.stringify({ faults, ...question }));
  for (const question of seededOrder(questions, `read ${shown}`, ({ key }) => key).slice(0, Number(shown)))
    console.log(
      `\n${question.reference} [${question.kind}]\n${question.stem}\n${question.options.map((option, index) => `${index === question.answer ? '*' : ' '}${option}`).join('  ')}\n—— ${question.explanation}`,
    );
}
