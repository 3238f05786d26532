import type { Bureau } from '../../bureau/bureau.ts';
import { dateOf } from '../../domain/date.ts';
import type { EntryContent, MetricReading } from '../../domain/entry.ts';
import type { Ledger } from '../../domain/ledger.ts';
import { readDates } from '../../language/dates.ts';
import { strangers } from '../../language/grounding/claims.ts';
import type { Instant } from '../../lib/clock.ts';
import { type ProposedEntry, saidQuantity } from './merge-entries.ts';

/** Whose message it is, and when it was sent. */
export interface ProposalContext {
  bureau: Bureau;
  department: string;
  at: Instant;
  text: string;
}

function metricOf(proposed: ProposedEntry['metrics'][number], ledger: Ledger, text: string): MetricReading[] {
  const { name, quote } = proposed;
  const quantity = saidQuantity(proposed, text);
  if (!quantity) return [];
  const definition = ledger.metrics.find(metric => metric.name === name && metric.units.includes(quantity.unit) && metric.kind !== 'rate');
  const isNew = definition === undefined;
  // A name that neither the ledger nor the message has is the model's own.
  const said = definition?.name ?? (text.includes(name) ? name : quote);
  return [{ ...quantity, name: said, kind: definition?.kind ?? 'increment', isNew, inferred: false, partOf: null }];
}

/** A piece of work in which the rules saw none: only in a ledger that the bureau has, in the message's own words, figures and day. Undefined where anything of it is the model's own. */
export function entryOfProposal(proposal: ProposedEntry, { bureau, department, at, text }: ProposalContext): EntryContent | undefined {
  const ledger = bureau.ledgers.find(({ id }) => id === proposal.ledger);
  if (!ledger || /累计|一共|总共|以来|截[至止]/.test(text)) return undefined;
  const metrics = proposal.metrics.flatMap(metric => metricOf(metric, ledger, text));
  if (metrics.length === 0 || strangers(proposal.summary, text).length > 0) return undefined;
  const today = dateOf(at);
  const [day] = readDates(text, { today, calendar: bureau.calendar }).filter(({ isDeadline }) => !isDeadline);
  const period = day?.period ?? { from: today, to: today };
  return {
    ...{ section: ledger.section, ledger: ledger.id, category: ledger.name, summary: text, raw: text, department, metrics, period },
    ...{ supporting: [], partners: [], checks: [], progress: null, deadline: null },
    date: period.from === period.to ? period.from : null,
    flags: [
      'needs-confirmation',
      ...(day ? [] : (['date-inferred'] as const)),
      ...(metrics.some(({ isNew }) => isNew) ? (['new-metric'] as const) : []),
    ],
  };
}
