import type { Citation } from '../../domain/citation.ts';
import { dateOf } from '../../domain/date.ts';
import { answerCode } from '../../domain/feedback.ts';
import type { Answer } from '../../knowledge/answer.ts';
import { composeAnswer } from '../../knowledge/composing/compose-answer.ts';
import type { AskOptions } from '../../knowledge/corpus.ts';
import { brokenBasis, curatedFor } from '../../knowledge/curated.ts';
import { continuedQuestion, goesOnAsking } from '../../language/continued.ts';
import type { CuratedRow, TopicRow, Transaction } from '../../store/store.ts';
import { nothingToQuote } from '../../wording/bot.ts';
import { curatedAnswer, curationBroken, newTopic as newTopicBegun } from '../../wording/curated.ts';
import { forwardable, forwardOwnPaper, notForwardable, reference } from '../../wording/law.ts';
import { understoodAs } from '../../wording/model.ts';
import { answerButtons } from '../buttons.ts';
import { standaloneQuestion } from '../standalone-question.ts';
import { otherEditors } from '../tell-editors.ts';
import { forgetTopic, keepTopic, topicOf } from '../topic.ts';
import { type Action, answerBy, type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';

/** A topic goes cold: what was asked this long ago is not gone on with. */
const TOPIC_MS = 30 * 60_000;
const MOST_CURATED = 1000;

export function askingAs({ message }: Turn, { bureau, reader }: Services): AskOptions {
  return { bureau: { id: reader, validity: bureau.validity, contacts: bureau.contacts }, asOf: dateOf(message.at) };
}

/** 法规答复 — what was really asked (a few words go on with the last question), what is answered, and what writing it takes. */
export interface LawReply {
  question: string;
  answer: Answer;
  /** Curated answers that can no longer be given. */
  broken: { row: CuratedRow; basis: string }[];
}

/** 所问 — a question as it is meant, and the passage told just before when it goes on with that. */
export interface MeantQuestion {
  text: string;
  goesOn: boolean;
  told?: string;
}

/** The question that is meant: as a model puts it, where one is configured; else with the subject of the last one, when these are a few words that go on with it. */
export async function meantQuestion(turn: Turn, services: Services): Promise<MeantQuestion> {
  const { text, at } = turn.message;
  const rewritten = await standaloneQuestion(turn, services);
  // Where a model is asked and changes nothing, the words stand as they are.
  if (rewritten === text && (services.models !== undefined || !goesOnAsking(text))) return { text, goesOn: false };
  const previous = await topicOf(turn, services);
  if (previous?.kind !== 'law' || at - previous.at > TOPIC_MS) return { text, goesOn: false };
  const meant = rewritten === text ? continuedQuestion(previous.question, text) : rewritten;
  return { text: meant, goesOn: true, ...(previous.cited && { told: previous.cited.provisionId }) };
}

/** 答法 — by the bureau's own 口径 where one fits and still stands, else from the provisions. */
export async function askLaw({ text, told }: MeantQuestion, turn: Turn, services: Services): Promise<LawReply> {
  const options = { ...askingAs(turn, services), ...(told !== undefined && { told }) };
  const { rows } = await services.store.read({ bureau: services.bureau.id }, reader =>
    reader.find('curated', { index: 'byState', equals: ['current'], limit: MOST_CURATED }),
  );
  const row = curatedFor(text, rows);
  const basis = row && brokenBasis(row, services.corpus, options);
  if (row && basis === null) {
    const answer = fromCurated(row, options, services);
    if (answer) return { question: text, answer, broken: [] };
  }
  const answer = await worded(services.corpus.ask(text, options), { text, options }, turn, services);
  return { question: text, answer, broken: row && basis ? [{ row, basis }] : [] };
}

/** The same answer in a model's words, where one is configured. */
async function worded(answer: Answer, asked: { text: string; options: AskOptions }, turn: Turn, services: Services): Promise<Answer> {
  const { models, corpus, bureau } = services;
  if (!models) return answer;
  const { text: question, options } = asked;
  const onProgress = (said: string): void => services.preview(turn.message, said);
  const asking = { question, asker: turn.member.id, deadline: answerBy(turn, services), onProgress };
  return composeAnswer(answer, { models, corpus, options, bureau, ...asking });
}

function fromCurated({ basis, answer, by, at }: CuratedRow, options: AskOptions, { corpus }: Services): Answer | undefined {
  const quoted = basis.flatMap(({ provisionId, text }) => corpus.quote(provisionId, text, options) ?? []);
  const [first, ...further] = quoted;
  if (!first) return undefined;
  const text = curatedAnswer({
    answer,
    quote: first.citation.quote,
    reference: first.reference,
    validity: first.validityLine,
    further: further.map(one => one.reference),
    by: by.name,
    on: dateOf(at),
  });
  return { answered: true, text, citations: quoted.map(one => one.citation), contact: null };
}

/** Where what was looked up is not what was typed, it is said. */
export function sayLaw({ question, answer, broken }: LawReply, turn: Turn, services: Services): Action {
  const text = question === turn.message.text ? answer.text : `${understoodAs(question)}\n${answer.text}`;
  return async tx => {
    const [first] = answer.citations;
    const cited = first && citedOf(first, answerCode(turn.message.conversation.platform, turn.message.id));
    if (answer.answered) await keepTopic(tx, turn, { kind: 'law', question, ...(cited && { cited }) });
    else await keepGap(tx, turn, question);
    const notices: Reply[] = [];
    for (const { row, basis } of broken) notices.push(...(await stopGiving(tx, { row, basis }, turn, services)));
    return [{ text, buttons: answer.answered ? answerButtons(turn.message) : [] }, ...notices];
  };
}

/** A curated answer whose provision has changed is not given again, and the editors hear of it once. */
async function stopGiving(tx: Transaction, { row, basis }: LawReply['broken'][number], turn: Turn, services: Services): Promise<Reply[]> {
  const current = await tx.get('curated', row.id);
  if (current?.state !== 'current') return [];
  await tx.replace('curated', { ...current, state: 'broken' });
  const text = curationBroken(row.number, row.question, basis);
  return otherEditors(services, turn).map(to => ({ to, text }));
}

/** 待补文件 — a question that nothing answered, once for each message, with where the asker can be told. */
async function keepGap(tx: Transaction, { message, member }: Turn, question: string): Promise<void> {
  const { platform } = message.conversation;
  const askedBy = { id: member.id, name: member.name };
  const to = { platform, account: message.sender.account };
  await tx.insert('gap', {
    bureau: message.bureau,
    id: `${platform}:${message.id}`,
    version: 1,
    question,
    askedBy,
    to,
    at: message.at,
    state: 'open',
  });
}

/** The provision that the last answer stood on; undefined when the last question was about something else. A lesson keeps only what can be asked again. */
async function lastCited(turn: Turn, services: Services): Promise<{ topic: TopicRow; cited: NonNullable<TopicRow['cited']> } | undefined> {
  const topic = await topicOf(turn, services);
  if (topic?.kind !== 'law') return undefined;
  if (topic.cited) return { topic, cited: topic.cited };
  const [again] = services.corpus.ask(topic.question, askingAs(turn, services)).citations;
  return again && { topic, cited: citedOf(again, '') };
}

function citedOf({ provisionId, document, article, quote }: Citation, code: string): NonNullable<TopicRow['cited']> {
  return { provisionId, label: reference(document, article), quote, code };
}

/** 看原文 — the whole article of the last answer, with its neighbours. */
export const original: Handler = async (turn, services) => {
  const last = await lastCited(turn, services);
  const text = last && services.corpus.originalText(last.cited.provisionId, askingAs(turn, services));
  return say(text ?? nothingToQuote);
};

/** 转发版 — the last answer as plain text that may go to an enterprise. */
export const forward: Handler = async (turn, services) => {
  const last = await lastCited(turn, services);
  const quoted = last && services.corpus.quote(last.cited.provisionId, last.cited.quote, askingAs(turn, services));
  if (!quoted) return say(nothingToQuote);
  const document = services.corpus.original(quoted.citation.provisionId)?.document;
  if (document?.level === 'report') return say(notForwardable);
  const text = forwardable({
    reference: quoted.reference,
    quote: quoted.citation.quote,
    validity: quoted.validityLine,
    phone: services.bureau.publicPhone ?? null,
  });
  return document?.bureau === 'shared' ? say(text) : say(text, forwardOwnPaper);
};

/** 新话题. */
export const newTopic: Handler = async turn => async tx => {
  await forgetTopic(tx, turn);
  return [{ text: newTopicBegun }];
};

/** What was asked and answered last, for 采纳 and 不采纳; by its code when a button under an answer was pressed. */
export async function lastAnswered(turn: Turn, services: Services, code?: string): Promise<{ question: string; cited: string } | undefined> {
  const last = await lastCited(turn, services);
  if (!last || (code !== undefined && last.cited.code !== code)) return undefined;
  return { question: last.topic.question, cited: last.cited.label };
}
