import { mayConfirm } from '../../domain/confirmation.ts';
import { dateOf } from '../../domain/date.ts';
import { type Entry, isAwaiting } from '../../domain/entry.ts';
import { departmentsOf } from '../../domain/member.ts';
import { overlaps } from '../../domain/period.ts';
import type { TargetReference } from '../../domain/reading.ts';
import { type ConfirmationWords, readConfirmation } from '../../language/confirmation.ts';
import { readDates } from '../../language/dates.ts';
import { findDepartments } from '../../language/departments.ts';
import { awaitingEntries, decide } from '../../ledgers/confirm.ts';
import { numbersIn, resolveTarget } from '../../ledgers/resolve-target.ts';
import type { Transaction } from '../../store/store.ts';
import { awaitingList, confirmed, notWanted, returned, returnedNotice } from '../../wording/confirmation.ts';
import { confirmButton } from '../buttons.ts';
import { changeBy } from '../change-target.ts';
import { type Handler, type Reply, type Services, say, type Turn } from '../turn.ts';

/** 确认1120-3, 全部确认, 退回1120-3，原因：… — a head says which entries of the 科室 count. */
export const confirm: Handler = async (turn, services) => {
  const words = readConfirmation(turn.message.text);
  if (!words) return say();
  return async tx => {
    const waiting = (await awaitingEntries(tx, services.bureau)).filter(entry => mayConfirm(turn.member, entry));
    // 确认 is said in a group for many things; only where heads confirm does it speak to the bot.
    const isWanted = services.bureau.confirmation === 'department-head' || waiting.length > 0;
    if (!isWanted) return words.what === 'named' ? [{ text: notWanted }] : [];
    const entries = await meant(tx, words, { turn, services, waiting });
    if (entries.length === 0 && words.what === 'quoted' && turn.message.conversation.kind === 'group') return [];
    return words.do === 'confirm' ? sayYes(tx, entries, { turn, words, waiting }) : sayNo(tx, entries, { turn, services, words });
  };
};

interface Answer {
  turn: Turn;
  words: ConfirmationWords;
}

async function sayYes(
  tx: Transaction,
  entries: readonly Entry[],
  { turn, words, waiting }: Answer & { waiting: readonly Entry[] },
): Promise<Reply[]> {
  const decided = await decide(tx, entries, { ...changeBy(turn), reason: words.reason, isYes: true });
  const left = waiting.filter(entry => !decided.done.some(({ id }) => id === entry.id));
  return [{ text: confirmed(decided, left) }];
}

async function sayNo(tx: Transaction, entries: readonly Entry[], { turn, services, words }: Answer & { services: Services }): Promise<Reply[]> {
  const { reason } = words;
  const decided = await decide(tx, entries, { ...changeBy(turn), reason, isYes: false });
  const notices = decided.done.flatMap((entry): Reply[] => {
    const to = services.bureau.members.find(({ id }) => id === entry.reporter.id && id !== turn.member.id);
    return to ? [{ to, text: returnedNotice(entry, { by: turn.member.name, reason }) }] : [];
  });
  return [{ text: returned(decided) }, ...notices];
}

interface Meaning {
  turn: Turn;
  services: Services;
  waiting: readonly Entry[];
}

async function meant(tx: Transaction, words: ConfirmationWords, context: Meaning): Promise<Entry[]> {
  const { message } = context.turn;
  if (words.what === 'named') return named(tx, words.targets, context);
  if (words.what === 'all') return context.waiting.filter(withinWords(message.text, context));
  if (message.quote) return (await referred(tx, numbersIn(message.quote.text).map(byNumber), context)).filter(isAwaiting);
  // Alone with the bot, 确认 answers the list that was sent there.
  return message.conversation.kind === 'direct' ? [...context.waiting] : [];
}

function byNumber(number: string): TargetReference {
  return { by: 'number', number };
}

async function named(tx: Transaction, targets: string, context: Meaning): Promise<Entry[]> {
  const places = [...targets.matchAll(/第\s*(\d{1,2})\s*条/g)].map(([, place]): TargetReference => ({ by: 'position', position: Number(place) }));
  return referred(tx, [...numbersIn(targets).map(byNumber), ...places], context);
}

async function referred(tx: Transaction, references: readonly TargetReference[], { turn, services }: Meaning): Promise<Entry[]> {
  const { member, message } = turn;
  const context = { bureau: services.bureau, member, conversationId: message.conversation.id, quote: message.quote, at: message.at };
  const found = await Promise.all(references.map(reference => resolveTarget(tx, reference, context)));
  return found.flatMap(target => (target.found === 'one' ? [target.entry] : []));
}

/** 企服科本周的都确认 means the 科室 and the days that it names. */
function withinWords(text: string, { turn, services }: Meaning): (entry: Entry) => boolean {
  const { calendar, departments } = services.bureau;
  const [days] = readDates(text, { today: dateOf(turn.message.at), calendar });
  const said = findDepartments(text, departments).map(({ department }) => department);
  const isMeant = (department: string): boolean => said.length === 0 || said.includes(department);
  return entry => isMeant(entry.department) && (days === undefined || overlaps(entry.period, days.period));
}

/** 待确认 — a head's and a leader's own list; everybody else sees what of their 科室 waits. */
export const awaiting: Handler = async ({ member }, { store, bureau }) => {
  const all = await store.read({ bureau: bureau.id }, reader => awaitingEntries(reader, bureau));
  if (bureau.confirmation !== 'department-head' && all.length === 0) return say(notWanted);
  const mine = all.filter(entry => mayConfirm(member, entry));
  const seen = all.filter(entry => mine.includes(entry) || departmentsOf(member).includes(entry.department) || member.roles.includes('editor'));
  return say({ text: awaitingList(seen, { mine }), ...(mine.length > 0 ? { buttons: [confirmButton(mine)] } : {}) });
};
