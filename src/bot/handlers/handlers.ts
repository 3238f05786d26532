import type { Route } from '../route.ts';
import type { Handler } from '../turn.ts';
import { absence, absences } from './absence.ts';
import { addDocument } from './add-document.ts';
import { already } from './already.ts';
import { askToKeep, keepAfterAll } from './ask-to-keep.ts';
import { beginCase, caseList, followCase, handOverCases } from './cases.ts';
import { closedBooks, closeOrReopen } from './closing.ts';
import { awaiting, confirm } from './confirm.ts';
import { openConsole } from './console.ts';
import { consult, giveAnOpinion } from './consult.ts';
import { correct } from './correct.ts';
import { curation, verdict } from './curation.ts';
import { dailyLaw } from './daily-law.ts';
import { askName, decideName } from './decide-name.ts';
import { done } from './done.ts';
import { draft } from './draft.ts';
import { draftPart } from './draft-part.ts';
import { draftProgress, figureSource } from './draft-progress.ts';
import { editDraft } from './edit-draft.ts';
import { evidence } from './evidence.ts';
import { showEvidence, withPictures } from './evidence-files.ts';
import { figureSheet } from './figure-sheet.ts';
import { decideMembership, introduce } from './first-contact.ts';
import { feedback, judge } from './judge.ts';
import { forward, newTopic, original } from './law.ts';
import { mend } from './mend.ts';
import { mergeDepartments } from './merge-departments.ts';
import { missing } from './missing.ts';
import { modelUsage } from './model-usage.ts';
import { myEntries } from './my-entries.ts';
import { newMetrics } from './new-metrics.ts';
import { oldReport } from './old-report.ts';
import { aboutFigures, question } from './question.ts';
import { quizAnswer, quizProgress, quizReview } from './quiz.ts';
import { releases } from './releases.ts';
import { report } from './report.ts';
import { distinct, restore } from './restore.ts';
import { runs, unreachable } from './runs.ts';
import { showReceipt } from './show-receipt.ts';
import { silence } from './silence.ts';
import { admin, greeting, help, quiz } from './small-talk.ts';
import { superiorRequest } from './superior-request.ts';
import { tableFile } from './table-file.ts';
import { deadLetters, quota, sendAgain } from './undelivered.ts';
import { update } from './update.ts';
import { purge, withdraw } from './withdraw.ts';

/** One handler a route. */
export const handlers: Record<Route, Handler> = {
  report: withPictures(report),
  'ask-to-keep': askToKeep,
  'keep-after-all': keepAfterAll,
  'nil-report': report,
  correct,
  withdraw,
  purge,
  update,
  restore,
  distinct,
  confirm,
  awaiting,
  question,
  explain: aboutFigures,
  detail: aboutFigures,
  original,
  forward,
  'new-topic': newTopic,
  curation,
  verdict,
  'my-entries': myEntries,
  'show-receipt': showReceipt,
  already,
  missing,
  draft,
  'draft-part': draftPart,
  'draft-status': draftProgress,
  'figure-source': figureSource,
  'old-report': oldReport,
  'add-document': addDocument,
  'table-file': tableFile,
  'figure-sheet': figureSheet,
  'edit-draft': editDraft,
  'advance-draft': editDraft,
  'clear-draft': editDraft,
  consult,
  'give-opinion': giveAnOpinion,
  runs,
  'merge-departments': mergeDepartments,
  absence,
  absences,
  unreachable,
  help,
  silence,
  greeting,
  'daily-law': dailyLaw,
  done,
  quiz,
  'quiz-review': quizReview,
  'quiz-progress': quizProgress,
  'quiz-answer': quizAnswer,
  case: followCase,
  'new-case': beginCase,
  cases: caseList,
  'hand-over': handOverCases,
  releases,
  'superior-request': superiorRequest,
  'new-metrics': newMetrics,
  'decide-name': decideName,
  'ask-name': askName,
  evidence,
  'show-evidence': showEvidence,
  'close-books': closeOrReopen,
  'closed-books': closedBooks,
  introduce,
  'decide-membership': decideMembership,
  'dead-letters': deadLetters,
  'model-usage': modelUsage,
  'send-again': sendAgain,
  quota,
  console: openConsole,
  judge,
  feedback,
  mend,
  admin,
};
