import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Provision } from '../../src/domain/provision.ts';
import { BLANK, isPass, type QuizQuestion } from '../../src/domain/quiz.ts';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { dailyLesson, lessonFrom } from '../../src/learning/lesson.ts';
import { assemblePaper } from '../../src/learning/quiz/assemble-paper.ts';
import { authoritiesOf } from '../../src/learning/quiz/authority.ts';
import { checkQuestion } from '../../src/learning/quiz/check-question.ts';
import { tokensOf } from '../../src/learning/quiz/clause-token.ts';
import { questionsFrom } from '../../src/learning/quiz/make-questions.ts';
import { quizSentences } from '../../src/learning/quiz/quiz-sentence.ts';
import { looksLikeAnswers, readAnswers } from '../../src/learning/quiz/read-answers.ts';
import { type Shelf, shelfOf, studyTexts, textsInForce } from '../../src/learning/shelf.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';

const laws = join(projectRoot, '..', 'shared', 'corpus', 'laws');

async function shelf(asOf: string, more: string[] = []): Promise<Shelf> {
  const bureau = await sampleBureau();
  const corpus = await openCorpus({ blobs: memoryBlobs() });
  await corpus.ingestPaths([join(projectRoot, 'data', 'corpus'), ...more], { bureau: 'shared' });
  return shelfOf(corpus, { bureau, reader: bureau.id, asOf });
}

