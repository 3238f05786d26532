import { dateOf, type LocalDate } from '../../domain/date.ts';
import { loadEntries } from '../../figures/load-entries.ts';
import { movedFigures } from '../../figures/moved-figures.ts';
import { readDates } from '../../language/dates.ts';
import { draftSources } from '../../reports/draft-sources.ts';
import { handOut } from '../../reports/hand-out.ts';
import { refreshDraft } from '../../reports/keep-draft.ts';
import type { DraftCommand } from '../../reports/read-draft-command.ts';
import type { Transaction } from '../../store/store.ts';
import { carriedCutOff, cutOffOutside, cutOffSet, frozenCutOff } from '../../wording/draft-cut-off.ts';
import { unreadableDay } from '../../wording/draft-forms.ts';
import { movedAnswer } from '../../wording/moved.ts';
import type { Reply } from '../turn.ts';
import type { Work } from './edit-draft.ts';

/** 年度报告截至11月15日 — from now on the draft counts up to that day; said with every figure that moves by it. */
export async function cutDraftOff(tx: Transaction, { day }: Extract<DraftCommand, { do: 'cut-off' }>, work: Work): Promise<Reply[]> {
  const { turn, services, draft, by } = work;
  const { bureau } = services;
  if (draft.state !== 'draft') return [{ text: frozenCutOff(draft.title) }];
  if (draft.carriedFrom) return [{ text: carriedCutOff(draft.title) }];
  const cutOff = day === null ? null : dayNamed(day, work);
  if (cutOff === undefined) return [{ text: unreadableDay(day ?? '') }];
  if (cutOff !== null && (cutOff < draft.period.from || cutOff > draft.period.to)) return [{ text: cutOffOutside(draft) }];
  const { cutOff: _before, ...free } = draft;
  await tx.replace('draft', cutOff === null ? free : { ...free, cutOff });
  const compiled = await refreshDraft(tx, {
    ...{ bureau, kind: draft.kind, outline: draft.outline, period: draft.period, at: turn.message.at },
    ...draftSources(services.corpus, services),
  });
  const today = dateOf(turn.message.at);
  const said = cutOffSet(compiled, cutOff, today);
  const file = await handOut(tx, compiled, by);
  if (compiled.asOf === draft.asOf) return [{ text: said, files: [file] }];
  const { entries, nilReports } = await loadEntries(tx, draft.period);
  const days = { from: draft.asOf, to: compiled.asOf };
  const moved = movedFigures(entries, { ...days, metrics: [], bureau, today, nilReports });
  const scope = { ...days, period: draft.period, today, department: null };
  return [{ text: `${said}\n${movedAnswer(moved, scope)}`, files: [file] }];
}

/** The day itself; of a month the last one. Undefined: no day there is. */
function dayNamed(words: string, { turn, services }: Work): LocalDate | undefined {
  const today = dateOf(turn.message.at);
  if (words === '年底') return `${today.slice(0, 4)}-12-31`;
  return readDates(words, { today, calendar: services.bureau.calendar })[0]?.period.to;
}
