import { dateOf } from '../../domain/date.ts';
import { reportKinds } from '../../domain/outline.ts';
import { awaitingIn } from '../../ledgers/confirm.ts';
import { draftFile } from '../../reports/draft-file.ts';
import { usualPeriod } from '../../reports/draft-id.ts';
import { draftSources } from '../../reports/draft-sources.ts';
import { handOut } from '../../reports/hand-out.ts';
import { outlineNamed, polishNow, refreshDraft } from '../../reports/keep-draft.ts';
import { draftAskedFor, unpolished } from '../../wording/drafting.ts';
import { otherEditors } from '../tell-editors.ts';
import { answerBy, type Handler } from '../turn.ts';

/** 生成报告 — compiles the living draft, hands the Word file over, and lets the editors know when somebody else asked for it. */
export const draft: Handler = async (turn, services) => {
  const { message, reading } = turn;
  const asked = reading.draft;
  const kind = reportKinds.find(one => one === asked?.kind) ?? 'annual';
  const period = asked?.period ?? usualPeriod(kind, dateOf(message.at));
  const request = {
    ...{ bureau: services.bureau, kind, period, at: message.at, ...draftSources(services.corpus, services) },
    outline: outlineNamed(message.text, services.bureau, kind),
  };
  const { models, store } = services;
  const polish = models && (await polishNow(request, { models, store, asker: turn.member.id, deadline: answerBy(turn, services) }));
  return async tx => {
    const compiled = await refreshDraft(tx, { ...request, ...(polish ? { polish } : {}) });
    const awaiting = await awaitingIn(tx, services.bureau, period);
    const text = [
      services.describeDraft(compiled),
      ...(awaiting === '' ? [] : [`> ${awaiting}`]),
      ...(polish?.refused ? [unpolished(polish.refused)] : []),
    ].join('\n');
    const file = await handOut(tx, compiled, { id: turn.member.id, name: turn.member.name, at: turn.at });
    const told = otherEditors(services, turn).map(to => ({
      to,
      text: draftAskedFor({ editor: to.name, asker: turn.member.name, title: compiled.title }),
    }));
    return [{ text, files: [file, draftFile(compiled, 'sources')] }, ...(turn.member.roles.includes('editor') ? [] : told)];
  };
};
