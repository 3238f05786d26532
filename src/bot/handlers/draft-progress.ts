import type { Draft } from '../../domain/draft.ts';
import { draftStatus, sectionsByWords } from '../../reports/draft-status.ts';
import { explainFigure } from '../../reports/explain-figure.ts';
import { entriesSince } from '../../reports/keep-draft.ts';
import type { Reader } from '../../store/store.ts';
import { noDraftYet } from '../../wording/drafting.ts';
import { figuresExplained, missingMaterial, sectionsSaid } from '../../wording/report.ts';
import { type Action, type Handler, type Services, say } from '../turn.ts';

/** The draft that was compiled last. */
async function latestDraft(reader: Reader): Promise<Draft | undefined> {
  const { rows } = await reader.find('draft', { index: 'byKind' });
  return [...rows].sort((a, b) => b.compiledAt - a.compiledAt)[0];
}

async function aboutDraft({ store, bureau }: Services, tell: (draft: Draft, reader: Reader) => Promise<string> | string): Promise<Action> {
  return store.read({ bureau: bureau.id }, async reader => {
    const draft = await latestDraft(reader);
    return say(draft ? await tell(draft, reader) : noDraftYet);
  });
}

/** 第二部分写得怎么样了 — the part that is named; 缺什么材料 — what is missing, and whom to ask. */
export const draftProgress: Handler = ({ message }, services) =>
  aboutDraft(services, draft => {
    const named = sectionsByWords(draft, message.text);
    return named.length ? sectionsSaid(named) : missingMaterial(draftStatus(draft));
  });

/** 这个数怎么来的 — the records behind a figure of the draft, by what is said or quoted. */
export const figureSource: Handler = ({ message }, services) =>
  aboutDraft(services, async (draft, reader) => {
    const words = [message.quote?.text ?? '', message.text].join(' ');
    const entries = await entriesSince(reader, `${draft.period.from.slice(0, 4)}-01-01`);
    return figuresExplained(explainFigure(draft, words, { bureau: services.bureau, entries }));
  });
