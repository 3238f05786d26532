import { type Case, duesOf, mayMove, stateSaid } from '../domain/case.ts';
import type { CaseKind } from '../domain/case-kind.ts';
import { dateOf } from '../domain/date.ts';
import { type Entry, stands } from '../domain/entry.ts';
import { departmentsOf } from '../domain/member.ts';
import { findDepartments } from '../language/departments.ts';
import { caseOfEntry, type FoundCase, findCase, kindOf, openCases } from '../ledgers/cases/find-case.ts';
import { moveCase } from '../ledgers/cases/move-case.ts';
import { recordChange } from '../ledgers/correct.ts';
import type { Reader, Transaction } from '../store/store.ts';
import { type CaseAudience, caseLine, caseMoved, openCasesText } from '../wording/cases.ts';
import { progressChange } from '../wording/receipt.ts';
import { changeBy } from './change-target.ts';
import type { Services, Turn } from './turn.ts';

/** Who may read what a private case says: its 科室, editors and leaders, alone with the bot. */
export function audienceOf({ message, member }: Turn): CaseAudience {
  const isAlone = message.conversation.kind === 'direct';
  return {
    today: dateOf(message.at),
    maySee: found => isAlone && mayMove(member, found, ['department', 'handler', 'editor', 'leader']),
  };
}

/** Whether a message is about a case: it names one, or points at or quotes one and says where it stands now. */
export async function caseMeant(reader: Reader, turn: Turn, { bureau }: Services): Promise<FoundCase | null> {
  const { message, reading } = turn;
  if (reading.intent === 'correct' || reading.intent === 'screened' || message.text.length > 200) return null;
  const found = await findCase(reader, { text: message.text, quote: message.quote, bureau });
  if (found === null || found.found === 'none') return found;
  const named = await findCase(reader, { text: message.text, bureau });
  const kinds = found.found === 'one' ? [found] : found.cases;
  const saysWhere = kinds.some(one => stateSaid(one.kind, one.case.state, message.text) !== undefined);
  const isShort =
    message.text.length <= 60 && !reading.entries.some(entry => entry.metrics.some(metric => !metric.inferred && (metric.value ?? 0) > 1));
  if (named?.found === 'one' && /^[^，。；]{0,6}\d/.test(message.text.trim())) return named;
  return saysWhere && isShort && reading.intent !== 'withdraw' ? found : null;
}

export function dueOf(found: Case, kind: CaseKind, { bureau }: Services): ReturnType<typeof duesOf>[number] | undefined {
  return duesOf(found, kind, bureau.calendar)[0];
}

export function lineOf(one: { case: Case; kind: CaseKind }, services: Services, audience: CaseAudience): string {
  return caseLine(one, dueOf(one.case, one.kind, services), audience);
}

/** The entry that began it says how far it is, so that what the ledgers call open agrees; the changed entry, if it changed. */
export async function tellEntry(tx: Transaction, moved: Case, { turn, kind }: { turn: Turn; kind: CaseKind }): Promise<Entry | undefined> {
  const entry = moved.entryId === '' ? undefined : await tx.get('entry', moved.entryId);
  const name = kind.states.find(state => state.id === moved.state)?.name ?? '';
  const progress = moved.status === 'closed' ? `已${name}` : name;
  if (!entry || entry.progress === progress || !stands(entry)) return undefined;
  return recordChange(tx, entry, { ...changeBy(turn), action: 'update', what: progressChange(entry.progress, progress), after: { progress } });
}

/** 那个隐患今天复查合格了, resolved to an entry: the case that it began goes on too. Undefined when it began none, or goes nowhere by these words. */
export async function moveCaseOf(
  tx: Transaction,
  entry: Entry,
  { turn, services }: { turn: Turn; services: Services },
): Promise<{ text: string; entry: Entry } | undefined> {
  const one = await caseOfEntry(tx, entry.id);
  const kind = one && kindOf(services.bureau, one);
  if (!one || !kind || one.status === 'withdrawn' || !stateSaid(kind, one.state, turn.message.text)) return undefined;
  const moved = await moveCase(tx, { case: one, kind }, { said: turn.message.text, bureau: services.bureau, ...changeBy(turn) });
  const told = await tellEntry(tx, moved, { turn, kind });
  const text = caseMoved(one, { case: moved, kind }, { due: dueOf(moved, kind, services), audience: audienceOf(turn) });
  return { text, entry: told ?? entry };
}

/** The cases that are not done, of one 科室 when the words name it. */
export async function openCasesSaid(reader: Reader, turn: Turn, services: Services): Promise<string> {
  const { bureau } = services;
  const audience = audienceOf(turn);
  const asked = findDepartments(turn.message.text, bureau.departments)[0]?.department;
  const own = /我的?/.test(turn.message.text) ? departmentsOf(turn.member) : asked === undefined ? null : [asked];
  const open = (await openCases(reader)).flatMap(found => {
    const kind = kindOf(bureau, found);
    const isMeant = own === null || own.includes(found.department) || own.includes(found.handler ?? '');
    return kind && isMeant ? [{ case: found, kind }] : [];
  });
  const isHidden = open.some(one => one.kind.private && !audience.maySee(one.case));
  return openCasesText(
    open.map(one => lineOf(one, services, audience)),
    { isHidden },
  );
}
