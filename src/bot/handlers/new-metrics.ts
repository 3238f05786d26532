import { dateOf } from '../../domain/date.ts';
import { loadEntries } from '../../figures/load-entries.ts';
import { newMetricsOf } from '../../figures/new-metrics.ts';
import { yearsSpokenOf } from '../../figures/read-period.ts';
import { newMetricList } from '../../wording/new-metrics.ts';
import { type Handler, say } from '../turn.ts';

/** 新指标 — figures that were kept under the words used, proposed to the editor. */
export const newMetrics: Handler = async ({ message }, { store, bureau }) => {
  const period = yearsSpokenOf(dateOf(message.at));
  const { entries } = await store.read({ bureau: bureau.id }, reader => loadEntries(reader, period));
  return say(newMetricList(newMetricsOf(entries.filter(entry => entry.period.to >= period.from))));
};
