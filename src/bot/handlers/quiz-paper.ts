import { dateOf } from '../../domain/date.ts';
import type { Paper, QuizQuestion } from '../../domain/quiz.ts';
import { periodKey } from '../../domain/schedule.ts';
import { assemblePaper } from '../../learning/quiz/assemble-paper.ts';
import { draftPaper, dropPaper, papersIn, papersOf, replaceQuestions, toMakeUp, usedBy } from '../../learning/quiz/papers.ts';
import { participantsOn } from '../../learning/quiz/participants.ts';
import { type Shelf, shelfOf } from '../../learning/shelf.ts';
import type { Transaction } from '../../store/store.ts';
import * as words from '../../wording/quiz.ts';
import { type Action, type Reply, type Services, say, type Turn } from '../turn.ts';

/** 当期 — papers and questions are counted by half-year. */
export function termOf({ message }: Turn): string {
  return periodKey('half-year', dateOf(message.at));
}

export function shelfFor({ message }: Turn, { bureau, corpus, reader }: Services): Shelf {
  return shelfOf(corpus, { bureau, reader, asOf: dateOf(message.at) });
}

/** Keys are for editors' eyes: in a group the paper goes to whoever asked, privately. */
function preview(paper: Paper, asked: number, { message, member }: Turn): Reply[] {
  const { term, questions, invited } = paper;
  const text = words.paperPreview({ term, questions, asked, people: invited.length, isMakeup: paper.makeupOf !== null });
  return message.conversation.kind === 'direct' ? [{ text }] : [{ text: words.previewSent }, { text, to: member }];
}

interface Wanted {
  count: number;
  makeupOf: string | null;
  invited: string[];
  /** Questions that were seen and refused are not offered again at once. */
  except?: readonly QuizQuestion[];
}

async function draft(turn: Turn, services: Services, { count, makeupOf, invited, except = [] }: Wanted): Promise<Action> {
  const term = termOf(turn);
  const papers = await services.store.read({ bureau: services.bureau.id }, reader => papersOf(reader, term));
  const used = new Set([...usedBy(papers), ...except.flatMap(({ key, provisionId }) => [key, provisionId])]);
  const seed = `${term}|${papers.length}`;
  const questions = assemblePaper(shelfFor(turn, services), { count, studyList: services.bureau.studyList, seed, used });
  if (questions.length === 0) return say(words.noQuestions);
  const fields = { bureau: services.bureau.id, term, questions, makeupOf, invited, createdBy: turn.member.id, createdAt: turn.at };
  return async tx => preview(await draftPaper(tx, fields), count, turn);
}

/** 出一套自测题 — a first round for everybody. */
export function makePaper(turn: Turn, services: Services, count: number): Promise<Action> {
  const invited = participantsOn(services.bureau.members, dateOf(turn.message.at)).map(({ id }) => id);
  return draft(turn, services, { count, makeupOf: null, invited });
}

/** 出补测卷 — other questions for those who did not take part in the term's last round, or did not pass. */
export async function makeUpPaper(turn: Turn, services: Services): Promise<Action> {
  const here = participantsOn(services.bureau.members, dateOf(turn.message.at)).map(({ id }) => id);
  const found = await services.store.read({ bureau: services.bureau.id }, async reader => {
    const papers = await papersOf(reader, termOf(turn));
    const first = papers.findLast(({ state, makeupOf }) => state === 'closed' && makeupOf === null);
    const isMadeUp = papers.some(({ makeupOf, state }) => makeupOf === first?.id && (state === 'open' || state === 'closed'));
    return first && !isMadeUp ? { first, left: await toMakeUp(reader, first) } : null;
  });
  const invited = found?.left.filter(id => here.includes(id)) ?? [];
  if (!found || invited.length === 0) return say(words.nothingToMakeUp);
  return draft(turn, services, { count: found.first.questions.length, makeupOf: found.first.id, invited });
}

/** The paper that waits for approval; the latest one when several do. */
export async function waitingPaper(reader: Parameters<typeof papersIn>[0]): Promise<Paper | undefined> {
  return (await papersIn(reader, 'draft')).at(-1);
}

async function waiting({ store, bureau }: Services): Promise<Paper | undefined> {
  return store.read({ bureau: bureau.id }, reader => waitingPaper(reader));
}

/** 换一套. */
export async function anotherPaper(turn: Turn, services: Services): Promise<Action> {
  const paper = await waiting(services);
  if (!paper) return say(words.noDraftPaper);
  const { questions, makeupOf, invited } = paper;
  return draft(turn, services, { count: questions.length, makeupOf, invited, except: questions });
}

/** 换第3题. */
export async function replaceQuestion(turn: Turn, services: Services, number: number): Promise<Action> {
  const paper = await waiting(services);
  if (!paper) return say(words.noDraftPaper);
  if (!paper.questions[number - 1]) return say(words.noSuchQuestion(number, paper.questions.length));
  const papers = await services.store.read({ bureau: services.bureau.id }, reader => papersOf(reader, paper.term));
  const used = new Set([...usedBy(papers), ...paper.questions.flatMap(({ key, provisionId }) => [key, provisionId])]);
  const request = { count: 1, studyList: services.bureau.studyList, seed: `${paper.id}|${paper.version}`, used };
  const [other] = assemblePaper(shelfFor(turn, services), request);
  if (!other) return say(words.noOtherQuestion);
  const questions = paper.questions.map((question, index) => (index === number - 1 ? other : question));
  return async tx => preview(await replaceQuestions(tx, paper, questions), questions.length, turn);
}

/** 不发卷. */
export function dropWaiting(): Action {
  return async (tx: Transaction) => {
    const paper = await waitingPaper(tx);
    if (!paper) return [{ text: words.noDraftPaper }];
    await dropPaper(tx, paper);
    return [{ text: words.paperDropped }];
  };
}
