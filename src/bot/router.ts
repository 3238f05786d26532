import { type IncomingMessage, isPicture } from '../domain/message.ts';
import type { Reading } from '../domain/reading.ts';
import { readConfirmation } from '../language/confirmation.ts';
import { readCuration, readVerdict } from '../language/curation.ts';
import { readEvidence, readEvidenceLabel } from '../language/evidence.ts';
import { readSuperiorRequest } from '../language/superior-request.ts';
import { looksLikeAnswers } from '../learning/quiz/read-answers.ts';
import { readHandOver } from '../ledgers/cases/hand-over.ts';
import { asks } from '../ledgers/reading/intent.ts';
import { numbersIn } from '../ledgers/resolve-target.ts';
import { isConsultation, readDraftCommand } from '../reports/read-draft-command.ts';
import { readPartRequest } from '../reports/read-part-request.ts';
import { quizCommand } from './quiz-words.ts';
import type { Route } from './route.ts';
import { commandOf } from './short-commands.ts';

/** What is written beside a file that is meant for the corpus. */
const addsDocument = /入库|(?:收|存|加|放)(?:进|入|到).{0,4}库/;

const byIntent: Record<Reading['intent'], Route> = {
  report: 'report',
  plan: 'report',
  case: 'report',
  'nil-report': 'nil-report',
  correct: 'correct',
  withdraw: 'withdraw',
  update: 'update',
  question: 'question',
  'draft-request': 'draft',
  quiz: 'quiz',
  admin: 'admin',
  help: 'help',
  notice: 'silence',
  chitchat: 'silence',
  screened: 'silence',
};

/** 同意发卷 and 1A2B3C would otherwise be read as approvals of people and as chit-chat. */
function quizRoute(text: string): Route | null {
  const command = quizCommand(text);
  if (command?.do === 'answer') return 'quiz-answer';
  if (command) return command.do === 'progress' ? 'quiz-progress' : 'quiz-review';
  return looksLikeAnswers(text) ? 'quiz-answer' : null;
}

function draftCommandOf(text: string): Route | undefined {
  const command = readDraftCommand(text);
  if (!command) return readPartRequest(text) ? 'draft-part' : undefined;
  if (command.do === 'clear') return 'clear-draft';
  if (command.do === 'opinion') return 'give-opinion';
  if (isConsultation(command)) return 'consult';
  const isOpenToLeaders = ['advance', 'steps', 'edits', 'publish', 'form', 'imprint', 'lookback'].includes(command.do);
  return isOpenToLeaders ? 'advance-draft' : 'edit-draft';
}

/** Buttons that do something; the others say their words. */
const pressed: Readonly<Record<string, Route>> = { judge: 'judge', feedback: 'feedback', mend: 'mend', answer: 'quiz-answer' };

type Parts = Pick<IncomingMessage, 'text' | 'attachments' | 'quote'>;

function quotesEntry({ quote }: Parts): boolean {
  return numbersIn(quote?.text ?? '').length > 0 || quote?.messageId !== undefined;
}

/** Pictures and files with no words of their own: a picture always, a file where it is called so or an entry's receipt is quoted. */
function isEvidence(message: Parts): boolean {
  const { text, attachments } = message;
  if (readEvidenceLabel(text) === null) return false;
  if (attachments.some(isPicture)) return true;
  return attachments.some(file => file.kind === 'file' && !file.paragraphs) && (text.trim() !== '' || quotesEntry(message));
}

/** A reading less sure than that wants a person's eye. */
const DOUBTFUL = 0.5;

/** Decides by what was pressed, then by short commands, then by a dropped file, then by the reading. */
export function route(message: Pick<IncomingMessage, 'text' | 'attachments' | 'button' | 'quote'>, reading: Reading): Route {
  const button = message.button && pressed[message.button.action];
  if (button) return button;
  const quiz = quizRoute(message.text);
  if (quiz) return quiz;
  if (readCuration(message.text)) return 'curation';
  if (readVerdict(message.text)) return 'verdict';
  if (readConfirmation(message.text)) return 'confirm';
  const command = commandOf(message.text) ?? draftCommandOf(message.text);
  if (command) return command;
  if (readHandOver(message.text)) return 'hand-over';
  if (readSuperiorRequest(message.text)) return 'superior-request';
  if (readEvidence(message.text)) return 'evidence';
  if (isEvidence(message)) return 'evidence';
  const isAdded = addsDocument.test(message.text);
  if (!isAdded && message.attachments.some(({ kind, name }) => kind === 'file' && /\.(?:xlsx?|et|csv)$/i.test(name))) return 'table-file';
  if (message.attachments.some(file => file.kind === 'file')) return isAdded ? 'add-document' : 'old-report';
  if (reading.intent === 'withdraw' && reading.purge) return 'purge';
  const way = byIntent[reading.intent];
  // 这是签到表, beside a picture that quotes a receipt.
  return saysLittle(way, message.text, reading) && message.attachments.some(isPicture) && quotesEntry(message) ? 'evidence' : way;
}

/** Whether nothing is lost when the words are taken for a remark: talk, no question, no change that they name. */
function saysLittle(way: Route, text: string, { confidence, changes }: Reading): boolean {
  if (way === 'silence') return true;
  if (way === 'question') return !asks(text);
  // The day of an update is only when it was said.
  const named = changes.some(({ quantity, department, progress }) => (quantity ?? department ?? progress) !== null);
  return way !== 'report' && confidence < DOUBTFUL && !named;
}
