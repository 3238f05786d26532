import type { Bureau } from '../../bureau/bureau.ts';
import { type Case, type CaseStep, stateSaid } from '../../domain/case.ts';
import type { CaseKind } from '../../domain/case-kind.ts';
import { dateOf, type LocalDate } from '../../domain/date.ts';
import type { Entry } from '../../domain/entry.ts';
import type { Member } from '../../domain/member.ts';
import { findDepartments } from '../../language/departments.ts';
import type { Instant } from '../../lib/clock.ts';
import type { Transaction } from '../../store/store.ts';
import { openedStep } from '../../wording/cases.ts';

/** 新事项 — what is known of a case when it begins. */
export interface NewCase {
  kind: CaseKind;
  title: string;
  /** All that was said, from which state and handling 科室 are read. */
  said: string;
  department: string;
  on: LocalDate;
  statedDue: LocalDate | null;
  entryId: string;
  by: { member: Member; at: Instant; messageId: string | null };
}

/** The running number of the bureau; never given twice. */
async function takeNumber(transaction: Transaction, bureau: string): Promise<number> {
  const counter = await transaction.get('counter', 'case');
  const value = (counter?.value ?? 0) + 1;
  if (counter) await transaction.replace('counter', { ...counter, value });
  else await transaction.insert('counter', { bureau, id: 'case', version: 1, value });
  return value;
}

/** Another 科室 of the bureau that was given the matter. */
export function handlerIn(said: string, bureau: Pick<Bureau, 'departments'>, own: string): string | null {
  const given = /(?:转办|转交|移交|交办|转给|派给|转|交)[给由至到]?(.{2,12})/.exec(said)?.[1] ?? '';
  return findDepartments(given, bureau.departments).find(mention => mention.department !== own)?.department ?? null;
}

/** What a case is called: without the state that is said behind it (《…提案》，已交办). */
export function titleIn(said: string, kind: CaseKind): string {
  const words = kind.states.flatMap(state => [state.name, ...state.words]).join('|');
  const title = said.replace(new RegExp(`(?:[，,；;、\\s]+已?|(?<=》)已?)(?:${words})了?[。！]?$`), '');
  return title.length < 2 ? said : title;
}

/** Opens a case in the state that was said, or at its beginning. */
export async function openCase(transaction: Transaction, bureau: Bureau, { kind, by, ...begun }: NewCase): Promise<Case> {
  const number = await takeNumber(transaction, bureau.id);
  const first = kind.states[0]?.id ?? '';
  const said = stateSaid(kind, first, begun.said)?.id ?? first;
  const step = (state: string, note: string): CaseStep => ({
    ...{ state, note, on: begun.on, at: by.at, by: { id: by.member.id, name: by.member.name } },
    messageId: by.messageId,
  });
  const opened: Case = {
    ...{ bureau: bureau.id, id: `case-${number}`, version: 1, number, kind: kind.id, title: titleIn(begun.title, kind).slice(0, 120) },
    ...{ department: begun.department, handler: handlerIn(begun.said, bureau, begun.department), owner: { id: by.member.id, name: by.member.name } },
    status: kind.states.find(state => state.id === said)?.closed ? 'closed' : 'open',
    state: said,
    steps: said === first ? [step(first, openedStep)] : [step(first, openedStep), step(said, begun.said.slice(0, 200))],
    ...{ statedDue: begun.statedDue, isExtended: false, entryId: begun.entryId },
  };
  await transaction.insert('case', opened);
  return opened;
}

/** The kind of case that an entry begins: one single matter, of a ledger that says so, not done already; undefined for counted work. */
function kindBegunBy(entry: Entry, kinds: readonly CaseKind[]): CaseKind | undefined {
  const isSingle = entry.metrics.every(metric => metric.kind === 'increment' && (metric.value ?? 2) <= 1) || entry.deadline !== null;
  if (!isSingle || entry.metrics.length === 0 || entry.flags.includes('suspected-duplicate')) return undefined;
  return kinds.find(
    kind =>
      kind.ledgers.includes(entry.ledger ?? '') &&
      (kind.requires.length === 0 || kind.requires.some(word => entry.raw.includes(word))) &&
      !kind.unless.some(word => entry.raw.includes(word)),
  );
}

/** The cases that newly kept entries begin. */
export async function openCasesFor(
  transaction: Transaction,
  entries: readonly Entry[],
  { bureau, by }: { bureau: Bureau; by: NewCase['by'] },
): Promise<{ case: Case; kind: CaseKind }[]> {
  const opened: { case: Case; kind: CaseKind }[] = [];
  for (const entry of entries) {
    const kind = kindBegunBy(entry, bureau.cases);
    if (!kind) continue;
    const { department, deadline, id } = entry;
    const on = entry.date ?? (entry.period.to < dateOf(by.at) ? entry.period.to : dateOf(by.at));
    const begun = { kind, title: entry.summary, said: entry.raw, department, on, statedDue: deadline, entryId: id, by };
    opened.push({ case: await openCase(transaction, bureau, begun), kind });
  }
  return opened;
}
