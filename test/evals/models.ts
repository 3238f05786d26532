import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bureau } from '../../src/bureau/bureau.ts';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { loadPrompts } from '../../src/bureau/load-prompts.ts';
import { parseInstant } from '../../src/domain/date.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { Answer } from '../../src/knowledge/answer.ts';
import { composeAnswer } from '../../src/knowledge/composing/compose-answer.ts';
import { type Corpus, openCorpus } from '../../src/knowledge/corpus.ts';
import { surerReading } from '../../src/ledgers/model-reading/surer-reading.ts';
import { readMessage } from '../../src/ledgers/read-message.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { ChatModel } from '../../src/models/chat-model.ts';
import type { Models } from '../../src/models/models.ts';
import { createOpenaiServer } from '../../src/models/openai-compatible/server.ts';
import { honestScripts } from '../helpers/honest-writer.ts';
import { ScriptedModel } from '../helpers/scripted-model.ts';
import { memoryBlobs } from '../knowledge/memory-blobs.ts';
import { type ExtractionResult, judge, withPeople } from './extract.ts';
import type { ExtractionCase } from './extraction-case.ts';
import { readGoldMessages } from './gold-messages.ts';
import { type Answerable, isHit } from './law.ts';
import { readOwnMessages } from './own-messages.ts';
import { formatShare } from './wilson.ts';

const PATIENCE_MS = 60_000;
/** Nobody keeps a book of an evaluation. */
const trail = { begin: async () => 'eval', end: async () => undefined, skip: () => undefined };

/** The server that the environment names; a script that does what it is asked where it names none. */
export function chatModel(): ChatModel {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey = 'none', OPENAI_MODEL: model } = process.env;
  if (!baseUrl || !model)
    return new ScriptedModel({
      ...honestScripts,
      intent: { intent: 'chitchat', confidence: 0 },
      extract: { entries: [] },
      'propose-section': { section: null, reason: '' },
    });
  const config = { baseUrl, apiKey, model, embeddingBatch: 1, inFlight: 4, fetch: globalThis.fetch };
  return createOpenaiServer(config, { clock: { now: () => Date.now() }, logger: silentLogger, random: Math.random, trail }).chat;
}

export function deadline(chat: ChatModel): number {
  return chat instanceof ScriptedModel ? 1 : Date.now() + PATIENCE_MS;
}

export interface Columns {
  models: Models;
  bureau: Bureau;
}

export function line(name: string, without: string, withModel: string): void {
  console.log(`${name.padEnd(14, '　')}${without.padEnd(24)}${withModel}`);
}

async function lawColumns({ models, bureau }: Columns, corpus: Corpus, gold: { built: string; answerable: Answerable[] }): Promise<void> {
  const asked = gold.answerable.filter(({ citations }) => citations.some(({ corpus_path }) => corpus_path !== undefined));
  const options = { bureau, asOf: gold.built };
  const answers: { question: Answerable; plain: Answer; worded: Answer }[] = [];
  for (const question of asked) {
    const plain = corpus.ask(question.question, options);
    const worded = await composeAnswer(plain, {
      models,
      corpus,
      options,
      bureau,
      question: question.question,
      asker: 'eval',
      deadline: deadline(models.chat),
    });
    answers.push({ question, plain, worded });
  }
  const hits = (which: 'plain' | 'worded', first: boolean): string =>
    `${answers.filter(one => isHit(one[which], one.question, first)).length}/${asked.length}`;
  line('引用命中', hits('plain', false), hits('worded', false));
  line('首条即是', hits('plain', true), hits('worded', true));
  const taken = answers.filter(({ plain, worded }) => worded.text !== plain.text && !worded.text.endsWith('（未用模型作答）')).length;
  line('采用模型措辞', '—', `${taken}/${answers.filter(({ plain }) => plain.answered).length}`);
}

/** Every case as the model makes it surer, beforehand, because judging is not to wait. */
async function surerReadings(cases: readonly ExtractionCase[], bureau: Bureau, models: Models): Promise<typeof readMessage> {
  const readings = new Map<string, Reading>();
  const keyOf = (text: string, at: number): string => `${at} ${text}`;
  for (const { text, at: sent, from, quote } of cases) {
    const at = parseInstant(sent) ?? 0;
    const reading = readMessage(text, { bureau, reporter: from, at, ...(quote === undefined ? {} : { quote }) });
    const doubt = { models, bureau, text, quote: quote ?? '', at, department: from.department, asker: 'eval', deadline: deadline(models.chat) };
    readings.set(keyOf(text, at), (await surerReading(reading, doubt)).reading);
  }
  return (text, context) => readings.get(keyOf(text, context.at)) ?? readMessage(text, context);
}

export async function messageColumns(
  name: string,
  set: { cases: ExtractionCase[]; people: Record<string, string> },
  { models, bureau }: Columns,
): Promise<void> {
  const own = withPeople(bureau, set.people);
  const without = judge(name, set.cases, own);
  const withModel = judge(name, set.cases, own, await surerReadings(set.cases, own, models));
  const figures = ({ f1, wronglyRecorded }: ExtractionResult): string => `F1 ${f1.toFixed(3)}　误记${wronglyRecorded}`;
  line(`${name} 意图`, formatShare(without.intent), formatShare(withModel.intent));
  line(`${name} 指标`, figures(without), figures(withModel));
}

/** `npm run eval -- models`: the gold sets without and with a model, side by side; a real one when OPENAI_BASE_URL and OPENAI_MODEL are set. */
export async function run(): Promise<void> {
  const bureau = await loadBureau(join(projectRoot, 'data'));
  const refusals = new Map<string, number>();
  const count = (rule: string): void => void refusals.set(rule, (refusals.get(rule) ?? 0) + 1);
  const models: Models = { chat: chatModel(), prompts: await loadPrompts(join(projectRoot, 'data')), refused: ({ rules }) => rules.forEach(count) };
  line(`模型：${models.chat.name}`, '不用模型', '用模型');
  const shared = join(projectRoot, '..', 'shared');
  const gold = join(shared, 'gold');
  if (existsSync(gold)) {
    const corpus = await openCorpus({ blobs: memoryBlobs() });
    await corpus.ingestPaths([join(shared, 'corpus', 'laws')], { bureau: 'shared' });
    await lawColumns(
      { models, bureau },
      corpus,
      JSON.parse(readFileSync(join(gold, 'law_questions.json'), 'utf8')) as { built: string; answerable: Answerable[] },
    );
    await messageColumns('gold消息', readGoldMessages(join(gold, 'staff_messages.json')), { models, bureau });
  }
  for (const [name, file] of [
    ['自写·公开', 'messages-open.yaml'],
    ['别的单位·公开', 'bureaus-open.yaml'],
  ] as const) {
    const own = readOwnMessages(file);
    await messageColumns(name, { cases: own.messages, people: own.people }, { models, bureau });
  }
  console.log(`没有采用的生成，按原因：${[...refusals].map(([rule, times]) => `${rule} ${times}`).join('，') || '无'}`);
}
