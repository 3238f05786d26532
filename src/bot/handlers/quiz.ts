import type { Paper } from '../../domain/quiz.ts';
import { type Answers, chosenAnswers, nextQuestion, strangeAnswers, withChosen } from '../../learning/quiz/choose-answers.ts';
import { keepSheet, papersIn, sheetOf, sit, sittingOf } from '../../learning/quiz/papers.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Reader, Transaction } from '../../store/store.ts';
import * as words from '../../wording/quiz.ts';
import { answerAction, choiceButtons } from '../buttons.ts';
import { quizCommand } from '../quiz-words.ts';
import type { Handler, Reply } from '../turn.ts';
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

async function paperFor(reader: Reader, member: string): Promise<Paper | undefined> {
  return (await papersIn(reader, 'open')).findLast(({ invited }) => invited.includes(member));
}

function numbersOf(answers: Answers, isMeant: (answer: number | null) => boolean): number[] {
  return answers.flatMap((answer, index) => (isMeant(answer) ? [index + 1] : []));
}

/** The question at hand with its options as buttons, after a word on what has just been kept. */
function nextReply(paper: Paper, answers: Answers, chosen: Answers): Reply {
  const at = nextQuestion(answers);
  const kept = words.chosenText(paper.questions, { answers, numbers: numbersOf(chosen, answer => answer !== null) });
  return { text: words.questionToAnswer(paper.questions, { at, kept }), buttons: choiceButtons(paper, at) };
}

/** 交卷 — kept once; each wrong answer comes back with the right one and the article's words. */
async function handIn(tx: Transaction, paper: Paper, { member, answers, at }: { member: string; answers: number[]; at: Instant }): Promise<string> {
  const sitting = await sit(tx, paper, { member, answers, at, bureau: paper.bureau });
  if (sitting) return words.sittingReceipt(paper.questions, answers, { passed: sitting.passed, isMakeup: paper.makeupOf !== null });
  const known = await sittingOf(tx, paper, member);
  return words.answeredBefore(known?.correct ?? 0, paper.questions.length);
}

/** 作答 — by buttons, letter by letter or in one string, privately; what is chosen is kept, and the last answer hands in. */
export const quizAnswer: Handler = async ({ message, member, at }) => {
  const pressed = message.button?.action === answerAction ? message.button.value : null;
  return async tx => {
    const paper = await paperFor(tx, member.id);
    if (message.conversation.kind === 'group') return paper ? [{ text: words.answerPrivately }] : [];
    if (!paper) return [{ text: words.nothingToAnswer }];
    const handedIn = await sittingOf(tx, paper, member.id);
    if (handedIn) return [{ text: words.answeredBefore(handedIn.correct, paper.questions.length) }];
    const before = await sheetOf(tx, paper, member.id);
    const chosen = chosenAnswers({ text: message.text, pressed }, paper, before);
    if (chosen === null) return [{ text: words.oldCard }];
    const strange = strangeAnswers(paper, chosen);
    if (strange.length > 0) return [{ text: words.answersOutOfRange(strange.map(index => index + 1)) }];
    const answers = withChosen(before, chosen);
    const whole = answers.flatMap(answer => answer ?? []);
    if (whole.length === answers.length) return [{ text: await handIn(tx, paper, { member: member.id, answers: whole, at }) }];
    await keepSheet(tx, paper, { member: member.id, answers });
    return [nextReply(paper, answers, chosen)];
  };
};
