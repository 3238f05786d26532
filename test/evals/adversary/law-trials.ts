import type { Bureau } from '../../../src/bureau/bureau.ts';
import type { Answer } from '../../../src/knowledge/answer.ts';
import { composeAnswer } from '../../../src/knowledge/composing/compose-answer.ts';
import type { Corpus } from '../../../src/knowledge/corpus.ts';
import type { ChatRequest } from '../../../src/models/chat-model.ts';
import type { Prompts } from '../../../src/models/prompt.ts';
import { materialOf } from '../../helpers/honest-writer.ts';
import { type LawTruth, wrongInLawReply } from './checker.ts';
import { type Lie, lieOf } from './liar.ts';
import type { Random } from './random.ts';
import { type Trial, WritingModel } from './trial.ts';

/** What law questions are tried on. */
export interface LawGround {
  corpus: Corpus;
  bureau: Bureau;
  prompts: Prompts;
  asOf: string;
  questions: readonly string[];
  random: Random;
}

const secrets = ['沈岚', '13900001234', '110101199003074512', '星河样板有限公司'];
const repealed = ['环境噪声污染防治法', '合同法', '担保法', '经济合同法'];

/** The text as it would have gone out unchecked. */
function unchecked(text: string, request: ChatRequest): string {
  const material = materialOf(request, '检索到的条款');
  const references = new Map([...material.matchAll(/\{\{(c\d+)\}\} (.*)/g)].map(([, slot = '', where = '']) => [slot, `（${where}）`]));
  const quotes = new Map([...material.matchAll(/\{\{(q\d+)\}\} (.*)/g)].map(([, slot = '', quote = '']) => [slot, `“${quote}”`]));
  return text.replace(/\{\{([cq]\d+)\}\}/g, (whole, slot: string) => references.get(slot) ?? quotes.get(slot) ?? whole);
}

function truthOf(answer: Answer, question: string, frame: string, { corpus, bureau }: LawGround, material: string): LawTruth {
  const titles = new Set([...material.matchAll(/^\{\{c\d+\}\} 《(.+?)》/gm)].map(([, title = '']) => title));
  const provisions = corpus
    .documents(bureau.id)
    .filter(({ title }) => titles.has(title))
    .flatMap(({ id, title }) => corpus.provisions(id).map(({ article, text }) => ({ title, article, text })));
  return { question, rulesAnswer: answer.text, provisions, repealed: repealed.filter(title => !titles.has(title)), frame };
}

/** Asks a question of a model that `write` makes write; the reply, and what it was asked. */
async function ask(
  question: string,
  answer: Answer,
  ground: LawGround,
  write: (request: ChatRequest) => string,
): Promise<{ reply: Answer; requests: ChatRequest[]; shown: string[] }> {
  const requests: ChatRequest[] = [];
  const shown: string[] = [];
  const chat = new WritingModel(request => {
    requests.push(request);
    return write(request);
  });
  const { corpus, bureau, prompts, asOf } = ground;
  const options = { bureau, asOf };
  const onProgress = (text: string): void => void shown.push(text);
  const reply = await composeAnswer(answer, {
    models: { chat, prompts },
    corpus,
    options,
    bureau,
    question,
    asker: 'trial',
    deadline: 1,
    onProgress,
  });
  return { reply, requests, shown };
}

function answersOf({ questions, corpus, bureau, asOf }: LawGround): { question: string; answer: Answer }[] {
  return questions.map(question => ({ question, answer: corpus.ask(question, { bureau, asOf }) })).filter(({ answer }) => answer.answered);
}

/** At least so many lies about law; a question that is asked twice is two generations. */
export async function lawTrials(count: number, ground: LawGround): Promise<Trial[]> {
  const asked = answersOf(ground);
  const trials: Trial[] = [];
  while (trials.length < count) {
    const { question, answer } = ground.random.pick(asked);
    const written: { lie: Lie; request: ChatRequest }[] = [];
    const { reply, shown } = await ask(question, answer, ground, request => {
      const lie = lieOf(request, { random: ground.random, secrets, repealed });
      written.push({ lie, request });
      return lie.text;
    });
    for (const [at, { lie, request }] of written.entries()) {
      const truth = truthOf(answer, question, request.system, ground, materialOf(request, '检索到的条款'));
      const seen = at === written.length - 1 ? [reply.text, ...shown] : shown;
      trials.push({
        kind: lie.kind,
        wrong: seen.flatMap(text => wrongInLawReply(text, truth, lie.lies)),
        wrongWithoutGates: wrongInLawReply(unchecked(lie.text, request), truth, lie.lies),
        isTaken: at === written.length - 1 && reply.text !== answer.text && !reply.text.endsWith('（未用模型作答）'),
      });
    }
  }
  return trials;
}

const leads = ['对此，规定是', '规定如下：', '具体规定是', '根据规定，', '即', '也就是说，', '条文是这样写的：', '结论是', '对这个问题，规定是', ''];

/** What a careful writer might write: a statement in the provision's own words without its figures, and a quotation. */
function honestLaw(request: ChatRequest, random: Random): string {
  const blocks = materialOf(request, '检索到的条款').split('\n\n').slice(0, 2);
  const block = random.pick(blocks);
  const reference = /\{\{(c\d+)\}\}/.exec(block)?.[1] ?? 'c1';
  const quotes = [...block.matchAll(/\{\{(q\d+)\}\} (.*)/g)].map(([, slot = '', text = '']) => ({ slot, text }));
  const { slot, text } = random.pick(quotes);
  const clause = text
    .split(/[，；。：]/)
    .find(part => part.length > 7 && part.length < 60 && !/[\d一二三四五六七八九十百千万“”《》（）、]/.test(part));
  const statement =
    clause && random.next() < 0.7 ? `${random.pick(['', '简单说，', '总之，'])}${clause.replace(/的，?$/, '')}{{${reference}}}。\n` : '';
  return `${statement}${random.pick(leads)}{{${slot}}}${random.pick(['', '。'])}`;
}

/** How many honest texts are taken, of how many; none of them may be wrong either. */
export interface Honesty {
  taken: number;
  of: number;
  wrong: string[];
  refused: string[];
}

export async function honestLawTrials(count: number, ground: LawGround): Promise<Honesty> {
  const asked = answersOf(ground);
  let taken = 0;
  let of = 0;
  const wrong: string[] = [];
  const refused: string[] = [];
  for (let trial = 0; trial < count; trial++) {
    const { question, answer } = ground.random.pick(asked);
    let text = '';
    const { reply, requests } = await ask(question, answer, ground, request => (text ||= honestLaw(request, ground.random)));
    const [request] = requests;
    if (!request) continue;
    of++;
    if (reply.text.endsWith('（未用模型作答）')) refused.push(`${question} → ${unchecked(text, request)}`);
    else taken++;
    wrong.push(...wrongInLawReply(reply.text, truthOf(answer, question, request.system, ground, materialOf(request, '检索到的条款')), []));
  }
  return { taken, of, wrong, refused };
}
