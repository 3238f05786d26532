import { addDays, dateOf, yearOf } from '../../domain/date.ts';
import type { ReportKind } from '../../domain/outline.ts';
import { halfPeriod, type Period, yearPeriod } from '../../domain/period.ts';
import { draftFile } from '../../reports/draft-file.ts';
import { usualPeriod } from '../../reports/draft-id.ts';
import { refreshDraft } from '../../reports/keep-draft.ts';
import { draftAskedFor, kindWords } from '../../wording/drafting.ts';
import { otherEditors } from '../tell-editors.ts';
import type { Handler } from '../turn.ts';

function kindIn(text: string): ReportKind {
  return kindWords.find(([words]) => words.test(text))?.[1] ?? 'annual';
}

/** The days that the words ask for; in January and February a yearly report without a year is last year's, because that is when it is written. */
function periodFor(kind: ReportKind, text: string, today: string): Period {
  const year = Number(/(20\d{2})\s*年?/.exec(text)?.[1] ?? (text.includes('去年') ? yearOf(today) - 1 : 0));
  if (kind === 'half-year') {
    const half = /下半年/.test(text) ? 2 : /上半年/.test(text) ? 1 : today.slice(5) <= '08-31' ? 1 : 2;
    return halfPeriod(year || yearOf(today), half);
  }
  if (kind === 'week' && text.includes('上周')) return usualPeriod(kind, addDays(today, -7));
  if (kind === 'month' && text.includes('上月')) return usualPeriod(kind, addDays(`${today.slice(0, 8)}01`, -1));
  const isYearly = kind === 'annual' || kind === 'duty' || kind === 'summary';
  if (!isYearly) return usualPeriod(kind, today);
  const isWritingSeason = today.slice(5) <= '02-29' && !text.includes('今年');
  return yearPeriod(year || yearOf(today) - Number(isWritingSeason));
}

/** 生成报告 — compiles the living draft, hands the Word file over, and lets the editors know when somebody else asked for it. */
export const draft: Handler = async (turn, services) => {
  const { message } = turn;
  const kind = kindIn(message.text);
  const period = periodFor(kind, message.text, dateOf(message.at));
  return async tx => {
    const compiled = await refreshDraft(tx, { bureau: services.bureau, kind, period, at: message.at });
    const text = services.describeDraft(compiled);
    const told = otherEditors(services, turn).map(to => ({
      to,
      text: draftAskedFor({ editor: to.name, asker: turn.member.name, title: compiled.title }),
    }));
    return [{ text, files: [draftFile(compiled)] }, ...(turn.member.roles.includes('editor') ? [] : told)];
  };
};
