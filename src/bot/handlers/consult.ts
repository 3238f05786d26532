import { dateOf, type LocalDate } from '../../domain/date.ts';
import type { Draft } from '../../domain/draft.ts';
import { addWorkdays } from '../../domain/workday.ts';
import { readDates } from '../../language/dates.ts';
import { allRows } from '../../ledgers/all-rows.ts';
import { askedOf, currentRound, giveOpinion, openConsultation, settleOpinion, unanswered } from '../../reports/consult.ts';
import { handOut } from '../../reports/hand-out.ts';
import { entriesSince } from '../../reports/keep-draft.ts';
import { meantDraft } from '../../reports/meant-draft.ts';
import { opinionFile } from '../../reports/opinion-file.ts';
import { type ConsultCommand, isConsultation, readDraftCommand } from '../../reports/read-draft-command.ts';
import type { Reader, Transaction } from '../../store/store.ts';
import {
  allAnswered,
  askedText,
  askLetter,
  noAskForYou,
  noRound,
  opinionCame,
  opinionKept,
  opinionTable,
  roundText,
  settledText,
} from '../../wording/consultation.ts';
import { noDraftYet } from '../../wording/drafting.ts';
import { otherEditors } from '../tell-editors.ts';
import { type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';

/** Workdays that a 科室 has when the editor names no day. */
const usualDays = 5;

interface Work {
  turn: Turn;
  services: Services;
  draft: Draft;
}

function dueOn(due: string | null, { turn, services }: Omit<Work, 'draft'>): LocalDate {
  const { calendar } = services.bureau;
  const today = dateOf(turn.at);
  const said = due === null ? undefined : readDates(`${due}前`, { today, calendar })[0]?.period.to;
  return said !== undefined && said >= today ? said : addWorkdays(today, usualDays, calendar);
}

/** Each 科室 gets its own parts privately; the version is kept as it went out to them. */
async function ask(tx: Transaction, command: Extract<ConsultCommand, { do: 'consult' }>, work: Work): Promise<Reply[]> {
  const { turn, services, draft } = work;
  const by = { id: turn.member.id, name: turn.member.name, at: turn.at };
  const entries = await entriesSince(tx, `${draft.period.from.slice(0, 4)}-01-01`);
  const due = dueOn(command.due, work);
  const opened = openConsultation(draft, { bureau: services.bureau, entries, by, today: dateOf(turn.at), dueOn: due });
  await tx.replace('draft', opened.draft);
  const letters = opened.letters.flatMap(({ department, to, parts }) =>
    to.map(member => ({ to: member, text: askLetter({ name: member.name, department, title: draft.title, dueOn: due, parts }) })),
  );
  for (const { to } of letters) await handOut(tx, draft, { id: to.id, name: to.name, at: turn.at });
  const reached = (has: boolean): string[] => opened.letters.filter(({ to }) => to.length > 0 === has).map(({ department }) => department);
  const text = askedText({ title: draft.title, revision: draft.revision, dueOn: due, departments: reached(true), unreachable: reached(false) });
  return [{ text }, ...letters];
}

async function askAbout(command: Exclude<ConsultCommand, { do: 'opinion' }>, tx: Transaction, work: Work): Promise<Reply[]> {
  const { turn, draft } = work;
  if (command.do === 'consult') return ask(tx, command, work);
  const round = currentRound(draft);
  if (!round) return [{ text: noRound }];
  if (command.do === 'opinions') return [{ text: opinionTable.ready(draft.title), files: [opinionFile(draft, command.form)] }];
  if (command.do !== 'adopt') return [{ text: roundText(draft.title, round, dateOf(turn.at)) }];
  const { departments } = work.services.bureau;
  const named = departments.find(({ name, aliases }) => [name, ...aliases].includes(command.department))?.name ?? command.department;
  const by = { id: turn.member.id, name: turn.member.name, at: turn.at };
  await tx.replace('draft', settleOpinion(draft, { department: named, adopted: command.adopted, reason: command.reason, by }));
  return [{ text: settledText(named, command.adopted, command.reason) }];
}

/** 征求意见、征求意见情况、意见采纳情况表、采纳 — the editor's side. */
export const consult: Handler = async (turn, services) => {
  const command = readDraftCommand(turn.message.text);
  if (!command || !isConsultation(command) || command.do === 'opinion') return say(noDraftYet);
  return async tx => {
    const draft = await meantDraft(tx, command.where, turn.member.id);
    return draft ? askAbout(command, tx, { turn, services, draft }) : [{ text: noDraftYet }];
  };
};

/** The draft whose running round asks this person's 科室: of the kind that the words name, else the one asked about last. */
async function draftAsking(reader: Reader, where: string, { member }: Turn): Promise<Draft | undefined> {
  const named = where === '' ? undefined : await meantDraft(reader, where, member.id);
  if (named && askedOf(named, member)) return named;
  const asking: Draft[] = [];
  for await (const draft of allRows(reader, 'draft', { index: 'byKind' })) if (askedOf(draft, member)) asking.push(draft);
  return asking.sort((a, b) => (currentRound(b)?.at ?? 0) - (currentRound(a)?.at ?? 0))[0];
}

/** 无意见, or 意见：…… — a 科室's answer; nobody asked, 无意见 is only a word between people. */
export const giveAnOpinion: Handler = async (turn, services) => {
  const command = readDraftCommand(turn.message.text);
  if (command?.do !== 'opinion') return say();
  return async tx => {
    const { member, at } = turn;
    const draft = await draftAsking(tx, command.where, turn);
    const asked = draft && askedOf(draft, member);
    if (!draft || !asked) return command.text === null ? [] : [{ text: noAskForYou }];
    const { id, name } = member;
    const kept = giveOpinion(draft, asked.department, { id, name, at, text: command.text });
    await tx.replace('draft', kept);
    const round = currentRound(kept);
    const wasOpen = asked.opinions.length === 0;
    const isComplete = wasOpen && round !== undefined && unanswered(round).length === 0;
    const { department } = asked;
    const notices = otherEditors(services, turn).flatMap(to => [
      ...(command.text === null
        ? []
        : [{ to, text: opinionCame({ editor: to.name, department, by: name, title: draft.title, text: command.text }) }]),
      ...(isComplete ? [{ to, text: allAnswered(to.name, draft.title) }] : []),
    ]);
    return [{ text: opinionKept(department, draft.title, command.text) }, ...notices];
  };
};
