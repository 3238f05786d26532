import { overlaps } from '../domain/period.ts';
import { loadEntries } from '../figures/load-entries.ts';
import { newMetricsOf } from '../figures/new-metrics.ts';
import type { CompileReport } from '../jobs/tasks/compile.ts';
import { awaitingIn } from '../ledgers/confirm.ts';
import { whoIsMissing } from '../ledgers/who-is-missing.ts';
import { usualPeriod } from '../reports/draft-id.ts';
import { draftSources } from '../reports/draft-sources.ts';
import { draftStatus } from '../reports/draft-status.ts';
import { handOut } from '../reports/hand-out.ts';
import { refreshCarried } from '../reports/keep-carried.ts';
import { refreshDraft } from '../reports/keep-draft.ts';
import { theEditors } from '../wording/drafting.ts';
import { newMetricsNote } from '../wording/new-metrics.ts';
import type { RuntimeOptions } from './runtime.ts';
import { withPolish } from './with-polish.ts';

/** 按时汇编 — compiles, keeps and hands out what a schedule names, and says what the editors should know of it. */
export function compileOnSchedule(options: RuntimeOptions): CompileReport {
  const { store, corpus, reader } = options;
  return async request => {
    const sources = draftSources(corpus, { bureau: request.bureau, reader });
    const scope = { bureau: request.bureau.id };
    const polished = await withPolish({ ...request, ...sources }, { ...options, asker: 'schedule' });
    const { draft, file } = await store.write(scope, async tx => {
      const compiled = await refreshDraft(tx, polished);
      return { draft: compiled, file: await handOut(tx, compiled, { ...theEditors, at: request.at }) };
    });
    // The year's report is a living draft: it grows with each week, so that what is missing shows long before December.
    if (request.kind === 'week')
      await store.write(scope, async tx => {
        await refreshDraft(tx, { ...request, ...sources, kind: 'annual', period: usualPeriod('annual', draft.period.from) });
        await refreshCarried(tx, { bureau: request.bureau, at: request.at, knowsTitle: sources.knowsTitle });
      });
    const isNilAsked = request.kind === 'week' && request.bureau.push.nilReports === 'required';
    const silent = isNilAsked ? await store.read(scope, async reader => (await whoIsMissing(reader, request.bureau, request.period)).missing) : [];
    const awaiting = await store.read(scope, reader => awaitingIn(reader, request.bureau, request.period));
    const { entries } = await store.read(scope, reader => loadEntries(reader, request.period));
    const fresh = newMetricsOf(
      entries.filter(entry => overlaps(entry.period, request.period)),
      request.bureau,
    );
    const missing = draftStatus(draft).sections.filter(section => section.state === 'missing');
    return {
      title: draft.title,
      silent,
      awaiting,
      newMetrics: request.kind === 'week' ? newMetricsNote(fresh.length) : '',
      missing: missing.map(({ heading, ask }) => (ask.length ? `${heading}（${ask.join('、')}）` : heading)),
      file,
    };
  };
}
