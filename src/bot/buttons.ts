import { type Entry, isAwaiting } from '../domain/entry.ts';
import { answerCode, verdictButton } from '../domain/feedback.ts';
import type { Button, IncomingMessage } from '../domain/message.ts';
import type { Paper } from '../domain/quiz.ts';
import { choiceOf } from '../learning/quiz/choose-answers.ts';
import { confirmWords } from '../wording/confirmation.ts';
import { numbersText } from '../wording/entry-line.ts';
import { buttonLabels } from '../wording/feedback.ts';
import { beginLabel, optionLabels } from '../wording/quiz.ts';

/** What a button of a quiz question does. */
export const answerAction = 'answer';

/** With more entries a card has no room for one button each; what the receipt says in words still works. */
const MOST_WITHDRAWALS = 4;

/** 逐题作答 — under a paper. */
export const beginButtons: readonly Button[] = [{ label: beginLabel, action: 'say', value: beginLabel }];

/** A、B、C、D — under a question. */
export function choiceButtons(paper: Paper, question: number): Button[] {
  const labels = optionLabels(paper.questions[question]?.options ?? []);
  return labels.map((label, option) => ({ label, action: answerAction, value: choiceOf(paper, question, option) }));
}

function codeOf({ conversation, id }: IncomingMessage): string {
  return answerCode(conversation.platform, id);
}

/** 采纳、不采纳 — under an answer. */
export function answerButtons(message: IncomingMessage): Button[] {
  const code = codeOf(message);
  return [verdictButton(buttonLabels.accept, { verdict: 'accepted', code }), verdictButton(buttonLabels.reject, { verdict: 'rejected', code })];
}

/** 确认、更正、撤回 — under the receipt of these entries. */
export function receiptButtons(message: IncomingMessage, entries: readonly Entry[]): Button[] {
  if (entries.length === 0) return [];
  const confirm = entries.some(isAwaiting)
    ? confirmButton(entries)
    : verdictButton(buttonLabels.confirm, { verdict: 'accepted', code: codeOf(message) });
  const mend = { label: buttonLabels.mend, action: 'mend', value: numbersText(entries) };
  return [confirm, mend, ...withdrawals(entries)];
}

/** 确认 of a 科室's head. */
export function confirmButton(entries: readonly Entry[]): Button {
  return { label: buttonLabels.confirm, action: 'say', value: confirmWords(entries) };
}

function withdrawals(entries: readonly Entry[]): Button[] {
  if (entries.length > MOST_WITHDRAWALS) return [];
  return entries.map(({ number }, index) => ({
    label: entries.length === 1 ? buttonLabels.withdraw : buttonLabels.withdrawOne(index + 1),
    action: 'say',
    value: `撤回${number}`,
  }));
}
