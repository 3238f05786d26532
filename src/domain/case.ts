import type { Instant } from '../lib/clock.ts';
import type { CaseDueRule, CaseKind, CaseMover, CaseState, CaseTerm } from './case-kind.ts';
import { addDays, addMonths, type LocalDate } from './date.ts';
import type { BureauId, Member } from './member.ts';
import { addWorkdays, type WorkdayCalendar } from './workday.ts';

/** 经过 — one step of a case: where it went (or stayed), what was said, who and when. Never rewritten. */
export interface CaseStep {
  state: string;
  note: string;
  on: LocalDate;
  at: Instant;
  by: { id: string; name: string };
  messageId: string | null;
}

/** 事项 — a matter that is followed until it is done. */
export interface Case {
  bureau: BureauId;
  id: string;
  version: number;
  /** 事项12: a running number of the bureau. */
  number: number;
  /** Id of its kind. */
  kind: string;
  title: string;
  /** 登记科室. */
  department: string;
  /** 承办科室, once it was given to another one of the bureau. */
  handler: string | null;
  owner: { id: string; name: string };
  status: 'open' | 'closed' | 'withdrawn';
  state: string;
  /** The first is its beginning. */
  steps: CaseStep[];
  /** The date that somebody said it must be done by. */
  statedDue: LocalDate | null;
  /** 已批准延长. */
  isExtended: boolean;
  /** The entry that opened it; empty when it was opened by itself. */
  entryId: string;
}

/** 事项期限 — a date by which a case must have gone on, with its basis. */
export interface CaseDue {
  rule: CaseDueRule;
  dueOn: LocalDate;
}

export function stateOf(kind: CaseKind, id: string): CaseState | undefined {
  return kind.states.find(state => state.id === id);
}

export function mayFollow(kind: CaseKind, from: string, to: string): boolean {
  return stateOf(kind, from)?.next.includes(to) ?? false;
}

/** The state that words speak of: the last one said that may follow, else the last one said; undefined when they name none. */
export function stateSaid(kind: CaseKind, from: string, words: string): CaseState | undefined {
  const said = kind.states
    .map(state => ({ state, at: Math.max(-1, ...[...state.words, state.name].map(word => words.lastIndexOf(word))) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at)
    .map(({ state }) => state);
  return said.find(state => mayFollow(kind, from, state.id)) ?? said[0];
}

/** Whether a member may move a case to a state. */
export function mayMove(member: Member, found: Pick<Case, 'department' | 'handler'>, by: readonly CaseMover[]): boolean {
  const own = [member.department, ...member.otherDepartments];
  const belongs = (department: string | null): boolean => department !== null && own.includes(department) && member.roles.length > 0;
  const isLiaison = member.roles.includes('liaison') && (belongs(found.department) || belongs(found.handler));
  const rights: Record<CaseMover, boolean> = {
    department: belongs(found.department),
    handler: belongs(found.handler),
    liaison: isLiaison,
    editor: member.roles.includes('editor'),
    leader: member.roles.includes('leader'),
  };
  return by.some(mover => rights[mover]);
}

/** The case after a step. Where it goes must be allowed; staying where it is only adds a note. */
export function withStep(found: Case, kind: CaseKind, step: CaseStep): Case {
  const isClosed = stateOf(kind, step.state)?.closed ?? false;
  return { ...found, state: step.state, status: isClosed ? 'closed' : 'open', steps: [...found.steps, step] };
}

function dueAfter(since: LocalDate, term: Exclude<CaseTerm, 'stated'>, calendar: WorkdayCalendar): LocalDate {
  if (term.unit === 'workday') return addWorkdays(since, term.count, calendar);
  return term.unit === 'day' ? addDays(since, term.count) : addMonths(since, term.count);
}

/** What a case must still do by when, the nearest first: each rule from the last time its `since` was entered. */
export function duesOf(found: Case, kind: CaseKind, calendar: WorkdayCalendar): CaseDue[] {
  if (found.status === 'withdrawn') return [];
  return kind.due
    .flatMap((rule): CaseDue[] => {
      const begun = found.steps.findLastIndex((step, index) => step.state === rule.since && found.steps[index - 1]?.state !== rule.since);
      const start = found.steps[begun];
      if (!start || found.steps.slice(begun + 1).some(step => rule.until.includes(step.state))) return [];
      const term = found.isExtended && rule.extended ? rule.extended.term : rule.term;
      const dueOn = term === 'stated' ? found.statedDue : dueAfter(start.on, term, calendar);
      return dueOn === null ? [] : [{ rule, dueOn }];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
}
