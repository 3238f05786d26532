import type { Paper } from '../../domain/quiz.ts';
import { readAnswers, readOneLetter } from './read-answers.ts';

/** By question, null where nothing is chosen. */
export type Answers = readonly (number | null)[];

/** What came in: a pressed button, or words. */
export interface Said {
  text: string;
  pressed: string | null;
}

/** What the button of an option carries: the paper, the question and the option, so that an old card answers nothing else. */
export function choiceOf(paper: Pick<Paper, 'id'>, question: number, option: number): string {
  return `${paper.id}:${question}:${option}`;
}

function readChoice(value: string): { paper: string; question: number; option: number } | null {
  const [, paper = '', question, option] = /^(.+):(\d{1,2}):(\d)$/.exec(value) ?? [];
  return paper === '' ? null : { paper, question: Number(question), option: Number(option) };
}

/** Position of the first question without an answer; -1 when there is none. */
export function nextQuestion(answers: Answers): number {
  return answers.indexOf(null);
}

function only(questions: number, at: number, answer: number): Answers {
  return Array.from({ length: questions }, (_, index) => (index === at ? answer : null));
}

/** What somebody chose: of the question on the pressed card, of the one at hand with a single letter, or of those that they numbered. Null for the card of another paper. */
export function chosenAnswers({ text, pressed }: Said, paper: Paper, before: Answers): Answers | null {
  const count = paper.questions.length;
  if (pressed !== null) {
    const choice = readChoice(pressed);
    return choice?.paper === paper.id ? only(count, choice.question, choice.option) : null;
  }
  const letter = readOneLetter(text);
  return letter === null ? readAnswers(text, count) : only(count, nextQuestion(before), letter);
}

/** What is chosen anew stands, as long as nothing is handed in. */
export function withChosen(before: Answers, chosen: Answers): (number | null)[] {
  return before.map((answer, index) => chosen[index] ?? answer);
}

/** Positions of answers that name an option which the question does not have. */
export function strangeAnswers({ questions }: Paper, chosen: Answers): number[] {
  return questions.flatMap(({ options }, index) => ((chosen[index] ?? 0) >= options.length ? [index] : []));
}
