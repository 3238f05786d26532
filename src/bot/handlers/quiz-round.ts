import type { Bureau } from '../../bureau/bureau.ts';
import { type PushContext, pushPrivately, pushToGroup } from '../../delivery/push-budget.ts';
import { coverWork } from '../../domain/absence.ts';
import { dateOf } from '../../domain/date.ts';
import type { Member } from '../../domain/member.ts';
import type { Period } from '../../domain/period.ts';
import type { Paper } from '../../domain/quiz.ts';
import { addWorkdays } from '../../domain/workday.ts';
import { closeOpenPaper } from '../../learning/quiz/close-paper.ts';
import { openPaper, papersIn, papersOf, resultOf } from '../../learning/quiz/papers.ts';
import { participantsOn } from '../../learning/quiz/participants.ts';
import { withAbsences } from '../../ledgers/absences.ts';
import { withFirstWords } from '../../ledgers/first-word.ts';
import type { Transaction } from '../../store/store.ts';
import * as words from '../../wording/quiz.ts';
import { privately } from '../addressing.ts';
import { beginButtons } from '../buttons.ts';
import { type Action, type Services, say, type Turn } from '../turn.ts';
import { shelfFor, termOf, waitingPaper } from './quiz-paper.ts';

/** Workdays that people have for their answers. */
const WORKDAYS_TO_ANSWER = 3;

function pushContext({ at }: Turn, { bureau }: Services): PushContext {
  return { bureau, at, run: null };
}

/** Who of those invited is still here, and not away on all of the days for answering. */
async function stillHere(tx: Transaction, { invited }: Paper, { bureau, days }: { bureau: Bureau; days: Period }): Promise<Member[]> {
  const { members, calendar } = await withAbsences(tx, bureau, days.from);
  return participantsOn(members, days.from).filter(({ id, leave = [] }) => invited.includes(id) && !coverWork(leave, days, calendar));
}

/** Questions whose provision has ceased to be law in force since they were made, by number. */
function outdated(paper: Paper, turn: Turn, services: Services): number[] {
  const { corpus, options } = shelfFor(turn, services);
  return paper.questions.flatMap(({ provisionId, explanation }, index) => {
    const quotation = corpus.quote(provisionId, explanation, options);
    return quotation?.citation.validity === 'in-force' && quotation.citation.checkedTo !== null ? [] : [index + 1];
  });
}

/** Names of those who could not be written to. */
async function send(
  tx: Transaction,
  paper: Paper,
  { turn, services, people }: { turn: Turn; services: Services; people: Member[] },
): Promise<string[]> {
  const body = words.paperToAnswer(paper.questions, { closesOn: paper.closesOn ?? '', isMakeup: paper.makeupOf !== null });
  const { members } = await withFirstWords(tx, { members: people }, services.needFirstWord);
  const unreached: string[] = [];
  for (const member of members) {
    const to = privately(member, turn.message.conversation.platform);
    const pushed = to && (await pushPrivately(tx, { member, to, body, buttons: beginButtons }, pushContext(turn, services)));
    if (!pushed?.id) unreached.push(member.name);
  }
  return unreached;
}

/** 同意发卷 — only now anybody but the editor sees it. */
export async function approvePaper(turn: Turn, services: Services): Promise<Action> {
  const found = await services.store.read({ bureau: services.bureau.id }, async reader => ({
    paper: await waitingPaper(reader),
    open: (await papersIn(reader, 'open')).length,
  }));
  if (!found.paper) return say(words.noDraftPaper);
  const stale = outdated(found.paper, turn, services);
  if (stale.length > 0) return say(words.questionsOutdated(stale));
  return async tx => {
    const paper = await waitingPaper(tx);
    if (!paper) return [{ text: words.noDraftPaper }];
    if ((await papersIn(tx, 'open')).length > 0) return [{ text: words.paperStillOpen }];
    const today = dateOf(turn.message.at);
    const closesOn = addWorkdays(today, WORKDAYS_TO_ANSWER, services.bureau.calendar);
    const people = await stillHere(tx, paper, { bureau: services.bureau, days: { from: today, to: closesOn } });
    const opened = await openPaper(tx, paper, { editor: turn.member.id, invited: people.map(({ id }) => id), closesOn });
    const unreached = await send(tx, opened, { turn, services, people });
    const isPrivate = turn.message.conversation.kind === 'direct';
    return [{ text: words.paperApproved(people.length - unreached.length, closesOn, { unreached, isPrivate }) }];
  };
}

/** 结束自测 — counts to the work groups, and to whoever closed it what they were booked as. */
export async function closeRound(turn: Turn, services: Services): Promise<Action> {
  const { bureau } = services;
  return async tx => {
    const paper = (await papersIn(tx, 'open')).at(-1);
    if (!paper) return [{ text: words.noPaper }];
    const { result, ...booked } = await closeOpenPaper(tx, paper, { bureau, at: turn.at });
    const isMakeup = paper.makeupOf !== null;
    for (const { id, kind, platform, conversation } of bureau.groups) {
      if (kind !== 'work') continue;
      const to = { conversation: { platform, id: conversation, kind: 'group' as const } };
      const push = { group: id, to, text: words.groupResult(result, isMakeup), key: `${id}:quiz:${paper.id}`, whenFull: 'wait' as const };
      await pushToGroup(tx, push, pushContext(turn, services));
    }
    return [{ text: words.editorResult(result, { ...booked, isMakeup }) }];
  };
}

/** 自测情况 — counts only, whoever asks. */
export async function roundProgress(turn: Turn, services: Services): Promise<Action> {
  const text = await services.store.read({ bureau: services.bureau.id }, async reader => {
    const [open] = await papersIn(reader, 'open');
    if (open) return words.quizProgress(await resultOf(reader, open), open.closesOn);
    const closed = (await papersOf(reader, termOf(turn))).findLast(({ state }) => state === 'closed');
    return closed ? words.quizClosed(await resultOf(reader, closed)) : words.noPaper;
  });
  return say(text);
}