/** The whole text of a document, and one article of it. */
function basisOf(corpus: Pick<Corpus, 'provisions'>, { provisionId }: QuizQuestion): { article: string; document: string } {
  const passages = corpus.provisions(provisionId.replace(/#\d+$/, ''));
  return { article: passages.find(({ id }) => id === provisionId)?.text ?? '', document: passages.map(({ text }) => text).join('\n') };
}

describe('what of a sentence can be asked', () => {
  it.each([
    ['应当在验收合格后三十日内付清货款', ['三十日']],
    ['应当自收到之日起15个工作日内答复', ['15个工作日']],
    ['处一万元以上五万元以下罚款', ['一万元以上五万元以下']],
    ['不得超过合同金额的百分之五', ['百分之五']],
    ['每年3月20日前报送', []],
    ['自2025年8月1日起施行，有效期五年', ['五年']],
    ['第一次被处罚的', []],
    ['二人以上分别实施侵权行为', []],
    ['检查人员不得少于两人', ['两人']],
    ['由其中一人代书', []],
  ])('%s → %j', (sentence, texts) => {
    expect(tokensOf(sentence).map(({ text }) => text)).toEqual(texts);
  });

  it.each([
    ['样表由国务院应急管理部门会同国务院财政部门拟订', ['国务院应急管理部门']],
    ['由有关主管部门责令改正', []],
    ['由其上级机关责令改正', []],
    ['由县级以上人民政府统计机构责令改正', ['县级以上人民政府统计机构']],
  ])('%s is done by %j', (sentence, texts) => {
    expect(authoritiesOf(sentence).map(({ text }) => text)).toEqual(texts);
  });
});

describe('sentences that can be asked alone', () => {
  const provision = (text: string): Provision => ({
    id: 'd#0',
    documentId: 'd',
    article: '第一条',
    path: [],
    text,
    order: 0,
    place: { unit: 'line', number: 1 },
  });

  it.each([
    ['a rule that stands by itself', '收货单位应当在验收合格后三十日内付清货款。', 1],
    ['a rule whose exception follows', '收货单位应当在验收合格后三十日内付清货款。但是，合同另有约定的，从其约定。', 0],
    ['a rule that other law may change', '收货单位应当在验收合格后三十日内付清货款。法律、行政法规另有规定的，依照其规定。', 0],
    ['a sentence that leans on the one before', '前款规定的货款应当在验收合格后三十日内付清。', 0],
  ])('%s', (_, text, expected) => {
    expect(quizSentences(provision(text))).toHaveLength(expected);
  });
});

describe('checkQuestion', () => {
  const article = '采购单位收到货物后应当在十个工作日内完成验收。无正当理由不验收的，超过期限的次日视为验收合格。';
  const basis = { article, document: `${article}\n受理科室应当在五个工作日内决定是否受理。` };
  const good: QuizQuestion = {
    key: 'k',
    kind: 'period',
    provisionId: 'p',
    reference: '《某办法》第六条',
    stem: `采购单位收到货物后应当在${BLANK}内完成验收。`,
    options: ['五个工作日', '七个工作日', '十个工作日', '十五个工作日'],
    answer: 2,
    explanation: '采购单位收到货物后应当在十个工作日内完成验收。',
  };
  const statement: QuizQuestion = {
    ...good,
    kind: 'yes-no',
    stem: '采购单位收到货物后应当在十五个工作日内完成验收。',
    options: ['对', '错'],
    answer: 1,
  };

  it.each<[string, Partial<QuizQuestion>, QuizQuestion]>([
    ['a key that is not what the article says', { answer: 0 }, good],
    ['an explanation that is not the article’s own words', { explanation: '采购单位收到货物后应当在10个工作日内完成验收。' }, good],
    ['two options that mean the same', { options: ['5个工作日', '五个工作日', '十个工作日', '十五个工作日'] }, good],
    ['an option of another unit', { options: ['五日', '七个工作日', '十个工作日', '十五个工作日'] }, good],
    ['a true statement called false', { stem: good.explanation }, statement],
    ['a false statement called true', { answer: 0 }, statement],
    ['a statement that says may where the law says must, since who must, may', { stem: '采购单位收到货物后可以在十个工作日内完成验收。' }, statement],
    ['a statement that differs in words nobody can weigh', { stem: '采购单位收到货物后应当在十个工作日内组织验收。' }, statement],
  ])('refuses %s', (_, change, question) => {
    expect(checkQuestion(question, basis)).toEqual([]);
    expect(checkQuestion({ ...question, ...change }, basis)).not.toEqual([]);
  });

  it('refuses a blank that another article fills with a wrong option', () => {
    const document = `${basis.document}\n采购单位收到货物后应当在七个工作日内完成验收。`;
    expect(checkQuestion(good, { article, document })).toEqual(['别的条文也能填这个空']);
  });
});

describe('answers in plain text', () => {
  it.each([
    ['1A2B3C', 3, [0, 1, 2]],
    ['1a 2b 3c', 3, [0, 1, 2]],
    ['1.A，2.B，3.对', 3, [0, 1, 0]],
    ['ABC', 3, [0, 1, 2]],
    ['1A 3C', 3, [0, null, 2]],
    ['我的答案：1A2错', 2, [0, 1]],
    ['１Ａ２Ｂ', 2, [0, 1]],
  ])('%s', (text, questions, answers) => {
    expect(looksLikeAnswers(text)).toBe(true);
    expect(readAnswers(text, questions)).toEqual(answers);
  });

  it.each(['A', '3B', '第3题B', 'ｃ'])('%s answers one question', text => {
    expect(looksLikeAnswers(text)).toBe(true);
  });

  it.each(['本周走访企业12家', '对', 'E', '3楼B', '第1条改成13家', '好的', 'ABCE', '1家2户'])('%s is no answer', text => {
    expect(looksLikeAnswers(text)).toBe(false);
  });

  it('passes with six of ten', () => {
    expect([isPass(3, 5), isPass(2, 5), isPass(6, 10), isPass(5, 10), isPass(0, 0)]).toEqual([true, false, true, false, false]);
  });
});

describe('lessons', () => {
  it('are quoted letter by letter from law in force that somebody has checked, one after the other', async () => {
    const sample = await shelf('2026-11-21');
    const { studyList } = await sampleBureau();
    const seen = new Set<string>();
    for (let turn = 0; turn < 12; turn++) {
      const lesson = dailyLesson(sample, studyList, turn);
      expect(lesson?.citation.validity).toBe('in-force');
      expect(lesson?.citation.checkedTo).not.toBeNull();
      const passage = sample.corpus.provisions(lesson?.citation.documentId ?? '').find(({ id }) => id === lesson?.citation.provisionId);
      expect(passage?.text).toContain(lesson?.citation.quote);
      seen.add(lesson?.citation.provisionId ?? '');
    }
    expect(seen.size).toBe(12);
  });

  it('are never taken from a law that is not in force yet, has ended, or was never checked', async () => {
    const before = await shelf('2025-07-01');
    expect(textsInForce(before, ['青禾区保障中小企业货款支付办法（示例）'])).toEqual([]);
    const after = await shelf('2031-01-01');
    expect(studyTexts(after, ['青禾区保障中小企业货款支付办法（示例）']).map(({ title }) => title)).not.toContain(
      '青禾区保障中小企业货款支付办法（示例）',
    );
    const bureau = await sampleBureau({ validity: [] });
    const unchecked = shelfOf(after.corpus, { bureau, reader: bureau.id, asOf: '2026-11-21' });
    expect([studyTexts(unchecked, []), lessonFrom(unchecked, [], 'seed')]).toEqual([[], null]);
  });
});

describe('a paper', () => {
  it('has no question twice, none of a used provision, and is the same for the same seed', async () => {
    const sample = await shelf('2026-11-21');
    const request = { count: 6, studyList: [], seed: 'a', used: new Set<string>() };
    const first = assemblePaper(sample, request);
    expect(first).toHaveLength(6);
    expect(new Set(first.map(({ provisionId }) => provisionId)).size).toBe(6);
    expect(assemblePaper(sample, request)).toEqual(first);
    const second = assemblePaper(sample, { ...request, used: new Set(first.map(({ provisionId }) => provisionId)) });
    expect(second.filter(question => first.some(({ provisionId }) => provisionId === question.provisionId))).toEqual([]);
  });
});

describe.skipIf(!existsSync(laws))('questions from national laws', () => {
  let questions: QuizQuestion[] = [];
  let library: Shelf;

  beforeAll(async () => {
    const { studyList } = await sampleBureau();
    const files = readdirSync(laws, { recursive: true, encoding: 'utf8' }).filter(
      name => !/司法解释|部门规章/.test(name) && studyList.some(title => title !== '民法典' && name.includes(title)),
    );
    library = await shelf(
      '2026-11-21',
      files.map(name => join(laws, name)),
    );
    questions = studyTexts(library, studyList).flatMap(document => questionsFrom(library, document));
  });

  it('number more than a hundred, none with a key that its article does not prove', () => {
    expect(questions.length).toBeGreaterThan(100);
    const wrong = questions.filter(question => checkQuestion(question, basisOf(library.corpus, question)).length > 0);
    expect(wrong).toEqual([]);
  });

  it('give each kind its share, and no position of the key away', () => {
    const of = (kind: QuizQuestion['kind']): QuizQuestion[] => questions.filter(question => question.kind === kind);
    expect([of('period').length, of('figure').length, of('authority').length].every(count => count >= 3)).toBe(true);
    const judged = of('yes-no').filter(({ answer }) => answer === 0).length / of('yes-no').length;
    expect(judged).toBeGreaterThan(0.35);
    expect(judged).toBeLessThan(0.65);
    const chosen = questions.filter(({ kind }) => kind !== 'yes-no');
    for (const position of [0, 1, 2, 3]) expect(chosen.filter(({ answer }) => answer === position).length / chosen.length).toBeLessThan(0.45);
  });

  it('falsify nothing of the constitution', () => {
    expect(questions.filter(({ reference, kind }) => reference.startsWith('《宪法》') && kind === 'yes-no')).toEqual([]);
  });
});
