import type { Paper } from '../../domain/quiz.ts';
import { papersIn, sit, sittingOf } from '../../learning/quiz/papers.ts';
import { readAnswers } from '../../learning/quiz/read-answers.ts';
import * as words from '../../wording/quiz.ts';
import { quizCommand } from '../quiz-words.ts';
import { type Handler, type Services, say } from '../turn.ts';
import { anotherPaper, dropWaiting, makePaper, makeUpPaper, replaceQuestion } from './quiz-paper.ts';
import { approvePaper, closeRound, roundProgress } from './quiz-round.ts';

/** 自测组卷、审卷、收卷 — the editor's side. */
export const quizReview: Handler = async (turn, services) => {
  const command = quizCommand(turn.message.text);
  switch (command?.do) {
    case 'make':
      return makePaper(turn, services, command.count);
    case 'make-up':
      return makeUpPaper(turn, services);
    case 'another':
      return anotherPaper(turn, services);
    case 'replace':
      return replaceQuestion(turn, services, command.number);
    case 'approve':
      return approvePaper(turn, services);
    case 'drop':
      return dropWaiting();
    case 'close':
      return closeRound(turn, services);
    default:
      return roundProgress(turn, services);
  }
};

export const quizProgress: Handler = roundProgress;

async function paperFor(member: string, { store, bureau }: Services): Promise<{ paper: Paper; before: number | null } | null> {
  return store.read({ bureau: bureau.id }, async reader => {
    const paper = (await papersIn(reader, 'open')).findLast(({ invited }) => invited.includes(member));
    if (!paper) return null;
    const sitting = await sittingOf(reader, paper, member);
    return { paper, before: sitting?.correct ?? null };
  });
}

/** 交卷 — one string of answers, privately; each question's right answer and the article's words come back. */
export const quizAnswer: Handler = async (turn, services) => {
  const { message, member, at } = turn;
  const mine = await paperFor(member.id, services);
  if (message.conversation.kind === 'group') return mine ? say(words.answerPrivately) : say();
  if (!mine) return say(words.nothingToAnswer);
  const { paper, before } = mine;
  const { questions } = paper;
  if (before !== null) return say(words.answeredBefore(before, questions.length));
  const answers = readAnswers(message.text, questions.length);
  const missing = answers.flatMap((answer, index) => (answer === null ? [index + 1] : []));
  if (missing.length > 0) return say(words.answersMissing(missing));
  const given = answers.map(answer => answer ?? -1);
  const strange = questions.flatMap(({ options }, index) => ((given[index] ?? -1) >= options.length ? [index + 1] : []));
  if (strange.length > 0) return say(words.answersOutOfRange(strange));
  return async tx => {
    const sitting = await sit(tx, paper, { member: member.id, answers: given, at, bureau: services.bureau.id });
    if (sitting) return [{ text: words.sittingReceipt(questions, given, sitting.passed) }];
    const known = await sittingOf(tx, paper, member.id);
    return [{ text: words.answeredBefore(known?.correct ?? 0, questions.length) }];
  };
};
