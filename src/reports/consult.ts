import type { Bureau } from '../bureau/bureau.ts';
import type { LocalDate } from '../domain/date.ts';
import type { Asked, Consultation, Draft, Hand, Opinion, Sentence } from '../domain/draft.ts';
import type { Entry } from '../domain/entry.ts';
import { AppError } from '../domain/errors.ts';
import { isActive, type Member } from '../domain/member.ts';
import { finalNotAsked, nobodyAsked, noOpinionOf, noSuchAsk, refusalNeedsReason } from '../wording/consultation.ts';
import { blanksIn } from '../wording/report.ts';

/** 本科室段落 — what of one heading a 科室 answers for. */
export interface OwnPart {
  heading: string;
  text: string;
}

/** A sentence belongs to whoever reported or supported its records or is to fill it in, a placeholder to whom it asks. */
function isOf(department: string, sentence: Sentence, entries: ReadonlyMap<string, Entry>): boolean {
  if (blanksIn(sentence.text).includes(department)) return true;
  return sentence.entries.some(id => {
    const entry = entries.get(id);
    return entry !== undefined && (entry.department === department || entry.supporting.includes(department));
  });
}

/** The sentences of a draft that rest on a 科室's records, and the parts that wait for it, by heading. */
function ownParts(draft: Draft, department: string, entries: ReadonlyMap<string, Entry>): OwnPart[] {
  return draft.sections.flatMap(section => {
    const text = section.paragraphs
      .filter(paragraph => paragraph.offeredFor === undefined)
      .flatMap(paragraph =>
        paragraph.origin === 'placeholder'
          ? paragraph.ask?.includes(department)
            ? paragraph.sentences
            : []
          : paragraph.sentences.filter(sentence => isOf(department, sentence, entries)),
      )
      .map(sentence => sentence.text)
      .join('');
    return text === '' || section.heading === '' ? [] : [{ heading: section.heading, text }];
  });
}

/** Whom a 科室 is asked through: its liaisons, else those of it who may report. */
function peopleOf(bureau: Bureau, department: string, today: LocalDate): Member[] {
  const own = bureau.members.filter(
    member => isActive(member, today) && (member.department === department || member.otherDepartments.includes(department)),
  );
  const liaisons = own.filter(member => member.roles.includes('liaison'));
  return liaisons.length > 0 ? liaisons : own.filter(member => member.roles.includes('staff'));
}

/** One 科室's letter: to whom, with what. */
export interface Letter {
  department: string;
  to: Member[];
  parts: OwnPart[];
}

/** Who asks, by when, over which records. */
export interface Asking {
  bureau: Bureau;
  entries: readonly Entry[];
  by: Hand;
  today: LocalDate;
  dueOn: LocalDate;
}

/** 征求意见 — opens a round: every 科室 that the draft tells of, or waits for, gets its own parts and nobody else's. Throws when there is nobody to ask. */
export function openConsultation(draft: Draft, { bureau, entries, by, today, dueOn }: Asking): { draft: Draft; letters: Letter[] } {
  if (draft.state === 'final') throw new AppError('conflict', finalNotAsked(draft.title));
  const byId = new Map(entries.map(entry => [entry.id, entry]));
  const letters = bureau.departments
    .filter(department => department.reports)
    .map(({ name }) => ({ department: name, to: peopleOf(bureau, name, today), parts: ownParts(draft, name, byId) }))
    .filter(({ parts }) => parts.length > 0);
  if (letters.length === 0) throw new AppError('not-found', nobodyAsked(draft.title));
  const asked = letters.map(
    ({ department, to, parts }): Asked => ({
      department,
      to: to.map(({ id, name }) => ({ id, name })),
      headings: parts.map(part => part.heading),
      opinions: [],
    }),
  );
  const round: Consultation = { ...by, revision: draft.revision, dueOn, asked };
  const step = { ...by, to: draft.state, desk: 'departments' as const, reason: null, open: [] };
  return { draft: { ...draft, consultations: [...(draft.consultations ?? []), round], steps: [...(draft.steps ?? []), step] }, letters };
}

/** The running round of a draft. */
export function currentRound(draft: Draft): Consultation | undefined {
  return draft.consultations?.at(-1);
}

/** The 科室 of the running round that a person may answer for. */
export function askedOf(draft: Draft, member: Pick<Member, 'department' | 'otherDepartments'>): Asked | undefined {
  return currentRound(draft)?.asked.find(({ department }) => department === member.department || member.otherDepartments.includes(department));
}

function withRound(draft: Draft, change: (asked: Asked) => Asked): Draft {
  const rounds = draft.consultations ?? [];
  const last = rounds.at(-1);
  if (!last) return draft;
  return { ...draft, consultations: [...rounds.slice(0, -1), { ...last, asked: last.asked.map(change) }] };
}

/** Keeps what a 科室 answered; 无意见 beside a comment of the same 科室 says nothing and is not kept, a comment takes its place. */
export function giveOpinion(draft: Draft, department: string, opinion: Omit<Opinion, 'outcome'>): Draft {
  return withRound(draft, asked => {
    if (asked.department !== department) return asked;
    const comments = asked.opinions.filter(one => one.text !== null);
    if (opinion.text === null && comments.length > 0) return asked;
    return { ...asked, opinions: [...comments, { ...opinion, outcome: null }] };
  });
}

/** 采纳情况 of a 科室's comments; what is not taken needs a reason. Throws in plain words when there is none to decide. */
export function settleOpinion(
  draft: Draft,
  { department, adopted, reason, by }: { department: string; adopted: 'yes' | 'partly' | 'no'; reason: string | null; by: Hand },
): Draft {
  const asked = currentRound(draft)?.asked.find(one => one.department === department);
  if (!asked) throw new AppError('not-found', noSuchAsk(draft.title, department));
  if (!asked.opinions.some(opinion => opinion.text !== null)) throw new AppError('not-found', noOpinionOf(department));
  if (adopted !== 'yes' && reason === null) throw new AppError('conflict', refusalNeedsReason(department));
  const outcome = { ...by, adopted, reason };
  return withRound(draft, one =>
    one.department === department
      ? { ...one, opinions: one.opinions.map(opinion => (opinion.text === null ? opinion : { ...opinion, outcome })) }
      : one,
  );
}

/** 未反馈 — the 科室 that have not answered yet, in the bureau's order. */
export function unanswered(round: Consultation): Asked[] {
  return round.asked.filter(({ opinions }) => opinions.length === 0);
}
