import { dateOf, yearOf } from '../../domain/date.ts';
import type { Draft } from '../../domain/draft.ts';
import { awaitingIn } from '../../ledgers/confirm.ts';
import { draftStatus, sectionsByWords } from '../../reports/draft-status.ts';
import { explainFigure } from '../../reports/explain-figure.ts';
import { recordsBehind } from '../../reports/keep-draft.ts';
import { loadCoverage } from '../../reports/load-coverage.ts';
import { meantDraft } from '../../reports/meant-draft.ts';
import type { Reader } from '../../store/store.ts';
import { coverageText } from '../../wording/coverage.ts';
import { noDraftYet } from '../../wording/drafting.ts';
import { figuresExplained, missingMaterial, noSuchPart, sectionsSaid } from '../../wording/report.ts';
import { type Action, type Handler, type Services, say, type Turn } from '../turn.ts';
import { ledgerFigure } from './question.ts';

async function aboutDraft(
  { message, member }: Turn,
  { store, bureau }: Services,
  tell: (draft: Draft, reader: Reader) => Promise<string> | string,
): Promise<Action> {
  return store.read({ bureau: bureau.id }, async reader => {
    const draft = await meantDraft(reader, message.text, member.id);
    return say(draft ? await tell(draft, reader) : noDraftYet);
  });
}

/** 第二部分写得怎么样了 — the part that is named; 缺什么材料 — what is missing, and whom to ask. */
export const draftProgress: Handler = (turn, services) =>
  aboutDraft(turn, services, async (draft, reader) => {
    const named = sectionsByWords(draft, turn.message.text);
    if (named.length) return sectionsSaid(named);
    const numbered = /第[一二三四五六七八九十\d]{1,3}(?:部分|章|大?块|大?点)/.exec(turn.message.text)?.[0];
    if (numbered)
      return noSuchPart(
        draft.title,
        numbered,
        draft.sections.filter(({ level }) => level === 1).map(({ heading }) => heading),
      );
    const gaps = await loadCoverage(reader, draft, { bureau: services.bureau, lastYear: services.lastYear(dateOf(turn.at)) });
    const awaiting = await awaitingIn(reader, services.bureau, draft.period);
    return [missingMaterial(draftStatus(draft)), awaiting, coverageText(gaps)].filter(text => text !== '').join('\n');
  });

/** 这个数怎么来的 — the records behind a figure of the draft, by what is said or quoted; a figure that is in none is the ledgers'. */
export const figureSource: Handler = async (turn, services) => {
  const { message, member } = turn;
  const { store, bureau } = services;
  const words = [message.quote?.text ?? '', message.text].join(' ');
  const told = await store.read({ bureau: bureau.id }, async reader => {
    const draft = await meantDraft(reader, message.text, member.id);
    if (!draft) return null;
    const sources = explainFigure(draft, words, { bureau, entries: await recordsBehind(reader, draft) });
    return { text: figuresExplained(sources, yearOf(draft.period.to)), isFound: sources.length > 0 };
  });
  if (told?.isFound) return say(told.text);
  return (await ledgerFigure(turn, services)) ?? say(told?.text ?? noDraftYet);
};
