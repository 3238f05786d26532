import { dateOf, type LocalDate } from '../domain/date.ts';
import type { Consultation, Draft } from '../domain/draft.ts';
import { allRows } from '../ledgers/all-rows.ts';
import type { OpenItem } from '../ledgers/deadlines.ts';
import type { Reader } from '../store/store.ts';
import { opinionDueText, opinionsOpenText, waysToAnswer } from '../wording/consultation.ts';
import { currentRound, unanswered } from './consult.ts';

/** On the day itself and not before: whoever was asked has the letter. */
const onTheDay = [0] as const;

function itemsOf(draft: Draft, round: Consultation): OpenItem[] {
  const open = unanswered(round);
  const common = { basis: null, deadline: round.dueOn, reminders: onTheDay, knownSince: dateOf(round.at) };
  const key = `opinion:${draft.id}@${round.revision}:${round.dueOn}`;
  const asked = open.map(({ department }): OpenItem => {
    const said = opinionDueText(draft.title);
    return { ...common, key: `${key}:${department}`, ...said, whatInGroup: said.what, done: waysToAnswer, department, reporter: null };
  });
  if (open.length === 0) return [];
  const said = opinionsOpenText(
    draft.title,
    open.map(({ department }) => department),
  );
  return [...asked, { ...common, key, ...said, whatInGroup: said.what, done: '', department: null, reporter: round.id }];
}

/** 意见到期 — the rounds of 征求意见 that end today or later and lack answers: each 科室 that has not answered, and for the editor who they are. */
export async function opinionsDue(reader: Reader, today: LocalDate): Promise<OpenItem[]> {
  const items: OpenItem[] = [];
  for await (const draft of allRows(reader, 'draft', { index: 'byKind' })) {
    const round = currentRound(draft);
    if (round && draft.state !== 'final' && round.dueOn >= today) items.push(...itemsOf(draft, round));
  }
  return items;
}
